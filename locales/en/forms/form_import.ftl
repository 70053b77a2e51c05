# gridbot forms import: a form from Excel (XLSForm); gridbot forms preview: look at one
forms-help-import = import a form from an Excel workbook (XLSForm), as a .toml file
forms-help-workbook = the workbook, with the sheets survey, choices and settings (see docs/xlsform.md)
forms-help-folder = the folder to write to; by default [forms] folder of the configuration
forms-help-id = the form's id; by default form_id of the settings sheet, then the name of the file
forms-help-replace = replace a form that exists; its version is raised by one

form-import-head = { $title }: imported from { $file } (gridbot forms import).
form-import-head-change = To change it, change the workbook and import again with --replace; or edit here and raise version by one.
form-import-done = Written { $path }: { $title }, version { $version }, { $fields } fields.
form-import-next = To look at it: gridbot forms preview { $path }
form-import-unchanged = { $path } says the same as the workbook; nothing was changed (version { $version }).
form-import-exists = The form { $form } exists (version { $version }). To replace it add --replace; its version is raised by one.
form-import-no-folder = There is no folder for forms yet. Please write [forms] folder = "forms" in the configuration, or name one with --folder.
form-import-faults =
    { $count ->
        [one] 1 fault
       *[other] { $count } faults
    }; nothing was imported.
form-import-more = … and { $count } more
form-import-left-out = please note: { $what }

form-import-place-sheet = sheet { $sheet }
form-import-place-row = sheet { $sheet }, row { $row }
form-import-place-column = sheet { $sheet }, row { $row }, column { $column }
form-import-placed = { $place }: { $what }

form-import-no-survey = there is no sheet called survey (there are: { $sheets }).
form-import-sheet-unread = this sheet is not supported; please delete it.
form-import-empty = nothing is in it. Row 1 holds the names of the columns, each row from 2 on a question.
form-import-too-many-rows = there are { $rows } rows, and at most { $most } can be read.

form-import-hidden = there is an invisible character, { $code }; please delete it and type the text again.
form-import-too-long = there are { $length } characters, and at most { $most } are read.
form-import-no-head = this column holds something, but has no name in row 1.
form-import-column = this column is not supported; please empty it. Remarks for colleagues go into a column called notes.
form-import-column-like = this column is not known; did you mean { $like }?
form-import-column-missing = the column { $missing } is missing.
form-import-column-twice = this column is there twice; please keep one.
form-import-language = this language is not known. Please write ::zh for Chinese and ::en for English.
form-import-blank = this is empty.
form-import-space = “{ $value }” has a space in it; please take it out or write _.

form-import-no-id = the form has no id (form_id). Please use small letters, digits and _, such as { $like }.
form-import-id-option = --id “{ $value }” cannot be the id of a form. Please use small letters, digits and _, beginning with a letter, such as { $like }.
form-import-name = “{ $value }” cannot be a name. Please use small letters, digits and _, beginning with a letter, such as { $like }; what people read goes into the column label.
form-import-name-long = “{ $value }” is too long; at most { $most } characters.
form-import-name-twice = “{ $value }” is the name in row { $row } too; a name is used once in the whole sheet.
form-import-short = the text is too long for the summary. Please write one of at most { $most } characters into the column short.
form-import-words-refer = words cannot name another answer with ${"{"}…{"}"}.

form-import-type = the type “{ $value }” is not supported.
form-import-type-like = the type “{ $value }” is not supported; did you mean { $like }?
form-import-select = “{ $value }” is to be written select_one LIST or select_multiple LIST, with the list on the sheet choices.
form-import-or-other = or_other is not supported. Please add a choice “other” to the list, and a text question.
form-import-no-list = the list { $value } is not on the sheet choices (there are: { $known }).
form-import-choice-twice = “{ $value }” is in row { $row } too; the choices of a list must differ.
form-import-frame = “{ $value }” is not supported. Only repeats (begin_repeat) are; for other groups please delete the first and last row and keep the questions.
form-import-nested = a repeat cannot hold another; or the repeat { $name } above lacks its end_repeat.
form-import-begin-alone = the repeat{ $name ->
    [none] {""}
   *[other] {" "}{ $name }
} has no end_repeat.
form-import-end-alone = there is no begin_repeat for it.
form-import-repeat-empty = the repeat { $name } has no questions.
form-import-required = “{ $value }” is to be yes or no, and cannot be a condition.

