# The command line
command-about = 清廉网格: a Telegram bot for grid-based integrity supervision in public hospitals.
command-help-config = the configuration file, ./config.toml by default
command-help-debug = show where an error comes from
command-help-version = show the version
command-help-init = set up configuration, office key and database in an empty folder
command-help-run = run the bot until it is stopped
command-help-demo = open the phones of a sample hospital in the browser (or play a month in the terminal), no Telegram account needed
command-help-keep = a folder to keep the demo's files in
command-help-import-roster = import the roster from Excel, in force today
command-help-roster = the roster
command-help-dry-run = show what would change, change nothing
command-help-roster-yes = import though many lose their phones; the list was checked
command-help-sample-roster = write a sample roster, also to serve as a template
command-help-new-workbook = a new file; an existing one is not overwritten
command-help-invites = make one-time links for those who have a role and no phone yet
command-help-xlsx = write a sheet with QR codes
command-help-all = invite everybody on the roster without a phone, with a role or without
command-help-only = invite this staff number only; may be repeated
command-help-json = one JSON object a line
command-help-revoke = unbind a lost phone and void unused invitations
command-help-staff-number = the staff number
command-help-doctor = check configuration, database, token, clock, keys, and say what to do
command-help-open-tip = open a downloaded tip with the office's key
command-help-tip = the sealed tip
command-help-key = the key file
command-help-out = write to a new file instead of showing it

command-misused = Wrong usage: { $what } (see { $command } --help)
misuse-no-command = there is no command { $given }.
misuse-no-option = there is no option { $given }.
misuse-near = { " " }Did you mean { $near }?
misuse-which-command = say what to do as well: { $commands }.
misuse-lacks-argument = { $given } is missing.
misuse-lacks-option = the option { $given } is missing.
misuse-lacks-value = the option { $given } lacks what comes after it.
misuse-takes-no-value = the option { $given } takes nothing after it.
misuse-too-much = { $given } is too much.
misuse-too-small = { $given } must be at least { $bound }.
misuse-too-large = { $given } must be at most { $bound }.
misuse-no-number = { $given } must be a whole number.
misuse-no-switch = { $given } must be 0 or 1.
misuse-said = { $given }
usage-usage = Usage:
usage-options-there = [OPTIONS]
usage-command-there = COMMAND [ARGS]...
usage-arguments = Arguments:
usage-options = Options:
usage-commands = Commands:
usage-required = required
usage-default = default:
usage-variable = environment variable:
usage-help = Show this page
command-aborted = Aborted.
command-unexpected = Something unexpected: { $what } ({ $variable }=1 shows where)
command-file-trouble = Cannot read or write { $path }: { $reason }
command-file-reason =
    { $code ->
       *[other] { $reason }
    }
command-file-exists = { $path } exists and was not overwritten.
command-file-written = Written: { $path }
command-tip-is-file = This is an attachment and can't be shown. Add --out { $out } to write it to a file.
command-database-trouble = The database cannot be used: { $reason }
command-database-newer = The database was written by a newer version; please update gridbot.
command-others-older = Processes of an older version are running ({ $processes }) that can't work with the newer database; it was not upgraded. Please stop all of them first, then start the new version.
command-upgrade-held-up = The database has been in use all the time and could not be upgraded within three minutes; nothing was changed. Please try again when less is going on, or stop the other processes first.

command-config-missing = { $path } does not exist; please run gridbot init first
command-config-not-toml = { $path } is not TOML: { $what }
command-config-wrong = Wrong configuration: { $what }
command-no-such-form = Duty { $duty }: there is no form { $form }, but { $known }

command-token-missing = There is no token. Please put the one from @BotFather into [telegram] token, or into the environment as GRIDBOT_TOKEN.
command-token-malformed = The token should look like 123456:ABC-DEF. Please check [telegram] token or the environment's GRIDBOT_TOKEN.
command-token-refused = { $server } does not accept the token; please check it with @BotFather.
command-offline = { $server } cannot be reached ({ $reason }). Please check the network, and api_base_url and proxy in [telegram].

command-init-ask-name = Name of the hospital (Enter to fill it in later)
command-init-ask-token = Token of the bot (not shown; Enter to fill it in later)
command-init-done = Set up: { $config }, { $key-file } and the database. Next:
command-init-move-key = • Move { $key-file } to the office's computer, keep a copy, and delete it here. Without it nobody can open a tip.
command-init-token = • Put the token into { $config }, [telegram] token, or into the environment as { $variable }.
command-init-next =
    • Roster: gridbot sample-roster SAMPLE.xlsx, fill it in, gridbot import-roster ROSTER.xlsx --dry-run
    • Check: gridbot doctor. Invite: gridbot invites --xlsx INVITES.xlsx. Start: gridbot run
command-key-file =
    The office's key, made on { $day }. It alone opens tips; a lost key cannot be restored.
    Move it to the office's computer and keep a copy; leave it on no server and send it to nobody.
    Public key: { $recipient }

command-run-started = Started @{ $username }; Ctrl-C stops it.
command-run-stopped = Stopped.
command-run-twice = The bot already runs on this database; a second one cannot. Stop the one that runs first (systemctl stop gridbot, or Ctrl-C in its window).

