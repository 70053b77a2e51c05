# Tips: submitting, forwarding, looking up, handling.

## Receipt codes

tips-receipt-mistyped = This receipt code has a mistake; please check it and type it again. O and 0, I and 1 count as the same.
tips-receipt-unknown = No tip was found under this receipt code; please check it and type it again.
tips-receipt-busy = Many people are asking just now; please try again a little later.
tips-submit-busy = Many people are submitting just now; please tap submit again a little later. All that you entered is kept.
tips-receipt-wait = Please try again in { $seconds } s.

## Writing

tips-text-empty = Please write what happened.
tips-text-too-long = Please keep to { $limit } characters; more can go into another tip.
tips-text-receipt = The text contains a receipt code; please take it out. It is yours alone: please tell it to nobody.
tips-short-empty = Please answer in words, or tap Skip.
tips-short-too-long = Please keep to { $limit } characters here.
tips-flood = You have submitted { $limit } times within an hour; please submit again in { $minutes } min.

## Sealing

tips-no-recipient = Tips can't be received just now; please try another day.
tips-key-unreadable = This is no valid key; please check it.
tips-not-opened = It can't be opened: another key is needed, or the file is damaged.

## States

tips-state-not-next = This tip can't be put into that state now.
tips-state-received = Received
tips-state-accepted = Accepted
tips-state-declined = Not accepted
tips-state-handled = Being handled
tips-state-closed = Closed

## The six areas

tips-area-power = Use of power in key posts
tips-area-service = Medical services (red packets, repeated examinations)
tips-area-suppliers = Improper contact with suppliers
tips-area-research = Research and associations
tips-area-business = Side jobs and businesses
tips-area-ethics = Medical ethics

## Sources

tips-source-petition = Letters and calls
tips-source-accusation = Accusation
tips-source-inspection = Inspection
tips-source-assigned = Assigned by the organ above
tips-source-audit = Audit
tips-source-judiciary = Passed on by the judiciary
tips-source-discovered = Found by ourselves
tips-source-explained = Explained by the person concerned
tips-source-forwarded = Forwarded by an inspector

## Before a tip

tips-closed = Tips can't be received just now: the supervision office has not set its key yet. Please try another day.
tips-closed-letter = Tips can't be received just now: the supervision office has not set its key yet. Please try another day, or write to { $to }
tips-notice =
    <b>Before you submit</b>
    { $received }
    1. For an anonymous tip we keep no account, name, phone number or time of day, only the date.
    2. It is encrypted before it is stored; the server cannot open it, only the handlers can.
    3. Telegram itself can see this chat; if that worries you, use another phone, or do not report here.
    4. We never contact an anonymous reporter; your receipt code shows the progress.
    5. Nobody may trace who reported.
tips-received = Received by: the hospital's supervision office
tips-received-past = Received by: the hospital's supervision office; by the supervisor where it concerns the office itself
tips-letter = Letters go to: { $to }
tips-not-past = <b>What concerns the office or the commissioner, please do not write here</b>: it can't be passed on past them at present.
tips-elsewhere = Please go to the supervisor directly.
tips-elsewhere-letter = Please write to: { $to }
tips-notice-anonymous = Anonymous
tips-notice-named = With my name
tips-notice-page = Report on the web page
tips-page = On the web page, Telegram is not in between, and no account is needed.
tips-notice-explain = I work here: explain a problem of my own

## The questions

tips-cancel = Cancel
tips-skip = Skip
tips-given = So far: { $answer }
tips-counted = { $messages ->
    [1] 1 message
   *[other] { $messages } messages
}, { $characters } characters.
tips-counted-files = { " " }{ $files ->
    [1] 1 file
   *[other] { $files } files
}.
tips-what-question =
    <b>What happened?</b>
    When, where, who, how: as much as you know. Several messages are fine; tap Done after the last.
    Photos, files and voice can be sent as they are, 20 MB each; place, device and author are removed first.
tips-what-forward =
    <b>What did you learn?</b>
    Several messages are fine; tap Done after the last. Please do not write who told you.
tips-what-answer =
    <b>Your answer, or what you want to add</b>
    Several messages, photos, files and voice are fine; tap Done after the last.
