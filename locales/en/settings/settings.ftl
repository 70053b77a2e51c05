# Settings
menu-settings = Settings
command-settings = settings: the roster and more
help-settings = /settings what the office sets: the roster and more, for the office and the commissioner
access-not-office = This is for the office and the commissioner.
settings-head =
    <b>Settings</b>
    Please choose what to set.
settings-people = People (invite, unbind)

# The roster
roster-button = Roster
roster-head =
    <b>Roster</b>
    Grids { $grids }, people { $people }, bound { $bound }
roster-bring = Bring a roster in
roster-fetch = Get the roster
roster-ask = Please send the roster (.xlsx). You can get today's, change it and send it back; what changes is listed before it counts.
roster-no-file = This is no workbook. Please send the .xlsx as a file.
roster-too-large = The file is larger than { $limit } MB. Please take out pictures and blank rows and columns.
roster-switching = Bringing the roster in, please wait.
roster-file-name = roster-{ $day }
roster-faults = { $count } faults; nothing was brought in.
roster-line = • { $line }
roster-faults-marked = The cells at fault are marked in the file; once mended it can be sent back as it is.
roster-faults-more = The rest is in the file.
roster-faults-name = To be mended
roster-changes = <b>What it changes</b> (from today; every change is in the file)
roster-changes-name = changes
roster-losing-all = { $count } people have a phone bound and will lose it: { $names }
roster-losing-more = { $count } people have a phone bound and will lose it: { $names } and more, see the file
roster-losing-many = That is over a tenth of the { $bound } who are bound. Please check first that staff numbers are written as last time.
roster-yes = Bring in
roster-yes-all-the-same = Bring in all the same
roster-no = Cancel
roster-cancelled = Cancelled; nothing was brought in.
roster-gone = This roster was brought in or cancelled already, or has waited too long. To bring it in, please send it again.
roster-changed-meanwhile = The roster has changed meanwhile; please check again.
roster-no-office-left = Not brought in: with this roster nobody with a phone would be of the office or the commissioner, and nobody could run the bot. Please check the sheet 聘任.
