# Settings: out and in, on the command line
settings-help-settings = Write out, or bring in, what is set in the chat (duties, the hospital)
settings-help-export = Write the settings as one TOML
settings-help-new-file = the new file; without it they are printed
settings-help-import = Set what a TOML says, and list what changes
settings-help-file = a file as gridbot settings export writes it
settings-help-dry-run = list what would change, and set nothing
settings-file-head = Written by gridbot settings export; bring it back by gridbot settings import. docs/duties.md says what the terms mean.
settings-file-line = line { $line }: { $fault }
settings-file-unknown = there is no “{ $name }”
settings-file-no-form = there is no form { $form }
settings-file-faults = { $count } faults; nothing was set.
settings-file-changed = { $what }: { $old } → { $new }
settings-file-same = It is set like this already; nothing changes.
settings-file-dry-run = This is what would change; nothing was set.
settings-file-done = It is set.