tips-what-voice = A voice may be recognised; for an anonymous tip, better type.
tips-what-done = Done
tips-what-clear = Start over
tips-department-question =
    <b>Which department?</b>
    Type it, or skip.
tips-person-question =
    <b>Who is concerned?</b>
    Type a name or a post, or skip.
tips-happened-question =
    <b>When did it happen?</b>
    Type it, e.g. "March this year", or skip.
tips-concern-question =
    <b>Does it concern those who would receive it?</b>
tips-concern-past = What concerns the office or the commissioner goes past them to the supervisor; they will not learn of it.
tips-concern-not-past = What concerns the office or the commissioner can't be passed on past them from here at present.
tips-concern-nobody = Skip, it concerns none of them
tips-concern-inspector = It concerns an inspector
tips-concern-office = It concerns the office or the commissioner
tips-accused-question =
    <b>The inspector of which grid?</b>
    Please type the department or grid. It is sealed; only who receives the tip can read it.
tips-accused-unknown = I don't know
tips-unreached = <b>Please do not submit this here</b>
    The office and the commissioner should not see it, and it can't be passed on past them at present.
tips-unreached-kept = What you wrote was not submitted, and nobody has seen it. Copy it first if you need it; once this has ended it can be deleted from this chat.
tips-unreached-end = End
tips-unreached-ended = Nothing was submitted, and nothing is kept. Thank you for your trust.
tips-unreached-back = Back
tips-area-question = <b>Which area is it?</b>
tips-grid-question = <b>Which grid forwards it?</b>
tips-name-question =
    <b>Your name</b>
    Name and contact are encrypted apart from the text.
tips-name-anonymous = Submit anonymously instead
tips-contact-question =
    <b>How can we reach you?</b>
    A phone number, e-mail or address, to tell you of acceptance and result.
tips-text-only = Please answer this in words. That was not taken; what you wrote is kept.
tips-no-such-message = Please send text, photos, files or voice. That was not taken; what you wrote is kept.
tips-files-limit = { $limit } files at most. This one was not taken; the others are kept.
tips-files-many = You have sent { $limit } files within an hour without submitting; please submit first, or go on in { $minutes } min. This one was not taken; the others are kept.
tips-sealing = Cleaning and encrypting { $files } files, one moment please.
tips-no-key-office = Tips can't be received now; please try another day. What you wrote is kept.
tips-no-key-office-letter = Tips can't be received now; please try another day, or write to { $to }. What you wrote is kept.
tips-no-key-supervisor = It can't be passed on past the office now; it was not submitted. Please go to the supervisor directly. What you wrote is kept.
tips-no-key-supervisor-letter = It can't be passed on past the office now; it was not submitted. Please write to { $to }. What you wrote is kept.
evidence-not-fetched = The file could not be fetched; please send it once more. What you wrote is kept.
tips-use-buttons = Please tap a button below. That was not taken; what you wrote is kept.
tips-finish-first = Not submitted yet. Please submit or cancel first; what you wrote stays.
tips-unseen = That step is done, but its result has not been shown yet. Please tap once more, or send any message, and it will be shown; please do not start again.
tips-forgotten = After 30 minutes without a word what was not submitted was erased; this last step was not stored either. What you sent is still in this chat.

## Summary

tips-summary = <b>Please check</b>
tips-label-way = Submitted as
tips-label-what = Text
tips-label-department = Department
tips-label-person = Person
tips-label-happened = Time
tips-label-concern = Concerns
tips-label-accused = Concerns the inspector
tips-label-body = Goes to
tips-body-supervisor = the supervisor, past the office and the commissioner
tips-label-area = Area
tips-label-grid = Grid
tips-label-name = Name
tips-label-contact = Contact
tips-way-anonymous = anonymous
tips-way-named = with name
tips-summary-submit = Submit
tips-summary-change = Change
tips-change = What do you want to change?
tips-change-back = Back to the summary

## After it

