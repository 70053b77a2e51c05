# Forms and registers
own-text-button = Forms and registers
own-text-head =
    <b>Forms and registers</b>
    These are in use; { $own } are your own, all others come with the program.
own-text-ask = To add or change one, just send a file: Excel (XLSForm) or .toml. It is checked first, what it changes is listed, and it counts once you confirm.
own-text-mend = Please mend it and send it back.
own-text-kind-count = { $kind ->
    [form] Reports
    [register] Registers
    [poll] Polls
   *[campaign] Campaigns
} { $count }
own-text-list = <b>{ $kind ->
    [form] Report forms
    [register] Registers
    [poll] Forms of polls
   *[campaign] Templates of campaigns
}</b>: { $count }, { $own } of your own
own-text-none = None is your own yet. To change one, choose it, get its file, and send that back changed.
own-text-listed = { $title } · { $version }{ $own ->
    [0] {""}
   *[other] {" "}· own
}
own-text-one = <b>{ $title }</b> ({ $id })
own-text-version = { $kind ->
    [form] Report form
    [register] Register
    [poll] Form of polls
   *[campaign] Template of campaigns
}, version { $version }, { $own ->
    [0] comes with the program
   *[other] your own
}
own-text-since = In use since { $day }{ $by ->
    [none] {""}
   *[other] , brought in by { $by }
}
own-text-edit = To change it, get the file and send it back changed.
own-text-no-excel = Some of its settings (an empty report, figures filled in) have no place in Excel: it comes as .toml only.
own-text-see = Preview
own-text-fetch = Get the file (.{ $format })
own-text-as = { $kind ->
    [poll] A poll
   *[other] A report
}
own-text-which = { $title }: is this a report, or a poll (nameless, counted only)?
own-text-new = { $kind ->
    [form] Report form
    [register] Register
    [poll] Form of polls
   *[campaign] Template of campaigns
}: { $was ->
    [0] new, version { $version }
   *[other] version { $version } in the place of { $was }
}
own-text-parts = { $kind ->
    [form] { $count } fields. It is asked for once a campaign's task or a duty goes by it.
    [poll] { $count } questions. It can then be chosen for a poll.
    [register] { $count } fields, states and moves. Entries can then be made in the workbench.
   *[campaign] { $count } phases and tasks. It can then be chosen for a campaign.
}
own-text-changes = { $any ->
    [0] Changes: the order or other settings only.
   *[other] Changes: { $added } added, { $removed } removed, { $changed } changed
}
own-text-change = • { $mark ->
    [added] added
    [removed] removed
   *[changed] changed
}: { $label }
own-text-changes-more = … and { $count } more
own-text-goes-on = { $kind ->
    [form] What was begun is finished with the version before; what was filed stays as it is.
   *[register] Entries stay, and go on by the new version.
}
own-text-remarks = Please note: { $count } things of the workbook were left out, see the file.
own-text-remarks-name = Left out
own-text-preview = Preview { $number }/{ $count }  <b>{ $caption }</b>
own-text-in-words = In words
own-text-taken = Brought in.
own-text-what = { $kind ->
    [form] Report form
    [register] Register
    [poll] Form of polls
   *[campaign] Template of campaigns
} { $id }
own-text-number = version { $version }
own-text-no-file = This is no form. Please send an .xlsx (XLSForm) or a .toml as a file.
own-text-too-large = The file is larger than { $limit } KB. Please check whether it is the right one.
own-text-not-utf8 = The file is not in UTF-8. Please save it as UTF-8 and send it again.
own-text-unknown = This is neither a report form nor a register, a form of polls or a template of campaigns. Please get the file of one in use and change that.
own-text-roster = This is a roster. Please bring it in under Settings, Roster.
own-text-same = It says the same as the one in use; nothing changes.
own-text-gone = This is no longer there; please choose again.
own-text-sent-gone = This file was brought in or cancelled already, or has waited too long. To bring it in, please send it again.
own-text-changed-meanwhile = Not brought in: somebody has brought in another version meanwhile. Please send it again and check what it changes.
own-text-send-again = The version before is in use again. To use the one that was taken back, please send its file again.
own-text-filed = Not taken back: { $count } were filed with it already, so it can't go. You can bring in a changed one.
own-text-needed = Not taken back: a duty or campaign asks for it. Please switch that off first.
own-text-past-level-one = Not brought in: registers that go past the office to the supervisor can't be added or changed here. The supervisor and the administrator do so on the server.
own-text-figure-lost = The grading file (grading.toml) asks for { $figure }, which the new version has not. Please keep it.
own-text-kind-changed = { $name } had another kind of answer in version { $version } ({ $was }, now { $now }): the two can't be added up together. Please keep the old one and add the new one under a new key.
own-text-state-gone = { $count } entries are in the state { $state }, which the new version has not. Please keep it, or move these entries on first.
own-text-several-units = Not brought in: several hospitals share this installation; its administrator changes forms on the server.

# gridbot doctor
own-text-doctor = { $count } forms, registers and the like came by the chat
own-text-doctor-over = What came by the chat counts; files of the same name in the folders are not used: { $names }. To use these, take the change back in the chat.
own-text-doctor-left-out = These versions from the chat can't be read any more, and the ones before them are in use: { $names }. Please bring them in anew, mended.
