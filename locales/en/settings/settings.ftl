# Settings
menu-settings = Settings
command-settings = settings: the roster and more
help-settings = /settings what the office sets: the roster and more, for the office and the commissioner
access-not-office = This is for the office and the commissioner.
settings-head =
    <b>Settings</b>
    Please choose what to set.
settings-people = People

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

# The roster: single changes
roster-edit = A single change
roster-edit-which =
    <b>Roster · a single change</b>
    Please choose what changes. New people, posts and ranks come by the sheet.
roster-edit-move = Somebody moves
roster-edit-inspector = A new inspector
roster-edit-leave = Somebody leaves
roster-edit-join = A new department or branch
roster-edit-rename = Another name of one
roster-edit-words = Please type words, on one line of up to 50 characters.
roster-edit-nobody = Nobody was found; please write it differently.
roster-edit-no-grid = None was found; please write it differently.
roster-who-move = Who moves? Please type a name, its initials or the staff number.
roster-who-inspector = Who becomes inspector? Please type a name, its initials or the staff number.
roster-who-leave = Who leaves? Please type a name, its initials or the staff number.
roster-person = { $name } · { $post } ({ $grid })
roster-where-move = Where to? Please type the department's or branch's name.
roster-where-inspector = Inspector of which grid? Please type the department's or branch's name.
roster-where-join = Below which grid? Please type the branch's or the hospital's name.
roster-where-rename = Which one gets another name? Please type the present one.
roster-kind-ask = Which kind of department is it?
roster-name-join = What is the new one below { $grid } called? Please type its name.
roster-name-rename = What is { $grid } to be called? Please type the new name.
roster-from-ask = From which day? Please tap one or type a date, e.g. 15/6. Who holds it now does so until the day before.
roster-from-far = Please choose a day between today and a year from now.
