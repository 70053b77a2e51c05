# The page: /t to report, /r to look up a receipt. The page itself fills { "{" }…{ "}" }.

page-tell-title = Report a matter
page-receipt-title = Look up a receipt
page-other-language = 中文
page-noscript = This page encrypts in your browser and needs JavaScript. Please turn JavaScript on, or write a letter instead.
page-bundle = Page program
page-finish = Done
page-back = Back

## Before

page-notice = Before you submit
page-received = Received by: the hospital's supervision office
page-received-past = Received by: the hospital's supervision office; what concerns the office itself, by the resident supervision group
page-promise-sealed = What you write is encrypted in your browser before it is sent, and only those who handle it can open it; it does not pass through Telegram, and the server cannot open it.
page-promise-anonymous = An anonymous report is stored without your name, phone, network address or the time, only with the date. What you write is in this page alone and gone when you close it.
page-promise-not-server = This page comes from the hospital's server. If somebody took that over, they could serve another page; if that worries you, please write a letter.
page-promise-not-network = Your network provider, your workplace's network and the browser's history may show that you opened this site, not what you wrote. Please use your own phone and your own connection.
page-promise-receipt = We do not contact anonymous reporters; please follow the matter with the receipt code.
page-promise-nobody-asks = Nobody may look into who reported.
page-in-wechat = You have opened this in WeChat, which may see the address. Please tap the corner at the top right and choose to open it in a browser.
page-not-past = Please do not write here about the supervision office or the commissioner: at present it can't be passed on without them. Please go to the resident supervision group directly.
page-not-past-letter = Please do not write here about the supervision office or the commissioner: at present it can't be passed on without them. Please write a letter to: { $to }
page-place = The department is filled in from the poster: { $place }
page-anonymous = Submit anonymously
page-named = Submit with my name
page-to-receipt = You have a receipt code? Look it up

## Writing

page-writing = Please write what happened
page-what = What happened
page-what-hint = When, where, who, how: as much as you know.
page-files = Photos, files, sound
page-files-hint = Up to 20 MB each, 30 at most. Photos are drawn anew in your browser, without place and device; PDF, Office files and sound are encrypted as they are, and cleaned before a handler opens them. A voice may be recognised: if you report anonymously, better type.
page-file-drawn = (place and device taken out)
page-file-as-it-is = (encrypted as it is)
page-file-remove = Remove
page-file-kind = { $name }: such a file can't be taken. Please send a photo of it, or make it a PDF. Everything else is still here.
page-file-size = { $name }: please keep each file to { $limit } MB, and all together to 200 MB. Everything else is still here.
page-file-empty = { $name }: this file is empty and was not added. Everything else is still here.
page-record = Start recording
page-record-stop = Stop recording
page-record-choose = Choose a sound file
page-record-refused = The microphone was not allowed. Please allow it in your browser, or record with your phone's recorder and choose the file. What you wrote is still here.
page-record-unable = It can't be recorded here: there is no microphone, or the browser can't do it. Please record with your phone's recorder and choose the file. What you wrote is still here.
page-record-full = There is no room for more (each file up to { $limit } MB); the recording has stopped. What was recorded and what you wrote is still here.
page-recorded = Recording { $part } ({ $time })
page-file-recorded = (in this page alone; you can listen to it first)
page-told-files = Files
page-department = Which department (may be left empty)
page-person = Who (name or post; may be left empty)
page-happened = When (for example "March this year"; may be left empty)
page-concern = Does it concern those who supervise
page-concern-past = What concerns the supervision office or the commissioner goes past them to the resident supervision group; they will not know of it.
page-concern-not-past = What concerns the supervision office or the commissioner can't be passed on here without them at present.
page-concern-nobody = None of them
page-concern-inspector = It concerns an inspector
page-concern-office = It concerns the supervision office or the commissioner
page-accused = The inspector of which grid (may be left empty)
page-area = Which area
page-named-hint = Name and contact are encrypted apart from the rest and stored apart.
page-name = Your name
page-contact = How to reach you (phone, mail or address)
page-written = I have finished

## Checking

page-summary = Please check
page-told-way = How
page-told-what = What happened
page-told-department = Department
page-told-person = Who
page-told-happened = When
page-told-concern = Concerns those who supervise
page-told-accused = The inspector of
page-told-area = Area
page-told-name = Name
page-told-contact = Contact
page-submit = Submit
page-change = Change
page-refresh = Reload

## After

