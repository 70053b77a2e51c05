# Keys and hand-over: handlers' own keys, and sealing what is there to today's handlers.

keys-open = Keys and hand-over
keys-title = Keys and hand-over
keys-own-none = You have no key of your own yet.
keys-own = Your key: set on { $day }, { $ends }
keys-with = With a key of their own: { $names }
keys-without = Without a key, can't read tips: { $names }
keys-without-shared = By the shared key: { $names }
keys-comma = { ", " }
keys-waiting =
    { $count ->
        [one] One tip is
       *[other] { $count } tips are
    } not yet sealed to today's handlers; please hand over.
keys-none-waiting = All tips are sealed to today's handlers.
keys-tip-waiting = This tip is not yet sealed to all of today's handlers; please hand over in Keys and hand-over.
keys-hand-over = Hand over ({ $count })
keys-set = Set my key
keys-replace = Replace my key
keys-change-passphrase = Change passphrase
keys-back = Back
keys-replace-sure =
    <b>Replace your key?</b>
    Earlier tips have then to be handed over by a handler who can still open them. Please keep the old key until that is done.
keys-replace-yes = Replace
keys-ask-recipient =
    Please send your public key (one line that begins with age1). It only locks, and anybody may have it; the secret key opens, and is yours alone.
    gridbot new-key makes one on your own computer, and so does age-keygen. Keep the secret key to yourself; do not send it here.
keys-ask-new =
    Please type a new passphrase of at least { $limit } characters: words of your own that open the tips.
    It is deleted from the chat at once. Should you forget it, you need a new key and a hand-over by another handler.
keys-ask-again = Please type the passphrase once more.
keys-ask-open =
    Please type your passphrase to hand over.
    It is deleted from the chat at once; the key stays open for 10 minutes.
keys-ask-back = Please send the file that gridbot hand-over made.
keys-secret-sent = That is a secret key, not a public one; it was deleted from the chat. It is not safe any more: please make a new pair and send the public key only.
keys-begin-again = Please begin anew: type a new passphrase first.
keys-not-the-same = The two passphrases differ; please type a new one again.
keys-kept = Your key is set, and the other handlers have been told.
keys-relocked = The passphrase is changed.
keys-open-first = Before you change the passphrase, please open any tip, tap Read and type the old one.
keys-hand-over-sure =
    <b>Hand over { $count ->
        [one] one tip
       *[other] { $count } tips
    }?</b> These keys open them afterwards, and no others:
keys-hand-over-to = · { $name } { $ends }
keys-hand-over-shared = · the shared key (for handlers without a key of their own)
keys-hand-over-check = Please compare both ends of each key with its owner. Who has recused themselves can't open that tip.
keys-hand-over-here = Hand over
keys-hand-over-file = Download the file
keys-again = Hand over again
keys-again-why = This tip opens only as it was sealed before a hand-over; others may not open it at all. Please tap Hand over again.
keys-again-sure = <b>Hand over tip { $number } again, from how it was sealed before?</b> Afterwards these keys open it:
keys-handing-over = Handing over, please wait.
keys-handed-over =
    { $count ->
        [one] One tip is
       *[other] { $count } tips are
    } handed over.
keys-not-opened =
    { $count ->
        [one] One more does
       *[other] { $count } more do
    } not open with your key; please ask a handler who can open them.
keys-stale =
    { $count ->
        [one] One entry does
       *[other] { $count } entries do
    } not fit any more, or bring no proof of having been opened, and stayed as before. Please download the file again and hand over with a program of the same version.
keys-bundle =
    The file concerns { $count ->
        [one] one tip
       *[other] { $count } tips
    } and holds nothing of what they say. Please run on your own computer
    <code>gridbot hand-over { $name } --key KEYFILE --out handed-over.json</code>
    and send the file it makes here.
keys-file-name = hand-over
keys-file-wanted = Please send a file: the .json that gridbot hand-over made.
keys-file-unreadable = This is no hand-over file, or it is damaged.
keys-not-yet-yours = This tip is not sealed to your key yet. Please ask a handler who can open it to hand over in Keys and hand-over.
keys-letter = { $name } has set a key ({ $first }…{ $last }). Please compare it with them in person, then hand over.
keys-letter-open = Keys and hand-over
keys-help-new-key = Make a handler's own pair of keys: the secret one goes to a file, the public one is shown
keys-help-new-key-out = The secret key's file, to be written
keys-help-hand-over = Seal the tips of a hand-over file to today's handlers, with your own secret key
keys-help-bundle = The hand-over file, downloaded in the chat
keys-help-back = The file to be written and sent back to the chat
keys-help-yes = Do not ask
keys-command-new =
    The secret key was written to { $path }; please keep it safe, with a copy.
    Public key (to be sent to the bot): { $recipient }
keys-command-to = Keys that open the tips afterwards:
keys-command-one = { $name }  { $recipient }
keys-command-sure = Compared with their owners; y to go on, Enter to stop
keys-command-none = Nothing was handed over.
keys-command-done = { $count } entries were handed over and written to { $path }; please send that file back to the chat.
keys-command-left = { $count } more do not open with this key.
keys-doctor = Handlers of tips with a key of their own: all { $handlers }
keys-doctor-without = Of { $handlers } handlers of tips, { $count } have no key of their own, so tips are sealed to the shared key, too. Please set them in /tips, Keys and hand-over.
keys-letter-handed-over = { $name } has handed { $count ->
    [one] one tip
   *[other] { $count } tips
 } over to today's handlers. If you did not know of it, please ask them in person, and try to open one.
keys-letter-headers = After a hand-over, another handler has opened with a key of their own: { $numbers } ({ $count } in all). How it was sealed before is kept until { $day }, then erased. If it does not open for you, please tell the others before.

# Opened by a passphrase (set up in the chat)
keys-here = Open by passphrase instead (read in the chat)
keys-here-price =
    <b>Opened by passphrase</b>
    Your secret key lies on the server under a passphrase; you type it to read tips in the chat, and ten minutes later it is locked again.
    The price: whoever controls the server while it is open can read the tips, and the passphrase and the tips pass through Telegram.
keys-here-new = Agreed, have the key made here
keys-here-file = Agreed, send the locked key file
keys-ask-locked =
    Please send your secret key file as a file, locked with a passphrase (age -p or gridbot lock-key) of at least { $limit } characters.
    It is deleted from the chat at once. Please send no key that is not locked.
keys-ask-unlocks =
    Please type the passphrase of this file, to see that it opens.
    It is deleted from the chat at once, and the key is open for 10 minutes.
keys-locked-wanted = Please send a file.
keys-not-locked = This is no key file under a passphrase. Please lock it with age -p or gridbot lock-key and send it again.
keys-locked-short = The passphrase has fewer than { $limit } characters; nothing was kept. Please lock the file with a longer one and send it again.
keys-not-own = This key is shared, or another handler's; nothing was kept. Please take a key of your own.
keys-begin-again-file = Please begin again: send the key file first.
keys-locked-kept = Your key is opened by passphrase from now on.
