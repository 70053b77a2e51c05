# Documents: made, edited and filed, sent
menu-documents = Documents
menu-own-file = My integrity file
documents-list = <b>Documents</b>
    Please choose. A docx is made, to be downloaded and edited; sent back here, it is filed.
documents-going-on = { $name } (not over yet)
documents-files = Integrity files
documents-ledger = Clue ledger (annex 3)
documents-ledger-make = Make the ledger
documents-ledger-how = Please send the edited docx or xlsx to this window; it is sealed and filed as a new version, which tip handlers alone get again.
documents-ledger-by-hand = It holds what tips say, so the bot does not send it on. Please report it by hand, then note it here.
documents-ledger-facts-kept = Noted; the ledger says so from now on. Please tap “Make the ledger”.
documents-ledger-facts-change = Change who filled it in
documents-ledger-stored = Sealed and filed as version { $version }. Please delete the file you sent from this chat.
documents-ledger-opened = Filed version { $version } has been sent. It holds what tips say; please keep it safe.
documents-ledger-sealed = Filed version { $version } has been sent, still sealed. { $by ->
    [here] Your key is kept here: please open any tip, tap “Read” to unlock, then download it again.
    [own] To open it: <code>gridbot open-tip FILE --key YOUR-KEY-FILE --out ledger{ $extension }</code>
    [supervisor] To open it: <code>gridbot open-tip FILE --key SUPERVISOR-KEY-FILE --out ledger{ $extension }</code>
   *[shared] To open it: <code>gridbot open-tip FILE --key office-key.txt --out ledger{ $extension }</code>
}
documents-ledger-other-key = Filed version { $version } has been sent, still sealed: your key does not open it, since it was sealed to the handlers of its day. Please have one of them open it, or make the ledger again.
documents-ledger-recused = You have recused yourself from some tips, so you get only versions you filed. Please leave this one to another handler.
documents-ledger-no-key = There is no key to seal to, so nothing was filed. Please set one up first, then send it again.
documents-ledger-refused-words = Please send the edited docx or xlsx here, or tap one of the buttons.
documents-ledger-refused-kind = This is no docx or xlsx and was not filed. Please save it as one of them and send it again.
documents-ledger-refused-damaged = This file can't be opened and was not filed. Please open it on a computer, save a copy and send that.
documents-ledger-version-name = clue ledger (version { $version }){ $extension }
documents-report-supervisor = Report { $period } (supervisor)
documents-report-committee = Report { $period } (committee)
documents-archive-of = { $name }, integrity file { $first } to { $last }
documents-make = Make the docx
documents-making = Being made, please wait.
documents-made = Made from today's data. Please check it.
documents-file-name = { $name }.docx
documents-version-file-name = { $name } (version { $version }).docx
documents-none-filed = Nothing has been filed yet.
documents-filed = Filed version { $version }　{ $day }　{ $name }
documents-how = Please send the edited docx to this window; it is filed as a new version.
documents-own = This is your own file. Tips are not part of it.
documents-get = Download the filed version ({ $version })
documents-get-older = Version { $version }
documents-got = Filed version { $version } has been sent.
documents-stored = Filed as version { $version }.
documents-stored-less = Filed as version { $version }. Outside links, embedded objects or fields that fetch were left out; please download the filed version and check it.
documents-send-supervisor = Send to the supervisor (version { $version })
documents-send-committee = Send to the committee (version { $version })
documents-send-ask-supervisor = Filed version { $version } of "{ $name }" goes to the supervisor. It can't be taken back. Please confirm.
documents-send-ask-committee = Filed version { $version } of "{ $name }" goes to the committee. It can't be taken back. Please confirm.
documents-send-yes = Send it
documents-send-unwritten = { $count } places still wait to be written. You can go on: go back, download it, and send it back once written.
documents-send-anyway = Send all the same
documents-send-write = Go on writing
documents-sent = Sent to { $count ->
    [one] one person
   *[other] { $count } people
}.
documents-sent-nobody = Nobody there has bound a phone yet, so nothing was sent. Please hand out invitation links first.
documents-up = Note as sent to the authority above
documents-up-ask = <b>Note as sent to the authority above</b>
    { $name }, filed version { $version }
