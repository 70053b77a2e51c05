# Polls (测评, 问卷): people are counted, and nothing under five is shown
menu-polls-all = Polls
command-polls = Polls
help-polls = /polls polls that ask you; the office makes them here and sees their results

## Taking part

polls-open = <b>Polls that ask you</b>: { $count }
polls-open-line = • { $title }, until { $day }
polls-none-open = No poll asks you now. You will be told of a new one; the QR code of a poll opens it, too.
polls-head = <b>{ $title }</b>
polls-until = Until { $day }
polls-amount = { $about ->
    [0] { $count } questions
   *[other] { $about } to assess, { $count } questions in all
}
polls-promise =
    Please note
    1. Anonymous: people are counted by choice; who chose what is kept nowhere.
    2. Against answering twice a sealed mark is kept while the poll runs, and destroyed at its end.
    3. Of fewer than { $least } answers nothing is shown.
    4. Nothing is kept before you hand it in; if you leave, begin again.
    5. Telegram can see this chat.
polls-begin = Begin
polls-take-part = Take part
polls-back = Back to polls
polls-place = { $title }  { $step }/{ $count }
polls-about = <b>{ $name }</b>
polls-question = { $question }
polls-hint = <i>{ $hint }</i>
polls-before = Question before
polls-drop = Give up
polls-check = <b>{ $title }</b>: please check
polls-check-line = { $about ->
    [0] { $label }: { $choice }
   *[other] { $name }, { $label }: { $choice }
}
polls-check-many = All { $count } questions are answered.
polls-check-once = Once handed in it can't be changed.
polls-submit = Hand in
polls-counted = Handed in. Thank you for taking part.
polls-counted-then = People are counted after { $day }. What you chose is not kept.
polls-dropped = Given up; no choice was kept. You can take part again until the end.
polls-lost-answers = What was not handed in is not kept. Please answer again.

polls-already = You have taken part already.
polls-not-yet = The poll has not begun; you can take part from { $day } on.
polls-over = The poll has ended and takes no more answers.
polls-not-asked = This poll does not ask you.
polls-lost = The records of this poll are lost; it can't go on. Please tell the office.
polls-gone = There is no such poll, or another unit runs it. Please look at /polls.

## Letters

polls-letter =
    <b>Please take part: { $title }</b>
    Until { $day }. Anonymous: people are counted, and who chose what is kept nowhere.
polls-letter-again =
    <b>Soon over: { $title }</b>
    Until { $day }. This goes to everybody; if you have taken part there is nothing to do.
polls-letter-ended =
    <b>The poll has ended: { $title }</b>
    Its results are behind the button below.
polls-letter-lost =
    <b>The poll has ended: { $title }</b>
    The file of its key is lost; nothing can be counted. Please make it anew.
watch-kind-poll = polls

## Level 1

polls-list = <b>Polls</b>: { $count }
polls-list-none =
    <b>Polls</b>
    There is none yet. Tap “New poll”: choose a form, whom it is about and whom it asks; it takes a few minutes.
polls-list-line = • { $title }, { $state }
polls-new = New poll
polls-state = { $state }
polls-state-waiting = begins { $day }
polls-state-running = running until { $day }
polls-state-ended = ended ({ $day })
polls-state-cancelled = cancelled ({ $day })
polls-state-lost = ended without figures ({ $day })
polls-span = { $first } to { $last }
polls-whom = Asked: { $grid } · { $group }, { $count }
polls-whom-all = Asked: everybody, by QR code
polls-subjects = { $count } to be assessed
polls-publishes = Results are told to those asked
polls-publishes-not = Results are for the office alone
polls-running-says = While it runs neither results nor how many took part are shown; at the end both, of { $least } or more.
polls-code = QR code and link
polls-code-below = { $title }: please put up or pass on the QR code, or the link.
polls-end = End now
polls-end-ask = End it now? What was handed in is counted; of fewer than { $least } nothing is shown. It can't be begun again.
polls-end-yes = Yes, end it
polls-end-done = Ended.
polls-cancel = Cancel
polls-cancel-ask = If you cancel it, all that was handed in is void and there are no results.
polls-cancel-yes = Yes, cancel it
polls-cancel-done = Cancelled; no results are kept.
polls-already-over = This poll has ended already.