page-done = Received.
page-receipt-code = Receipt code
page-receipt-keep = Please write it down or photograph it now: it is shown only this once. With it you can follow the matter, add to it and answer questions, on this site or in Telegram.
page-copy = Copy the receipt code
page-ended = Finished
page-ended-hint = Nothing of what you wrote is left in this page. The browser's history may hold this address; please clear it yourself.

## Looking up

page-receipt-ask = Receipt code (for example K7QM-3XNV-92PD-HT4C-8)
page-look-up = Look up
page-to-tell = Report another matter
page-state = State: { "" }
page-state-gone = The matter is closed; what was said and sent has been erased as the rules ask. Thank you.
page-asked = { $on } the handlers:
page-yours = { $on } you added something.
page-not-opened = (this one can't be opened)
page-answer = Answer the question
page-add = Add something
page-adding = Answer or add
page-added = Please write your answer, or what you want to add
page-added-hint = Please go on following the matter with the same receipt code.

## How far it is

page-status-working = Encrypting, please wait.
page-status-deriving = Checking the receipt code; this usually takes a few seconds, some 10 on a slow phone.
page-status-waiting = The network is down; trying again. What you wrote is still here.
page-status-anew = The handlers' keys have just changed; encrypting anew. What you wrote is still here.
page-status-recording = Recording, in this page alone.
page-status-sent = { $part }% sent
page-status-copied = Copied. Please keep it safe, and mind the clipboard.
page-status-not-copied = It could not be copied; please write it down or photograph it.

## What went wrong

page-fault-what = Please write what happened.
page-fault-long = Please write no more than { $limit } characters; longer matters can be submitted in several parts.
page-fault-receipt = There is a receipt code in it; please take it out. The code is yours alone, please tell nobody.
page-fault-short = Please keep this to { $limit } characters.
page-fault-unreached = The supervision office and the commissioner should not see this, and at present it can't be passed on without them: please do not submit it here. Nothing of what you wrote was sent.
page-fault-area = Please choose an area.
page-fault-name = Please give your name, or go back and submit anonymously.
page-fault-contact = Please say how you can be reached.
page-fault-mistyped = The receipt code is not right; please check it. O and 0, I and 1 count as the same.
page-fault-outdated = The page has been updated, please reload. What you wrote is still here.
page-fault-again = It was not submitted; please press submit once more. What you wrote is still here.
page-fault-keys = The handlers' keys have just changed; please press submit once more. What you wrote is still here.
page-fault-busy = Many people are submitting now; please try again later. What you wrote is still here.
page-fault-flood = You have submitted { $limit } times within an hour; please submit again in { $minutes } minutes. What you wrote is still here.
page-fault-files = There can be no more than { $limit } files; please send fewer. What you wrote is still here.
page-fault-size = It is too large and was not submitted. What you wrote is still here.
page-fault-sealing = What was encrypted is incomplete and was not submitted. Please press submit once more; what you wrote is still here.
page-fault-unknown = It did not work; please try again. What you wrote is still here.

## The server

command-page-cannot-listen = The page can't be served on { $address }: { $reason }
command-help-page-hash = Print the hash (64 hex digits) that stands for every byte of the page; posters can print it
command-page-not-built = This program has no page: npm could not be reached when it was packed. Please make the package anew on a machine that reaches it.
command-help-original = open a file that came from the page as it is, with whatever it says of its author and place
command-tip-unclean = What this file says of its author and place can't be taken out. Please open it as it is, with --original, on a computer that does not matter.
command-help-page-check = Check on your own computer that the page a server sends is the installed program's
command-help-page-url = The page's address, for example https://jubao.example.cn
command-page-same = The same as the installed program
command-page-differs = Different: { $path }
command-page-not-reached = { $url } can't be opened ({ $reason }). Please check the address and the network, and try again.
command-doctor-page = The page { $address } is set up; its hash is { $bundle }
command-doctor-page-not-built = [page] is set, but this program has no page: npm could not be reached when it was packed. Please make the package anew on a machine that reaches it
command-doctor-page-nowhere = The page { $address } has no [page] listen and is served nowhere. Please fill it in, for example "127.0.0.1:8080"
command-doctor-page-open = The page is served on { $listen } without encryption, to the network. Please change it to 127.0.0.1, for Caddy or nginx on this machine; in a container this is as it must be
command-doctor-page-unnamed = [page] address is not filled in: neither posters nor the bot lead to the page
command-doctor-page-plain = The page's address { $address } is not https: browsers can't encrypt there. Please use https
