# Exporting the clue ledger.

tip-list-ledger = Ledger
tip-list-figures = Figures
ledger-file = clue-ledger
ledger-title = { $hospital }: clue ledger
ledger-how =
    { $count } in all. { $by ->
    [here] Names, posts and summaries are sealed. Your key is kept here, so the file opens nowhere else: please open any tip, tap “Read” to unlock, then “Ledger” again.
   *[other] Names, posts and summaries are sealed; open it on the computer that has the key:
    <code>gridbot ledger clue-ledger.json --key { ledger-key } --out ledger.xlsx</code>
    With <code>ledger.docx</code> it becomes a Word document.
    }
ledger-key = { $by ->
    [own] YOUR-KEY-FILE
    [before] KEY-FILE-BEFORE-HAND-OVER
    [supervisor] SUPERVISOR-KEY-FILE
   *[shared] office-key.txt
}
ledger-opened = { $count } in all. The files hold names; please keep them safe.
ledger-on-file = File it, note it as sent
ledger-empty = There are no tips yet, so there is no ledger to export.
ledger-step = { $day }: { $what }
ledger-then = {"; "}
ledger-bundle-unreadable = This is no ledger that this system exported; please export it again.
ledger-help-command = Open an exported ledger with the secret key, as xlsx or docx
ledger-help-bundle = The .json file exported in the chat
ledger-help-out = The .xlsx or .docx file to write
ledger-out-kind = Please name the file to write, ending in .xlsx or .docx.
