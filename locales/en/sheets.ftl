# What is wrong with an Excel workbook that somebody hands in (roster, XLSForm)
sheet-unreadable = the file is damaged, or no Excel workbook (.xlsx).
sheet-old-excel = this is an old .xls, or locked with a password. Please take the password away and save it as .xlsx.
sheet-csv = this is a text file (.csv). Please open it in Excel, spread it over the sheets that are needed and save it as .xlsx.
workbook-too-large = the file is too large. Please keep the needed sheets only, and delete pictures, blank rows and columns, and whatever else is in it
sheet-strict = this is a "Strict Open XML Spreadsheet". Please save it as "Excel Workbook (.xlsx)" in Excel.
sheet-twice = there are two sheets of this name; please keep one.
sheet-hidden = this sheet is hidden. Please show it, check it and import again.
sheet-hidden-rows = from this row on, { $count } rows are hidden or filtered out. Please show them, check them and import again.
sheet-hidden-column = this column is hidden. Please show it, check it and import again.
sheet-column-twice = this column is there twice; please keep one.
sheet-merged = { $cells } are merged cells. Please unmerge them and fill in each row.
sheet-no-result = the formula has no result. Please open and save the file in Excel once, or turn the formula into what it shows (copy, paste special, values).
sheet-error-value = this is Excel's error { $value }; please correct it.
sheet-is-date = Excel took this for a date or a time ({ $value }). Please format the cell as text and fill it in again.
sheet-too-many-digits = Excel keeps { $most } digits of a number at most. Please format the cell as text and fill it in again.
sheet-format = what the number format "{ $format }" shows can't be told. Please format the cell as text and fill it in again.