documents-up-line = Sent to the authority above: { $day }, { $way } (version { $version })
documents-up-how = Please choose the way; it is noted for today. Type any other day or way, e.g. 8-28 courier
documents-up-way-1 = Official exchange
documents-up-way-2 = E-mail
documents-up-way-3 = By hand
documents-up-way-4 = By post
documents-up-take-back = Take the last note back
documents-up-noted = Noted: sent to the authority above on { $day }.
documents-up-taken-back = The last note is taken back.
documents-up-no-way = Please say the way as well, e.g. 8-28 courier
documents-up-later = The day cannot be later than today. Please type it again.
documents-up-too-long = The way may have { $limit } characters at most. Please shorten it.
documents-letter = The office sends you "{ $name }" to read.
documents-files-of = <b>Integrity files</b> · { $grid }
    Please choose a grid or somebody, or type a name, its initials or a staff number.
documents-people = People of this grid
documents-people-of = <b>Files</b> · { $grid }
documents-people-all = { $count } people. Choose one, or type a name, its initials or a staff number.
documents-people-found = { $count } people are meant by “{ $words }”. Choose one, or type again.
documents-people-none = Nobody is meant by “{ $words }”. Please check it and type a name, its initials or a staff number again.
documents-official = { $name } { $post }
documents-grid = { $name } (this grid)
documents-person = Inspector { $name }
documents-span = { $first } to { $last }
documents-span-ask = <b>{ $name }, integrity file</b>
    Please choose the months, or type them, for example: 2026-01 2026-06
documents-refused-span = Please type two months, the first one first, for example: 2026-01 2026-06
documents-refused-words = Please send the edited docx here, or tap one of the buttons.
documents-refused-kind = This is no docx and was not filed. Please save it as docx in Word or WPS and send it again.
documents-refused-damaged = This docx can't be opened and was not filed. Please open it on a computer, save a copy and send that.
documents-refused-macros = The file brings macros and was not filed. Please save it as a docx without macros and send it again.
documents-refused-size = The file is larger than { $limit } MB and was not filed. Please shrink its pictures and send it again.
documents-no-duty = No monthly duty with a light is set up, so the report can't be made.
documents-empty = Nobody has reported for this period yet, so there is nothing to make.
documents-no-item = No item named
command-documents = documents: make, file, send
watch-kind-document = document
documents-duty-open = Duty “{ $title }”: due on { $due }; filing the document completes it.
documents-duty-overdue = Duty “{ $title }” is { $late } days late; filed by { $closes } it still counts.
documents-duty-done = Duty “{ $title }” is done ({ $filed }).
documents-duty-coming = Duty “{ $title }”: from { $opens }, due on { $due }.
documents-duty-over = Duty “{ $title }” closed on { $closes } and was not done.
documents-duty-fulfil = Complete the duty with version { $version }
documents-duty-again = Filed again
documents-lists = Registers' lists
documents-lists-choose = <b>Registers' lists</b>
    Please choose. A list is made from the register as it is now; edited and sent back it is filed, and can be sent on.
documents-lists-none = No register has anything to list yet. Please enter something in the registers first.
documents-facts-offered = <b>{ $name }</b>
    Please check; what was given last is filled in:
documents-facts-all = Make it so
documents-facts-each = One by one
documents-facts-none = Leave all open
documents-facts-change = Change number etc.
documents-fact-number = Number
documents-fact-signer = Signed for issue by
documents-fact-contact = Contact and telephone
documents-fact-filler = Filled in by
documents-fact-phone = Telephone
documents-fact-checker = Checked by
documents-fact-ask-number = <b>{ $name }</b>
    Please type its number, such as 某院纪〔2026〕3号. Asked once; the next number is offered from then on.
documents-fact-ask-signer = <b>{ $name }</b>
    Please type who signs it for issue. Asked once; offered from then on.
documents-fact-ask-contact = <b>{ $name }</b>
    Please type whom to ask, and the telephone. Asked once; offered from then on.
documents-fact-ask-filler = <b>{ $name }</b>
    Please type who filled it in. Asked once; offered from then on.
documents-fact-ask-phone = <b>{ $name }</b>
    Please type the telephone. Asked once; offered from then on.
documents-fact-ask-checker = <b>{ $name }</b>
    Please type who checked it. Asked once; offered from then on.
documents-fact-empty = Leave open
documents-fact-length = Please type 1–{ $limit } characters, or leave it open.
