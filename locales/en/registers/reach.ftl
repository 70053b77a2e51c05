# Who has been reached and who has not, by grid ([[coverage]]).
reach-open = { $done } / { $missing }
reach-head = <b>{ $register } · { $label }</b>{ $year ->
        [none] {""}
       *[other] {" "}{ $year }
    }
reach-head-since = <b>{ $register } · { $label }</b> since { $day }
reach-to-campaigns = Campaigns
reach-line = { $grid }: { $done } { $reached }/{ $wanted } · { $missing } { $left }
reach-own = At this grid itself { $reached }/{ $wanted }
reach-nobody = Nobody here is to be reached.
reach-names = { $word } { $count }
reach-grid = { $grid } { $reached }/{ $wanted }
reach-year = { $year }
reach-print = List of names
reach-printed = The list is made, { $count } people.
reach-person = { $n }. { $name } ({ $post })
    　{ $grid }
reach-begin = { $n } { $name }
reach-how = Tap a name to begin an entry for them.
reach-none = Nobody stands under “{ $word }” at present.
reach-sheet-title = { $grid }: { $register } ({ $label }), { $missing }{ $year ->
        [none] {""}
       *[other] , { $year }
    }
reach-sheet-line = { $count } people      { $filled-on }
reach-sheet-n = No.
reach-sheet-grid = Department (unit)
reach-sheet-name = Name
reach-sheet-post = Post
reach-sheet-note = Note
registers-draft-first = You have a draft that is not handed in{ $title ->
        [none] {""}
       *[other] : “{ $title }”
    }. Please finish it first (tap New in the register) or delete it, then begin this one.
