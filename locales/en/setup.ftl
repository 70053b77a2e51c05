# Installing: gridbot setup, gridbot service
setup-help-service = Print a systemd unit with as few rights as the bot needs
setup-help-setup = Set the bot up step by step; stop whenever you like, and run it again to go on
setup-help-user = The system account that runs the bot
setup-help-folder = The bot's folder
setup-help-hospital = The hospital's name
setup-help-token = A file that holds the token; GRIDBOT_TOKEN in the environment will do, too
setup-help-letters = Where letters go
setup-help-backups = The folder of the nightly backups; - for none
setup-help-roster = The roster
setup-help-api = A Bot API server of your own
setup-help-proxy = The proxy on the way to Telegram
setup-help-listen = Where /healthz and /metrics are served
setup-help-with-service = Whether to write a systemd unit; left out, root does where there is systemd
setup-path-odd = A service file can't hold { $path }: it has a quote, a backslash or a line break. Please take another folder.

setup-begins =
    The bot will be set up in { $folder } and run as { $user }.
    Ctrl-C stops at any time, and gridbot setup goes on from there; nothing that exists is written over.
setup-step-hospital = 1. The hospital's name
setup-step-key = 2. The office's key
setup-step-token = 3. The bot's token
setup-step-address = 4. Where letters go
setup-step-backups = 5. Nightly backups
setup-step-roster = 6. The roster
setup-step-invites = 7. First invitations
setup-step-service = 8. The service
setup-step-doctor = 9. Checks
setup-there = Already there: { $what }

setup-ask-hospital = The hospital's name (Enter: later)
setup-hospital = The hospital's name: { $name }
setup-left-hospital = There is no hospital's name yet. Run gridbot setup again, or fill in [hospital] name in { $path }.

setup-key =
    Tips are kept sealed, and the office's secret key alone opens them. It is { $path } and must not stay on this machine:
    • on the office's computer, run: { $copy }
    • keep a second copy in a safe. Without it nobody opens a tip.
    • then, on this machine, run: { $remove }
setup-key-moved = The public key is there, the secret one is not on this machine.

setup-token-how = In Telegram, send /newbot to @BotFather and do what it says; paste the token here. It is not shown.
setup-ask-token = The bot's token (Enter: later)
setup-ask-other-token = Take another token instead [y/N]
setup-ask-proxy = A proxy, for example http://127.0.0.1:3128 (Enter: none)
setup-token-missing = There is no token yet. Name a file that holds it with --token-file, or set { $variable }.
setup-left-token = There is no token yet. Once you have it, run gridbot setup again.
setup-offline = The token was not checked; this goes on. gridbot doctor checks it once the way is open.

setup-ask-address = Where letters go: addressee and address, shown before a tip is sent; one that the office does not open (Enter: none)
setup-address-long = An address has up to { $limit } characters, this one has { $count }. Please shorten it.
setup-left-address = No address for letters, none is shown. gridbot setup asks again.

setup-ask-backups = The folder for backups, best on another disk (Enter: backups, -: none)
setup-backups = Backed up every night to { $path }
setup-left-backups = No nightly backups. gridbot setup asks again.

setup-ask-roster = The roster's file (.xlsx; Enter: a sample is written first)
setup-roster-there = There is a roster of { $count } people.
setup-left-roster = There is no roster yet. Fill one in after the sample { $path }, then run gridbot setup again and name it.

setup-nobody-to-invite = Nobody of the office, and no commissioner, waits for an invitation.
setup-ask-new-links = { $count } of them have a link that still works. Make new ones [y/N]
setup-links-wait = { $count } have a link that still works; no new ones were made.
setup-left-invites = Links can't be made yet. Run gridbot setup again once the way is open.
setup-invited = A link each for { $count }, good for one use within { $days } days; hand it over in person. The office invites everybody else in the chat: /invite.

setup-service-written = The service file: { $path }
setup-service-other = { $path } exists, says something else and was left. gridbot service prints what should stand there; please compare.
setup-service-by-hand = Root has to write the service file: { $command }
setup-service-none = No service file was written, as you said.
setup-no-systemd = There is no systemd here. Have gridbot run started in this machine's own way.

setup-done = It is set up. Now run: { $command }
setup-not-yet = What is marked ✗ above is not right yet. Once it is, run gridbot setup again.
setup-stopped = Stopped; what was done stays. Run gridbot setup again to go on.

setup-no-account = The account { $user } could not be made: { $reason }. Please make it, then run this again.
setup-no-folder = The folder { $path } could not be made: { $reason }
setup-folder-of-other = The account { $user } can't write to { $path }. Please change its owner, or take another folder.
setup-program-out-of-reach = The account that runs the bot can't read { $path }. Please install the program where everybody can read it, /opt/gridbot for example (README).

setup-step-duties = Duties
setup-ask-hearings = Quarterly hearings, half-year briefings of supervisor and committee, the written report by 31 January: on (Enter: yes, n: no)
setup-duties = Duties that are on: { $count }. The office changes them under /settings, Duties.
setup-duties-there = Duties are set; the office changes them under /settings, Duties.
setup-help-hearings = whether hearings, briefings and the written report by 31 January are on (they are by default)
