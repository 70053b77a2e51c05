# The audit log
audit-help-group = check the audit log (gridbot audit verify)
audit-help-verify = find out whether the audit log was changed, and show what to write down
audit-help-head = compare with what was written down earlier, e.g. 42:0123456789abcdef

audit-office-intact = The office's log is intact, entries: { $count }. Write this down elsewhere, to compare it next time with --head: { $head }
audit-hash-wrong = Entry { $place } of the office's log was changed.
audit-previous-wrong = Entry { $place } of the office's log does not follow the one before; something was changed in between.
audit-place-missing = The office's log lacks entries from { $place } on: { $count }.
audit-head-same = It agrees with entry { $place } as written down; entries since: { $count }.
audit-head-other = It does not agree with entry { $place } as written down: the log was written anew.
audit-head-gone = Entry { $place }, once written down, is gone; the log ends at { $count }: entries were deleted.
audit-head-malformed = What was written down looks like 42:0123456789abcdef; please give it as it is.
audit-supervisor-intact = The supervisor's log is intact.
audit-supervisor-broken = The supervisor's log was changed; please report it to the supervisor.
audit-other-broken = There are changed entries that are neither the office's nor the supervisor's.
audit-no-database = There is no database { $path } yet; please check the configuration file.
audit-help-settings = list what was set: who, when, from what to what, and compare it with the log
audit-settings-none = Nothing was changed yet.
audit-setting-line = { $number }. { $when } { $who } { $what }: { $old } → { $new }
audit-setting-other = No. { $number } is not what the log says: the record was changed.
