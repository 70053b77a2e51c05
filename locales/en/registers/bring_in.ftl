bring-in-button = Import from Excel
bring-in-head = <b>Problems to put right · import</b>
bring-in-ask = Please send the sheet (.xlsx). If you have no template, tap “Get the template”.
bring-in-template = Get the template
bring-in-template-name = Rectification (template)
bring-in-no-file = This is no sheet.
bring-in-too-large = The file is larger than { $limit } MB and can't be imported. Please keep only the sheet of problems, without pictures and empty rows.
bring-in-faults = To be changed in { $count } { $count ->
    [one] place
   *[other] places
}; nothing was imported:
bring-in-fault = · { $line }
bring-in-more = The rest is in the file.
bring-in-faults-name = To be changed
bring-in-counts = { $problems } problems, { $measures } measures
bring-in-known = { $count } more are in the register already and are left out.
bring-in-yes = Import
bring-in-no = Cancel
bring-in-cancelled = Cancelled. Nothing was imported.
bring-in-gone = This sheet was imported or cancelled. To import, please send the sheet again.
bring-in-done = Imported { $problems } problems and { $measures } measures.
bring-in-look = Open the register
problem-sheet-nobody = nobody here is called “{ $name }”, or several are. Please enter the name, or the staff number
problem-sheet-no-grid = no department here is called “{ $name }”, or several are. Please enter its name as in the roster
problem-sheet-many = { $count } rows; at most { $most } are imported at once, please split the sheet
registers-told-many-wait = { $count } newly entered matters wait for you.