## Making one

polls-choose-form = <b>New poll</b>: please choose a form
polls-ask-title = Please type what it is called, e.g. Assessment of middle cadres 2026.
polls-title-keep = “{ $title }”
polls-title-empty = Please type what it is called.
polls-title-long = { $most } characters at most; please shorten it.
polls-ask-person = <b>Who is assessed?</b> Please type a name or staff number, one or several with blanks between; or add many below.
polls-ask-grid = <b>Which departments or branches?</b> Please type a name, one or several with blanks between.
polls-chosen = { $count } chosen: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and more
}
polls-found = “{ $words }” means { $many }; please tap:
polls-found-nobody = Nobody is called “{ $words }”; please check and type again.
polls-add-leaders = Add all leaders
polls-add-middle = Add all middle cadres
polls-to-whom = Next: who is asked
polls-nobody-assessed = Please choose first who is assessed.
polls-ask-whom = <b>Who is asked?</b> Choose a grid, or type a department's name. Only those asked are told; there must be { $least } at least.
polls-ask-all = QR code, everybody
polls-no-grid = { $many ->
    [0] There is no “{ $words }”; please check and type again, or choose below.
   *[other] “{ $words }” means { $many }; please type the whole name, or choose below.
}
polls-ask-group = <b>{ $grid }</b>: who is asked?
polls-group-phones = Where fewer than { $least } have a bound phone nothing can be asked; such are not listed.
polls-group-none = No group here has { $least }. Please choose a larger grid, or have phones bound first.
polls-group-all = everybody
polls-group-cadres = leaders and middle cadres
polls-group-party = party members
polls-group-inspectors = inspectors
polls-group-heads = heads of departments
polls-group-count = { $group }: { $count } ({ $reached } bound)
polls-ask-when = <b>When?</b> Please choose, or type the first and the last day with ~ between, e.g. 6-1 ~ 6-7.
polls-days = { $days } days from today, to { $day }
polls-span-unread = That was not understood. Please type the first and the last day with ~ between, e.g. 6-1 ~ 6-7.
polls-span-past = The first day is past; please type again.
polls-span-backwards = It would end before it begins; please type again.
polls-span-far = { $days } days ahead at most; please type again.
polls-span-long = { $days } days at most; please type again.
polls-too-few = Only { $count } can be told, fewer than { $least }. Please choose more people, or have phones bound first.
polls-too-much = Too many to assess, { $most } at most with this form. Please choose fewer, or make two polls.
polls-check-plan = <b>Please check</b>
polls-unreached = { $count } of them have no bound phone and are not told; once bound, /polls has it.
polls-make = Make it
polls-publish = Change: tell the results
polls-publish-not = Change: keep the results
polls-change-subjects = Assessed
polls-change-whom = Asked
polls-change-when = Time
polls-quit = Give up
polls-quitted = Given up; nothing was made.
polls-plan-gone = What you put together is not there any more; please make it anew.
polls-made = Made. { $count } are told, and all reminded once, the day before it ends.
polls-made-all = Made. Please open it and take its QR code.
polls-see = Open the poll

## Results

polls-results = See the results
polls-results-head = <b>{ $title }</b>: results
polls-too-few-answers = Fewer than { $least }: nothing is shown.
polls-took-part = { $count } took part
polls-took-part-of = { $count } took part of { $asked } asked
polls-question-counts = { $label }: { $counts }
polls-choice-count = { $choice } { $count } ({ $share })
polls-word = Get Word
polls-sheet = Get Excel
polls-file = { $title } results
polls-file-sent = { $title }: the results are in the file above.
