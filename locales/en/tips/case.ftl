# A case: all that there is of a clue as one Word document.

case-export = Case
case-name = tip{ $number }-case
case-title = Tip { $number }
case-opened = Here is the case with all its content. Keep it safe, and delete it from this chat afterwards.
case-how = { $by ->
    [here] The case is sealed and your key is kept here: the file opens nowhere else. Tap “Read” and unlock, then “Case” again.
   *[other] The case is sealed. Open it on the computer that has the key:
    <code>gridbot case tip{ $number }-case.json --key { ledger-key } --out case.docx</code>
}
case-number = Number
case-state = State
case-fact-line = { $what }: { $said }
case-said = What was said
case-thread = Messages
case-verified = Verified by inspectors
case-steps = What was done
case-notes = Internal notes
case-files = Files
case-answered = { $day } the reporter added
case-asked = { $day } asked of the reporter
case-asked-sealed = (sealed to the reporter: only their receipt code opens it)
case-fact = { $day } answer of the inspector of { $grid }
case-step = { $day } { $act } (entered by { $who })
case-step-way = { $day } { $act }: { $way } (entered by { $who })
case-file = File { $place } ({ $extension }), { $came }
case-file-first = came with the tip
case-file-later = came later
case-unreadable = This is no case exported from here. Please export it again.
case-out-kind = Please name the file to be written; it ends in .docx.
case-help-command = open an exported case with the key, as a docx
case-help-bundle = the .json file exported in the chat
case-help-out = the .docx file to be written
case-note = { $day } internal note:
