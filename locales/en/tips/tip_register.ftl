# The register of tips: what its handlers see, steps, questions, recusal.

## Steps of the register

tips-act-accepted = Accept
tips-act-declined = Do not accept
tips-act-told_accepted = Reporter told of the decision
tips-act-proposed = Enter the handling
tips-act-result = Enter the result
tips-act-closed = Close
tips-act-told_result = Reporter told of the result
tips-act-reopened = Reopen
tips-act-elsewhere = For another body
tips-act-passed_on = Passed on
tips-act-unverified = Name unverifiable
tips-act-entry = Ledger entry

## Ways of handling

tips-way-of-talk = talk or written inquiry
tips-way-of-verify = preliminary verification
tips-way-of-shelve = shelved
tips-way-of-settle = settled

## Four forms of discipline

tips-form-first = first form
tips-form-second = second form
tips-form-third = third form
tips-form-fourth = fourth form
tips-form-none = nothing found

## One tip

tip-register-list-news = ● the reporter has written
tip-register-list-facts = ◆ help in verifying was answered
tip-register-unverified = name can't be verified, handled as anonymous
tip-register-inspector = Concerns an inspector: the text says which
tip-register-has-files = Evidence  { $count }
tip-register-thread = Thread  { $asked } from us, { $answered } from the reporter
tip-register-news = <b>● { $count } new from the reporter: please download the sealed files</b>
tip-register-news-facts = <b>◆ { $count } new in help in verifying, not read yet</b>
tip-register-erased = Contents and evidence erased on { $day }; the register stays
tip-register-step = • { $day }  { $act }
tip-register-step-way = • { $day }  { $act }: { $way }
tip-register-files = Evidence { $count }
tip-register-earlier = { $count } earlier steps; see “All steps”
tip-register-all-steps = All steps
tip-register-steps = <b>Tip { $number }: all steps</b>  page { $page } of { $pages }
tip-register-more = Register
tip-register-ask = Ask the reporter
tip-register-recuse = Recuse myself
tip-register-back = Back to the tip
tip-register-changed = That step was done already or is out of date; nothing was done twice. This is tip { $number } as it is now.
tip-register-gone = The contents and evidence of this tip have been erased by the rules; the register stays.

## Sealed files and evidence

tip-register-file-answer = tip-{ $number }-answer-{ $place }.age
tip-register-file-note = tip-{ $number }-register-{ $place }-{ $act }.age
tip-register-file-cleaned = tip-{ $number }-evidence-{ $place }{ $extension }.age
tip-register-file-original = tip-{ $number }-evidence-{ $place }-original.age
tip-register-originals = Originals
tip-register-files-next = Next { $first }–{ $last }
tip-register-are-cleaned = <b>Evidence { $first }–{ $last } of { $count }</b>  Place, device and author are taken out: please read these first.
tip-register-are-originals = <b>Originals { $first }–{ $last } of { $count }</b>
tip-register-originals-warning = Please note: originals may hold place, device, author and the like, and viruses. Open them only where you must, on a computer without network; nobody may look into who reported.

## Register

tip-register-which = <b>Tip { $number }</b>  Please choose what to enter:
tip-register-choose-proposed = <b>Tip { $number }</b>  How is it to be handled?
tip-register-choose-result = <b>Tip { $number }</b>  How did it end?
tip-register-sure = Tip { $number }: { $act }?
tip-register-sure-closed = The receipt code then shows "closed", and contents and evidence are erased when their time is up. You can reopen it.
tip-register-sure-told_accepted = Please confirm that the named reporter has been told of the decision. This can't be undone.
tip-register-sure-told_result = Please confirm that the named reporter has been told of the result. This can't be undone.
tip-register-sure-elsewhere = What belongs to another body is passed on within 5 working days. This can't be undone.
tip-register-sure-passed_on = Please confirm that it has been passed on. This can't be undone.
tip-register-sure-unverified = It is handled as anonymous from now on, and the sealed name is no longer given out. This can't be undone.
tip-register-yes = Yes: { $act }

## Please type

tip-register-words-accepted =
    <b>Accept tip { $number }?</b>
    This can't be undone, and the receipt code shows it.
    Please type the reason (it is sealed), or skip it.
tip-register-words-declined =
    <b>Do not accept tip { $number }?</b>
    This can't be undone, and the receipt code shows it.
    Please type the reason (it is sealed), or skip it.
tip-register-words-decided =
    <b>Tip { $number }: { $act }, { $way }?</b>
    This can't be undone. Please type who decided it: name and post, or the meeting and its day (kept encrypted).
tip-register-together-office = Decided by the hospital's discipline committee
tip-register-together-supervisor = Decided by the supervisor's office
tip-register-bars = <b>Tip { $number } can't be closed yet</b>
tip-register-bar-unread = • Words, additions or files have not been read. Please read all; what came today is to be read from tomorrow on.
tip-register-bar-undecided = • No handling or result says who decided it. After reopening, please enter it anew.
tip-register-bar-no_summary = • The ledger has no summary of it yet.
tip-register-not-closable = This tip can't be closed yet. Please enter first what is missing.
tip-register-skip-reason = Skip the reason: { $act }
tip-register-words-name =
    <b>Ledger entry 1/3  tip { $number }</b>
    Please type the name of whom it concerns, or skip. All three are sealed together.
tip-register-words-post =
    <b>Ledger entry 2/3  tip { $number }</b>
    Please type the post, or skip.
tip-register-words-summary =
    <b>Ledger entry 3/3  tip { $number }</b>
    Please type the summary.
tip-register-words-only = Please type words.
tip-register-sealed = Sealed; you find it under "Download sealed files". What you sent has been deleted from this chat.

## Questions

tip-register-question =
    <b>Ask the reporter of tip { $number }</b>
    Please type, or choose one. Only the receipt code shows it; nobody is written to.
tip-register-template-checking = Received; we are looking into it
tip-register-template-details = Please add time and place
tip-register-template-papers = Please add documents
tip-register-question-sent = Sealed and sent. The receipt code shows it; answers will stand here.
tip-register-not-askable = This reporter can't be asked: a forwarded tip has no receipt code, an erased one no thread.

## Recusal

tip-register-recuse-sure =
    <b>Recuse yourself from tip { $number }?</b>
    You will no longer see it; the other handlers deal with it. This can't be undone.
tip-register-recuse-yes = Yes, recuse myself
tip-register-recused = You have recused yourself from tip { $number } and no longer see it.
tip-register-last-handler = You are the last who can handle this tip and can't recuse yourself yet. Please have somebody else appointed first.

## Help

