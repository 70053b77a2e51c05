# By whom a clue is handled, how well it can be looked into, notes between handlers, reviews, old clues gone through.

tips-act-entered = entered by the office
tips-act-imported = brought in as an old clue
tips-act-gone_through = go through again
tips-act-review = review
tips-act-reviewed = result of the review
tips-act-in_charge = person in charge
tips-act-escalated = handled at a higher level
tips-act-crossed = handled by another unit
tips-act-joint = handled jointly
tips-act-traceable = traceability
tips-act-note = internal note

tips-traceable-strong = strong
tips-traceable-fair = fair
tips-traceable-weak = weak

tips-outcome-kept = stays closed
tips-outcome-reopened = taken up again
tips-outcome-settled = closed

tips-source-letter = complaint by letter
tips-source-visit = complaint in person

## Who handles it

clues-arrange = In charge
clues-arrange-which = <b>Tip { $number }: who handles it</b>  Please choose what to enter:
clues-in-charge = In charge  { $name }
clues-traceable = Traceability  { $how }
clues-in-charge-which = <b>Who is to be in charge of tip { $number }?</b>
clues-in-charge-now = In charge now  { $name }. Giving it to somebody else needs a reason.
clues-in-charge-nobody = There is nobody else who could take it.
clues-letter-given = { $by } has put you in charge of tip { $number }.
clues-letter-taken = { $by } has put { $now } in charge of tip { $number }.

tip-register-words-handed_on =
    <b>Somebody else is to be in charge of tip { $number }</b>
    Please type the reason (sealed).
tip-register-words-to_whom =
    <b>Tip { $number }</b>
    Please type which unit, or who, is to handle it (sealed).
tip-register-words-note =
    <b>Tip { $number }: internal note</b>
    Please type it, at most 1000 characters. It is sealed; only handlers can read it, the reporter can't.
tip-register-words-decided-alone =
    <b>Tip { $number }: { $act }?</b>
    This can't be taken back. Please type who decided it and when: name and post, or the meeting (sealed).
tip-register-choose-traceable = <b>Tip { $number }</b>  How well can it be looked into?
tip-register-choose-reviewed = <b>Tip { $number }</b>  What did the review end in?
tip-register-choose-gone_through = <b>Tip { $number }</b>  What becomes of this old clue?

## Closing

clues-unseen = The reporter has written something that you have not seen yet. It can't be closed now.
tip-register-bar-news = • { clues-unseen }
tip-merging-old = Tip { $number } is an old clue that was brought in. Please go through it first.

## Entering a clue

clues-enter = Enter a clue
clues-source-question = <b>Enter a clue: where did it come from?</b>
clues-from-letter = letter
clues-from-visit = visit
clues-from-inspection = inspection
clues-from-assigned = from above
clues-from-audit = audit
clues-from-judiciary = passed on
clues-from-discovered = own finding
tips-received-question =
    <b>On which day was it received?</b>
    Please choose or type it, e.g. 2026-05-12.
clues-received-today = today
clues-received-yesterday = yesterday
clues-received-day = Please type a day, e.g. 2026-05-12.
clues-received-later = It can't have been received after today. Please check and type it again.
clues-what-question =
    <b>Please write down what is said</b>
    When, where, who, how; in several messages if you like, then tap “Done”.
    A letter can be photographed; photos and files can be sent as they are, up to 20 MB each.
clues-concern-past = What concerns the office or the commissioner is entered at the supervisor's, not here; you won't see it afterwards.
clues-concern-here = It is entered in this register in any case.
clues-name-question =
    <b>Did whoever wrote or came give a name?</b>
    If so, please type it; it is sealed apart from the text.
clues-name-none = no name
clues-entered = Entered as <b>{ $number }</b>. There is no receipt code: nobody can be asked through it.
clues-entered-past = Entered at the supervisor's, who will handle it.
tips-label-source = Source
tips-label-received = Received

## Old clues

old-clues-bring = Bring in old clues
old-clues-through = Go through again
old-clues-through-counted = Again { $done }/{ $of }
old-clues-head = <b>Bring in old clues</b>
old-clues-ask = Please send the sheet (.xlsx): old clues and findings of earlier inspections. For a template tap “Template”.
old-clues-template-name = Old clues (template)
old-clues-how = A row for each clue; 线索来源 is one of: { $sources }; 方面 is one of: { $areas }; 涉及监察室 is 是 where it concerns the office or the commissioner. Days as 2019-05-20.
old-clues-none = There is no clue in the sheet.
old-clues-twice = says the same as row { $row }: please remove one of them
old-clues-not-past = can't go past the office to the supervisor now: please remove this row, the supervisor enters it
old-clues-too-large = The file is larger than { $limit } MB. Please keep this one sheet alone, without pictures and empty rows.
old-clues-counted = { $count } clues, received { $first } to { $last }. They are sealed; only handlers can open them.
old-clues-past = { $count } of them concern the office or the commissioner and are entered at the supervisor's.
old-clues-sealing = Sealing and entering { $count } clues, please wait.
old-clues-done = { $count } clues brought in. Please go through each of them again.
old-clues-known = { $count } others had been brought in before and were not again.
old-clues-all-known = All of them had been brought in before. Nothing was brought in again.
old-clues-counted-through = <b>Old clues</b>  gone through { $done }/{ $of }
old-clues-waiting = These are still to be gone through:
old-clues-none-waiting = None is left to be gone through.
