# /h: handlers read and enter steps on a page. The page itself fills { "{" }…{ "}" }.

## In the chat

handlers-page = Handle on the page
handlers-page-link =
    <b>Handle on the page</b>
    Please open { $page } in a browser of your office's computer and type the code:
    <code>{ $code }</code>
    On this device, tap the button below. The link is valid for 10 minutes and works once. Please give it to nobody.
handlers-page-go = Open the page
handlers-page-out = Sign out there
handlers-page-left = You are signed out on the page; a link that was not used works no more.

## Signing in

page-desk-title = Handling tips
page-desk-enter-hint = Tap “Handle on the page” in the chat for a link or a code. The link is valid for 10 minutes and works once.
page-desk-code = Code
page-desk-sign-in = Sign in
page-desk-sign-out = Sign out
page-desk-signed-in = { $name }, signed in
page-desk-signed-out = You have signed out. No tip and no key is left in this page.
page-desk-idle = You are signed out after 30 minutes without doing anything, and when you reload or close this page.

## The list

page-desk-list = The register of tips
page-desk-count = { $count } in all, page { $page } of { $pages }
page-desk-none = There are no tips now. You are told in the chat as soon as one comes.
page-desk-refresh = Reload the list
page-desk-newer = Newer
page-desk-older = Older
page-desk-news = the reporter wrote something new
page-desk-facts-news = an inspector answered
page-desk-merged-into = merged into { $main }
page-desk-back = Back to the list

## One tip

page-desk-tip = Tip { $number }
page-desk-received = Received
page-desk-source = Source
page-desk-area = Area
page-desk-way = How
page-desk-state = State
page-desk-in-charge = In charge
page-desk-traceable = Can be looked into
page-desk-main = Main tip
page-desk-merged = Merged into it
page-desk-named = with a name
page-desk-unnamed = anonymous
page-desk-unverified = name could not be verified, handled as anonymous
page-desk-concerns-inspector = Concerns an inspector; the text says which
page-desk-erased = What was said and sent was erased on { $on } as the rules ask; the register's entry stays.
page-desk-waiting = This tip has not been handed over to all of today's handlers yet.
page-desk-steps = Steps
page-desk-step = { $on } { $act }
page-desk-step-way = { $on } { $act }: { $way }
page-desk-no-steps = No steps yet.
page-desk-thread = Thread
page-desk-asked = { $on } the handlers asked
page-desk-answered = { $on } the reporter answered
page-desk-no-thread = Nothing yet.

## Reading

page-desk-reading = Text and files
page-desk-read = Read
page-desk-passphrase = Passphrase
page-desk-passphrase-hint = The one that the chat asks for. It stays open for 10 minutes, in the chat as well.
page-desk-unlock = Open
page-desk-lock = Lock now
page-desk-locked = Locked; nothing of what was open is left in this page.
page-desk-choose-key = Choose the key file
page-desk-key-hint = The key file is opened in this page alone and never sent. If somebody took the server over, they could serve another page and take the key; if that worries you, use gridbot open-tip on your own computer.
page-desk-key-passphrase = Passphrase of the key file (used in this page alone, never sent)
page-desk-key-unlock = Unlock the key
page-desk-key-there = The key is open in this page
page-desk-forget-key = Forget the key
page-desk-key-wrong = There is no key in this file (a line that begins with AGE-SECRET-KEY-1). Please choose the key file.
page-desk-no-way = Tips can't be read here: your key is not on the server, and this hospital has not allowed key files in the page. Please download the sealed files in the chat and open them with gridbot open-tip.
page-desk-not-opened = This part can't be opened: it is not sealed to this key. Please ask a handler who can open it to hand it over.
page-desk-by-earlier = Some of it opened only as it was before a hand-over.
page-desk-part-said = What was reported
page-desk-part-added = { $on } the reporter added
page-desk-part-fact = { $on } verified by { $grid }
page-desk-part-note = { $on } { $act }
page-desk-who = Who reported
page-desk-entry-name = Name
page-desk-entry-post = Post
page-desk-entry-summary = Summary

## Files

page-desk-files = { $count } files
page-desk-open-files = Open files { $first }–{ $last }
page-desk-file = File { $place } ({ $extension })
page-desk-file-of = File { $place } ({ $extension }, { $grid })
page-desk-file-save = Save
page-desk-file-play = Play
page-desk-file-hush = Stop
page-desk-file-drawn = Drawn anew, without place and device
page-desk-file-cleaned = Author and place taken out
page-desk-file-cleaned-here = Author, times and who changed what were taken out in this page; macros and links to elsewhere were not kept
page-desk-file-as-it-is = Not cleaned: it may name its author and place, and may hold a program. Please save and open it only on a computer that does not matter.
page-desk-file-save-as-it-is = I understand, save it as it is
page-desk-file-unclean = This file can't be cleaned and was not opened here. Please download it sealed and open it with gridbot open-tip … --original on your own computer.
page-desk-originals = Originals { $first }–{ $last }

