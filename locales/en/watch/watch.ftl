# How the bot itself is
watch-away = The bot was down from { $since } to { $until }, { $days ->
    [0] { $hours } h
   *[other] { $days } d { $hours } h
} in all. Reminders that fell due meanwhile have been merged and sent.
watch-skipped = { $count } messages were more than two days old and were not sent:
watch-skipped-kind = • { $kind }: { $count }
watch-skipped-line = { $day }  { $kind }  { $name }
watch-skipped-group = group
watch-missed = { $count } periods opened and closed while the bot was down and could not be filed:
watch-missed-line = • { $title }: { $count } grids
watch-more = … and { $count } more
watch-kind-nudge = reminder
watch-kind-chase = office's reminder
watch-kind-digest = digest
watch-kind-leave = leave
watch-kind-hearing = hearing
watch-kind-exempted = exemption
watch-kind-exemption = exemption withdrawn
watch-kind-group = word of a group
watch-kind-unreachable = unreachable people
watch-kind-moved = phone changed
watch-kind-skipped = word of a downtime
watch-kind-suggestion = suggestion
watch-kind-trouble = word of a trouble
watch-kind-tip = tip
watch-kind-fact = help in verifying
watch-kind-duties = duties that can be put on
watch-kind-holidays = holidays

watch-trouble = Since { $since }: { $what }.
watch-over = Back to normal: { $what } ({ $since } to { $until }).
watch-tick = the bot does not check in time what falls due
watch-tick-how = Reminders will be late. Please have IT restart the bot.
watch-letters = messages wait for more than 10 minutes
watch-letters-how = Mostly the network or Telegram is down; they go out by themselves afterwards. Please have IT check the network.
watch-clock = the server's clock was set, or the server stood still
watch-clock-how = Reminders of that time may have come early or late. Please have IT check the server's clock and let it be set automatically.
watch-conflict = another program fetches messages with the same bot token
watch-conflict-how = Some messages will not arrive. Please have IT stop the other program, or change the token if it cannot be found.
watch-conflict-log = Another program fetches messages with the same bot token (409 Conflict); both will miss some. Stop the other gridbot run (another server, an old container, a test machine); if it cannot be found, have @BotFather issue a new token by /revoke, enter it and start again. If a webhook was set (see gridbot webhook show), remove it by gridbot webhook remove.
watch-planned = something due has no reminder planned
watch-planned-how = Please remind by hand for now, and have IT look into the log.
watch-disk = the server's disk is almost full
watch-disk-how = Please have IT make room soon, or reports can't be saved.
watch-backup = no backup was made in time
watch-backup-how = Please have the server checked: whether the disk for backups can be written to and has room.
watch-version = the database was upgraded by a newer version, of which no process is running
watch-version-how = Some letters and buttons of the newer version are answered by nobody meanwhile; nothing of them is lost. Please have IT finish the upgrade.

watch-cannot-listen = Wrong configuration: [watch] listen can't use { $address } ({ $reason }).
watch-doctor-never = The bot has never run; start it with gridbot run
watch-doctor-running = Running; last checked what falls due at { $at }
watch-doctor-running-elsewhere = Running, but this machine has no time of its last check: it has just started, or runs on another server
watch-doctor-stuck = The program has not ended, but has not checked what falls due since { $at }. If it has just started, look again in a minute; else stop it and start gridbot run again
watch-doctor-ahead = The last check of what falls due ({ $at }) lies ahead of the server's clock ({ $now }). Check the clock, and let it be set automatically
watch-doctor-ticked-on = This machine has no time of the last check of what falls due; the database has its day, { $day }
watch-doctor-stopped = Not running; last checked what falls due at { $at }. Start it with gridbot run
watch-doctor-lease = { $role }: process { $holder }, since { $since }
watch-doctor-lease-free = { $role }: no process does it now; another one takes it within 15 seconds, look again then
watch-doctor-process = Process { $holder }: revision { $revision }, running since { $since }
watch-doctor-unknown-letters = { $count } letters of a newer version are not known to this one and are kept; a process of the newer version sends them
watch-lease-tick = Checking what falls due
watch-lease-deliver = Sending letters
watch-lease-poll = Fetching messages alone
watch-doctor-skipped = Skipped in the last 30 days because of downtime: { $count } ({ $kinds })
