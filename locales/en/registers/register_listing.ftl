registers-narrowed = Filter: { $by }
registers-narrowed-words = “{ $words }”
registers-narrowed-none = Nothing fits this filter.
registers-narrow-button = Filter
registers-narrow = <b>{ $register } · filter</b>
    Please choose what to filter by.
registers-narrow-s = By state
registers-narrow-l = By kind
registers-narrow-g = By department
registers-narrow-w = By number or words
registers-narrow-off = ✕ { $by }
registers-narrow-none = Clear the filter
registers-narrow-which-s = <b>{ $register } · filter</b>
    Entries in which state?
registers-narrow-which-l = <b>{ $register } · filter</b>
    Entries of which kind?
registers-narrow-which-g = <b>{ $register } · filter</b>
    Entries of which department?
registers-narrow-which-w = <b>{ $register } · filter</b>
    Please type a number, words of the title or pinyin initials.
registers-narrow-all-of = { $grid } and below
registers-public = Public ({ $count })
registers-public-head = <b>{ $register } · public</b>
registers-public-none = Nothing is public at present.
registers-figures-button = Figures
registers-figures = <b>{ $register } · figures</b>
registers-figures-none = There are no figures yet.
registers-drafted = There is a draft not submitted yet; tap “New” to go on with it.
registers-drop = Delete draft
registers-drop-sure = <b>{ $register }</b>
    Delete the draft “{ $title }” that was not submitted?
registers-drop-untitled = no title yet
registers-drop-yes = Delete draft
registers-dropped = The draft was deleted.
registers-newest = Somebody has just dealt with this; here is how it stands now.
registers-kept = Saved; you can go on with it later.