form-import-no-field = it refers to ${"{"}{ $name }{"}"}, and the sheet has no such field.
form-import-no-field-like = it refers to ${"{"}{ $name }{"}"}, and the sheet has no such field; did you mean ${"{"}{ $like }{"}"}?
form-import-later = it refers to ${"{"}{ $name }{"}"}, which comes later; only fields above can be referred to.
form-import-in-repeat = it refers to ${"{"}{ $name }{"}"}, which lies in the repeat { $group } and cannot be referred to from outside.
form-import-or = “or” is not supported, only “and”. Two questions with one condition each may do.
form-import-operator = the operator { $sign } is not supported.
form-import-function = the function { $name }() is not supported.
form-import-expression = “{ $what }” is not complete.
form-import-expression-at = “{ $at }” in “{ $what }” is not understood.
form-import-condition = a condition is written ${"{"}field{"}"} = 'choice', ${"{"}field{"}"} > 0 or selected(${"{"}field{"}"}, 'choice'), joined by and.
form-import-use-selected = { $name } takes several choices; please write selected(${"{"}{ $name }{"}"}, 'choice').
form-import-not-compared = { $name } offers no choices and is no number, so no condition can use it.
form-import-no-choice = { $name } has no choice “{ $value }” (there are: { $known }).
form-import-whole = it is to be compared with a whole number.
form-import-money-sign = amounts have two digits after the point: please use > or < in a condition, not { $sign }.
form-import-money-limit = please limit amounts with >= and <=, not { $sign }.
form-import-constraint = this question cannot be limited so. Numbers: . >= 0 and . <= 100; dates: . <= today(); texts: string-length(.) <= 200.
form-import-no-answer-left = the lower limit is above the upper one; no answer would do.
form-import-day = “{ $value }” is no date; please write 2026-01-31.
form-import-calculation = only numbers can be added up, such as ${"{"}a{"}"} + ${"{"}b{"}"} or sum(${"{"}field in a repeat{"}"}).
form-import-sum = ${"{"}{ $name }{"}"} in sum() lies in no repeat; please write just ${"{"}{ $name }{"}"}.
form-import-no-number = ${"{"}{ $name }{"}"} is no number and cannot be added up.
form-import-not-for-calculate = nobody is asked for a figure that is calculated; please empty this column.
form-import-only-calculate = only a row of the type calculate can have a calculation.
form-import-default = “{ $value }” is no answer to this question.
form-import-last-saved = a default is a fixed answer, or the field's own answer of last time, ${"{"}last-saved#{ $name }{"}"}.
form-import-adds-up = “{ $value }” is not known; it is one of { $known }.

form-import-pyxform = pyxform does not take it: { $what }
form-import-pyxform-name = names are made of small letters, digits and _, and begin with a letter.
form-import-pyxform-name-twice = a name is used twice.
form-import-pyxform-list = the list { $name } is not on the sheet choices.

form-import-left-out-constraint-message = the bot itself says which answers would be right.
form-import-left-out-required-message = the bot itself says what is missing.
form-import-left-out-title = nothing is written here; the form is called "{ $value }", as the file is.
form-import-left-out-formulas = there are only formulas in this column; it was left out.
form-import-left-out-style = the phone decides on the layout.
form-import-left-out-appearance = the appearance “{ $value }” has no meaning in a chat.
form-import-left-out-today = the calendar has a button for today, so there is no default.

forms-help-preview = look at a form: the text and buttons of each window, or a web page of them
forms-help-form = a form's id, or a .toml or .xlsx file
forms-help-html = write one web page; an existing file is not overwritten
forms-help-language = the language: zh or en
form-preview-no-form = There is no form { $form }. There are: { $known }
form-preview-language = There is no language { $named }. There are: { $known }
form-preview-title = Preview: { $title } ({ $form }, version { $version })
form-preview-first = first page
form-preview-zero = zero report
form-preview-summary = summary
form-preview-filed = filed
form-preview-conditional = { $field } (on a condition)
form-preview-unreached = no answers lead to: { $fields }
form-preview-grid = sample department
form-preview-person = sample person
form-preview-post = sample post
form-preview-text = sample text
