# Help in verifying: a handler asks a grid's inspector for a fact or a document without showing the tip.

## The handler

facts-ask = Ask for help in verifying
facts-where =
    <b>Tip { $number }  help in verifying</b>
    Please choose the grid whose inspector is to help.
facts-opens = { $grid } ›
facts-cannot-reach = { $grid } (not reachable)
facts-up = One level up
facts-nobody-there = No inspector of this grid can be reached now. Please choose another, or invite them first.
facts-question =
    <b>Ask the inspector of { $grid }</b>
    Please type what is to be verified, or which papers are needed, in { $limit } characters at most.
    They do not see the tip. Please write nothing of what it says, of who gave it, or its number; where it concerns this inspector, please do not ask them.
facts-question-empty = Please type it in words.
facts-question-number = The tip's number is in it. Please take it out and type it again.
facts-sure =
    <b>{ $grid }: please make sure first</b>
    Its reporter says that this tip, or one merged with it, concerns an inspector; which one is in its text.
    Please make sure that whom you ask is not the inspector it concerns. If you have not read the text, read it first.
facts-sure-yes = It is not; go on
facts-check =
    <b>Please check. To the inspector of { $grid }</b>
    { $question }

    Please be sure that it holds nothing of the tip, of who gave it, nor its number. What you typed has been deleted from this chat; to change it, type it again.
facts-send = Send
facts-back = Back
facts-sent = The inspector of { $grid } has been asked, to answer by { $day }. You will be told when they have.
facts-counted = Help in verifying: asked { $asked }, answered { $answered }, still open { $open }
facts-counted-ended = { " " }({ $ended } more withdrawn, or could not be given)
facts-withdraw = Withdraw a question
facts-withdraw-which =
    <b>Tip { $number }  withdraw a question</b>
    They will no longer see it, and it can't be brought back. Please choose which:
facts-withdraw-line = • { $grid }  due { $day }: { $question }
facts-withdraw-one = Withdraw: { $grid } (due { $day })
facts-withdrawn = The question to { $grid } is withdrawn.
facts-came = A question for help in verifying has been answered.
facts-overdue = Tip { $number }: { $grid } was to help in verifying by { $day } and has not answered yet.
facts-file = tip-{ $number }-fact-{ $place }-{ $grid }.age
facts-file-cleaned = tip-{ $number }-file-{ $place }-{ $grid }{ $extension }.age
facts-file-original = tip-{ $number }-file-{ $place }-{ $grid }-original.age
facts-file-read = tip-{ $number }-file-{ $place }-{ $grid }
facts-answer = { $day }, the inspector of { $grid } answered:

## The inspector

facts-body-office = the office
facts-body-supervisor = the supervisor
facts-menu = Help in verifying ({ $count })
facts-list = <b>Help in verifying</b>  { $count } not answered yet
facts-list-none = Nothing is asked of you at present.
facts-list-one = due { $day }  { $body }  { $grid }
facts-come = You are asked to help { $body } verify something.
facts-due = What { $body } asked you to help verify is due today and not answered yet.
facts-come-open = Show
facts-one =
    <b>Please help { $body } verify</b>
    Grid  { $grid }
    Due { $day }

    { $question }

    Your answer is stored encrypted; only { $body } can read it. Please tell nobody of this.
facts-reply = Answer
facts-cannot = I can't
facts-cannot-sure =
    <b>You can't give it?</b>
    It ends with this; it can't be answered later.
facts-cannot-yes = I can't give it
facts-cannot-done = Told { $body }: it can't be given.
facts-what =
    <b>Please help { $body } verify</b>
    { $question }

    Please write your answer, in several messages if you like; photos, documents and voice are welcome. Then tap "Done".
facts-replied = Answered. Thank you for your help.
facts-ended = This has ended; here is how it stands now.
facts-ended-unsent = This has ended meanwhile; what you wrote was not submitted. Please tap Cancel.