tips-sent = Received.
tips-sent-receipt = Receipt code  <code>{ $code }</code>
tips-sent-keep = Please copy or remember it now; it is shown only this once. With it you see the progress, add material and answer questions.
tips-sent-forwarded = Forwarded. See "Tips I forwarded" for the progress.
tips-sent-added = We have received what you added. The same receipt code shows the progress.
tips-end-done = Done
tips-end-delete = Delete this conversation
tips-deleted = This conversation is deleted on both sides. Please clear notifications and backups on your phone yourself.
tips-deleted-but = { $left ->
    [1] 1 message
   *[other] { $left } messages
} could not be deleted; please delete by hand. The rest is gone.
tips-stays = What you sent, text, files and name, is still in this chat. For 48 hours you can look up the receipt code and tap "Delete this chat"; what is older you can only delete here yourself.
tips-stays-now = What you sent is still in this chat; what you do not need can be deleted now.
tips-sweep = Delete this chat
tips-sweep-sure =
    <b>Delete this chat?</b>
    All messages of the last 48 hours go, on both sides, not only the tip. Older ones the bot can't delete; please do so here yourself.
tips-sweep-yes = Delete
tips-swept = What the bot could find of the last 48 hours is deleted. Should anything be left, please delete it here yourself; also clear notifications and backups on your phone.

## Looking up a receipt

tips-receipt-ask = Please type the receipt code, e.g. K7QM-3XNV-92PD-HT4C-8.
tips-receipt-state = State: <b>{ $state }</b>
tips-receipt-received = It is in the register; whether it is accepted is not decided yet. Please look again in a few days.
tips-receipt-accepted = It is accepted and will be handled by the rules.
tips-receipt-declined = It was not accepted. Should you learn more, you can report again.
tips-receipt-handled = It is being handled. Please look again in a few days.
tips-receipt-closed = It is closed. Thank you.
tips-receipt-gone = It is closed, and text and files have been erased as the rules ask. Thank you.
tips-receipt-answer = Answer
tips-receipt-add = Add material
tips-thread-asked = { $day }, the handler:
tips-thread-yours = { $day }, you added material.
tips-thread-earlier = ({ $count } earlier ones are not shown)
tips-receipt-erased = The code you sent has been deleted from this chat.
tips-receipt-left = The code you sent could not be deleted; please delete it in the chat yourself.

## Forwarding

tips-offer =
    <b>Forward this as a tip?</b>
    The sender's name and account are not kept.
tips-offer-take = Forward
tips-forwarded-list = <b>Tips I forwarded</b>  { $count }
tips-forwarded-line = • { $day }  { $area }  { $state }
tips-forwarded-none = You have not forwarded a tip yet. Forward a message to me, or tap "Forward a tip".

## Handling

tips-come = There is a new tip.
tips-come-added = Something was added to a tip.
tips-come-open = Open the register
tips-list = <b>Tips</b>  { $count }  page { $page }/{ $pages }
tips-list-none = There are no tips. You are told at once when one comes; number, date, area and state will stand here.
tips-list-line = { $number } { $day } { $state } { $area }
tips-list-newer = Newer
tips-list-older = Older
tips-list-back = Back to the list
tips-one =
    <b>Tip { $number }</b>
    Received  { $day }
    Source  { $source } { $grid }
    Area  { $area }
    Name  { $way }
    State  { $state }
tips-one-named = named, sealed apart
tips-one-unnamed = no name given
tips-download = Download sealed files
tips-file-text = tip-{ $number }.age
tips-file-reporter = tip-{ $number }-reporter.age
tips-file-how = { $by ->
    [here] Your key is kept here, so the sealed files open nowhere else; please tap “Read”.
    [own] To open: <code>gridbot open-tip FILE --key YOUR-KEY-FILE</code>, or any age tool.
    [before] To open: <code>gridbot open-tip FILE --key KEY-FILE-BEFORE-HAND-OVER</code>, or any age tool.
    [supervisor] To open: <code>gridbot open-tip FILE --key SUPERVISOR-KEY-FILE</code>, or any age tool.
   *[shared] To open: <code>gridbot open-tip FILE --key office-key.txt</code>, or any age tool.
}
tips-earlier-first = Does not open? Earlier seal
tips-earlier-more = Earlier still
tips-earlier = This is as it was sealed before a hand-over ({ $place } back, of { $count }). Please open it with the key of that time. If it opens, please tap Hand over again, so that the others can open it, too.