## Ledger and hand-over

page-desk-ledger = Ledger (Excel)
page-desk-ledger-name = clue-ledger
page-desk-ledger-sealed = (not opened)
page-desk-ledger-saved = The ledger is made; please look among your browser's downloads. It holds names and summaries: please keep it safe.
page-desk-ledger-left = The ledger is made. Of { $count } tips names and summaries were not opened: please open a tip, choose the key file and make it once more; what still does not open, please have handed over by a handler who can open it.
page-desk-hand-over = Hand over
page-desk-hand-over-now = Hand over now
page-desk-handing-sure = Hand over { $count } tips? From then on these keys open them, and no others:
page-desk-handing-none = No tip waits to be handed over.
page-desk-handing-shared = the shared key (for handlers who have none of their own yet)
page-desk-handing-check = Please compare the beginning and end of each key with its handler. Who has recused themselves can't open those tips.
page-desk-handed-over = { $count } tips were handed over.
page-desk-handing-left = { $count } parts this key does not open; please have them handed over by a handler who can.
page-desk-handing-stale = { $count } parts have just changed and were left as they are; please hand over once more.
page-status-handing = Handing over, please wait.
page-fault-no-key-here = Please open a tip first and choose the key file, or type the passphrase; then come back here.

## Steps, questions, recusal

page-desk-acts = Enter a step
page-desk-ask = Ask the reporter
page-desk-recuse = Recuse yourself
page-desk-step-of = Tip { $number }: { $act }
page-desk-choose = Please choose
page-desk-whose = Who has it in charge
page-desk-nobody-else = There is no other handler who could have it in charge.
page-desk-item-accepted = Reason (may be left empty; kept encrypted)
page-desk-item-declined = Reason (may be left empty; kept encrypted)
page-desk-item-decided = Who decided and when: name and post, or the meeting (kept encrypted)
page-desk-item-to_whom = Handled by which unit (kept encrypted)
page-desk-item-handed_on = Why somebody else has it from now on (kept encrypted)
page-desk-item-note = Note between handlers (kept encrypted; the reporter does not see it)
page-desk-item-name = Name of who is reported (may be left empty)
page-desk-item-post = Post of who is reported (may be left empty)
page-desk-item-summary = Summary
page-desk-no-undo = This can't be taken back once it is entered.
page-desk-seen-by-receipt = It can be seen with the receipt code.
page-desk-confirm = Confirm
page-desk-cancel = Cancel
page-desk-done = Entered: { $act }
page-desk-needed = Please fill in or choose everything that is needed.
page-desk-too-long = Please keep this to { $limit } characters.
page-desk-bars = This tip can't be closed yet; still to be done:
page-desk-question-title = A question to the reporter of tip { $number }
page-desk-question = Question
page-desk-question-hint = It can be seen with the receipt code alone; we do not contact the reporter.
page-desk-send = Send
page-desk-sent = Sent, encrypted. The reporter sees it when they look up their receipt; an answer is listed here.
page-desk-recuse-sure = You will not see this tip any more, nor those merged with it; the other handlers have it. This can't be taken back.
page-desk-recuse-yes = Recuse myself
page-desk-recused = You have recused yourself from tip { $number } and do not see it any more.
page-desk-in-chat = Merging, asking inspectors and case files are done in the chat.

## How far it is, and refusals

page-status-opening = Opening, please wait.
page-status-fetching = Fetching file { $place }
page-fault-link = The code is wrong, was used before, or is older than 10 minutes. Please tap “Handle on the page” in the chat for another.
page-fault-session = You are no longer signed in: you signed out, did nothing for 30 minutes, or signed in elsewhere. Please get another link in the chat.
page-fault-post = You do not handle tips at present, or your phone is no longer bound, so nothing can be done here. If that is wrong, please ask the supervision office.
page-fault-handlers-off = This hospital does not handle tips on the page. Please use the chat.
page-fault-keys-off = This hospital has not allowed key files in the page.
page-fault-files-again = The files have to be opened anew; please press once more.
page-desk-outdated = The page has been updated; please reload and sign in again.
page-desk-unknown = It did not work; please try again.
page-desk-gone = This tip can't be seen now; please go back to the list.

## The server

command-doctor-page-keys = [page] handlers = "keys": handlers may open key files in the page. If somebody took this server over, they could serve another page and take a key opened there; if that can't be accepted, please change it to "unlock"
