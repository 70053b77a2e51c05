# Settings: what was changed
setting-changed = Changed, with effect at once.
setting-undo = Take it back
setting-undone-now = Taken back, with effect at once.
setting-undone = This change was taken back already.
setting-changed-since = It was changed again since, so this change can't be taken back. Please see under Latest changes how it is set now.
setting-not-undone = This change can't be taken back. Please set it anew.
setting-no-change = There is no such change. Please choose again under Latest changes.
setting-changes = Latest changes
setting-changes-head = <b>Latest changes</b>
setting-changes-none = Nothing was changed yet. What is changed in the settings is listed here, with who, when, before and after, and can be taken back.
setting-change-line = { $when } { $who }: { $what }, { $old } → { $new }
setting-change-open = { $number }. { $what }
setting-change-one =
    <b>{ $what }</b>
    Before: { $old }
    After: { $new }
    { $who }, { $when }
setting-change-undoes = This was a taking back.
setting-nothing = (nothing)
setting-by-command-line = the command line
