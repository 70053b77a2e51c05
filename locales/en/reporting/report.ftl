# Filling in a form
report-title = { $title } · { $grid }
report-first = Due { $due }. { $questions } questions; you may leave at any time, what you filled in is kept.
report-first-due = Due { $due }.
report-first-zero = If there is nothing to report for this period, please choose “Zero report”.
report-document = This is a document. Please open it, make it, edit it, and send the docx back: filing it completes this.
report-document-overdue = { $days } days late; filed by { $closes } it still counts (as late).
report-document-open = Open the document
report-begin = Begin
report-zero = Zero report
report-none = Nothing is due at present. You will be reminded in time.
report-list = Please choose what to fill in:
report-list-filed = Everything has been submitted; you may look at it or correct it:
# Answers that registers give (the progress table)
report-question-counted = Registers count (as of { $day }): { $answer }
report-counted = Filled in from registers, as of { $day }: { $count }. Please check.
report-counted-other = Other than registers count: { $count } ({ $labels }{ $count ->
    [1] {""}
    [2] {""}
    [3] {""}
   *[other] { " " }and others
})
report-question-given = Filled in: { $answer }
report-question-before = Last period: { $answer }
report-or-type-number = You may also type a number.
report-type-number = Please type a number.
report-type-amount = Please type an amount, e.g. 800 or 1200.50.
report-type-text = Please type your answer.
report-send-files = Please send photos or files, several if you wish.
report-back = Back
report-skip = Skip
report-go-on = Continue
report-review = Review
report-check = Please check
report-submit = Submit
report-submit-correction = Submit the correction
report-contradicts = These figures contradict each other:
report-submit-anyway = { $submit } all the same
report-change = Change
report-keep = Save for later
report-kept = Saved; you can go on within 30 days.
report-choose-answer = Please choose what to change:
report-give-reason = Please choose or type the reason for the correction:
report-reason-1 = Filled in wrongly
report-reason-2 = More has become known
report-correction-unchanged = This is the same as what was submitted. Please change what is to be corrected first.
report-reason-words = Please write here why it is corrected, not a number. To change a number, tap Back, then Change.
report-reason-length = Please give a reason of 1–{ $limit } characters.
report-zero-confirm = Zero report: { $said }.
report-zero-figures = every figure is zero
report-zero-answer = { $label }: { $answer }
report-zero-and = {", "}
report-zero-replaces = What you have filled in will not be reported.
report-done = Submitted. It can be corrected until { $closes }. Reported so far: { $filed }/{ $expected }.
report-filed = Submitted; it can be corrected until { $closes }.
report-correct = Correct
report-look = View or correct
report-closed = This period is closed. If something must be added, please contact the office.
report-button-old = That button is out of date; this is the current page.
report-use-buttons = Please use the buttons below; to alter an answer choose “Change” first.
report-only-text = Please type words or a number here, or use the buttons below. What you filled in is kept.
report-piece-of-long = The message before was too long and came in pieces; none was taken. Please send a shorter one.
duties-title = Open for your grids:
duties-filed = • { $title }  submitted
report-again = Please type it once more, here.