command-roster-faults = { $count } faults; nothing was imported.
command-roster-same = The same as the present roster; nothing to change.
command-roster-dry-run = Shown only; nothing was imported.
command-roster-imported = Imported.
command-sample-written = Written: { $path }; fill it in and import it.
command-roster-grids-added = Grids added ({ $count })
command-roster-grids-changed = Grids changed ({ $count })
command-roster-grids-removed = Grids removed ({ $count })
command-roster-joined = Joined ({ $count })
command-roster-moved = Moved ({ $count })
command-roster-changed = Changed ({ $count })
command-roster-left = Left ({ $count }); their phones and invitations no longer work
command-roster-appointed = Appointed ({ $count })
command-roster-ended = Appointments ended ({ $count })
command-roster-extended = Appointments extended ({ $count })
command-roster-withdrawn = Appointments withdrawn ({ $count })
command-roster-losing = { $count } people whose phones are bound would be bound no more:
command-roster-many-lose = { $count } of { $bound } bound people would lose their phones, more than a tenth; nothing was imported. Please check that staff numbers are written as last time. Where these people did leave: gridbot import-roster { $file } --yes
command-roster-would-refuse = { $count } of { $bound } bound people would lose their phones, more than a tenth; the import will need --yes.
command-roster-open-end = open

command-no-such-person = There is nobody with staff number { $number }.
command-invites-nobody = Nobody to invite: all who have a role are bound, or no roster was imported yet.
command-invites-nobody-at-all = There is nobody to invite: everybody on the roster is bound, or no roster was imported yet.
command-invites-bound = { $name } is bound already; no links were made. If the phone is lost: gridbot revoke { $number }
command-invites-made = { $count } people. Links work once, for { $days } days; hand each to its person only.
command-invites-earlier = { $count } of them have earlier links that still work; once one is used, the others no longer do.
command-revoke-done = Unbound: { $name } ({ $number }); unused invitations are void.
command-revoke-not-bound = { $name } ({ $number }) was not bound; unused invitations are void.
command-revoke-again = To invite again: gridbot invites --staff-number { $number }

command-doctor-config = Configuration: { $path }
command-doctor-config-open = { $path } holds the token and others on this machine can read it; please run chmod 600 { $path }
command-doctor-duties = Duties that are on: { $count }
command-doctor-no-duties = No duty is on, so nobody is reminded. The office puts them on under /settings, Duties.
command-doctor-duty-ignored = What is changed in config.toml of the duty { $duty } has no effect any more. Please change it under /settings.
command-doctor-keys = Public keys for tips: { $count }
command-doctor-no-keys = There is no public key, so tips cannot be taken. Please put the office's (age1...) into [tips] office_recipients.
command-doctor-letters-to = Letters go to: { $to }
command-doctor-no-letters-to = There is no address for letters, so the notice before a tip names none. Please set [tips] letters_to, to one whose letters the office does not open, the supervisor's for instance.
command-doctor-no-supervisor-key = There is no supervisor's public key, so what concerns the office cannot be taken here, and reporters are told so before they write. Please ask the supervisor for it and put it into [tips] supervisor_recipients.
command-doctor-key-unreadable = [tips] office_recipients: number { $number } is no public key (age1...); please check it.
command-doctor-key-beside = { $path } is still here. Please move it to the office's computer, keep a copy, and delete it here.
command-doctor-no-database = There is no database { $path } yet; it is made with the first run.
command-doctor-database = Database: revision { $revision }
command-doctor-database-empty = The database is empty; its tables are made with the first run.
command-doctor-database-newer = The database is of a newer revision ({ $revision }); this program ({ $own }) can go on with it. Until the upgrade is finished, what is new is left to processes of the newer version.
command-doctor-database-older = The database is of an older revision; the next run brings it up to date. Please back it up first.
command-doctor-pooled = The database is reached through a pooler (pgbouncer).
command-doctor-no-roster = No roster yet; please run gridbot import-roster
command-doctor-people = { $grids } grids, { $bound } people bound
command-doctor-people-waiting = { $grids } grids, { $bound } people bound, { $waiting } still to bind; please run gridbot invites
command-doctor-unreachable = { $count } people cannot be reached (they stopped the bot): { $names }. Please ask them to open the chat again.
command-doctor-letters = Messages: { $waiting } waiting, none failed
command-doctor-letters-failed = Messages: { $failed } failed, { $waiting } waiting; the log says why.
command-doctor-statements-logged = The database server logs when things are written ({ $settings }), and with that when a tip came. Please turn these settings off.
command-doctor-statements-not-logged = The database server logs no times of writing
command-doctor-account = Token: @{ $username }
command-doctor-other-username = [telegram] username is { $wanted } but the token is that of @{ $username }; invitation links would not open. Please correct it.
command-doctor-clock = The clock is right
command-doctor-clock-off = This machine's clock is off by { $seconds } s; due days and reminders go wrong. Please set it (e.g. timedatectl set-ntp true).
command-doctor-calendar = Holidays: known up to { $year }
command-doctor-calendar-ends = The holidays of { $year } are not known; Monday to Friday are taken for working days. Please have the office enter them in the chat (/holidays), or update the program.
command-doctor-calendar-entered = Holidays of { $year }: entered by { $name } on { $day }
command-doctor-calendar-differs = The holidays of { $year } as entered differ from the program's on { $count } days ({ $days }); what was entered counts. To correct it, the office uses /holidays.
command-doctor-words = Sentences: { $count }, in every language
command-doctor-words-missing = Language { $lacking } lacks { $count } sentences: { $keys }
command-doctor-disk = Disk: { $free } MiB free
command-doctor-disk-full = Only { $free } MiB of disk are free; please make room.
