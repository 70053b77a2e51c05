# Reading tips in the chat, where custody is "unlock".

unlock-read = Read
unlock-ask =
    Please type the passphrase (the words you chose with the key) to read tip { $number }.
    It is deleted from the chat at once; the key stays open for 10 minutes.
unlock-wrong = The passphrase is wrong; please type it again.
unlock-left = The passphrase could not be deleted from the chat; please delete it yourself.
unlock-locked = Locked. Please tap Read again and type the passphrase.
unlock-erased = What this tip said has been erased as the rules ask.
unlock-tip = <b>Tip { $number }</b>
unlock-added = { $day }, added:
unlock-file = tip-{ $number }-file-{ $place }
unlock-text-file = tip-{ $number }.txt
unlock-who = Show the name
unlock-back = Back
unlock-lock = Lock now
unlock-done = Locked. Please delete files already shown in the chat yourself.
unlock-help-lock-key = Put the office's (or the supervisor's) secret key under a passphrase, for [tips] custody = "unlock"
unlock-ask-passphrase = Passphrase (12 characters at least)
unlock-ask-again = The passphrase again
unlock-not-the-same = The two passphrases differ, so no file was written; please run it again.
unlock-passphrase-short = Please take { $limit } characters at least.
unlock-unclean = { $files } can't be cleaned and was not opened here. Please download it sealed, and open it on your own computer with <code>gridbot open-tip … --original</code>.
