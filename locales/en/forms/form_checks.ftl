# gridbot forms: check forms, and say which file, line and field is wrong, and how.
forms-help-command = check, import and preview forms
forms-help-check = check forms: a line for every fault, with its file, line and field
forms-help-files = the .toml files to check; none: the forms that come with the program and those of the configured folder
forms-check-good = { $form }  version { $version }  { $fields } fields  { $title }{ $own ->
    [0] {""}
    [1] {" "}(of this office)
   *[2] {" "}(of this office, in place of the shipped one)
}
forms-check-faulty = Faults: { $count }
forms-doctor = { $count } forms, of which { $own } are the office's own
forms-doctor-replaced = The office's own forms stand in place of shipped ones: { $forms }
forms-doctor-lost = Older versions of forms that were kept can no longer be read: { $forms }. Drafts begun with them go on with the version in use.
forms-no-folder = Wrong configuration: [forms] folder { $path } is no folder.
forms-changed = Wrong configuration: the form { $form } no longer says what its version { $version } said when it was used. Please change version to { $next }; what has been begun is finished as it was.
forms-kind-changed = Wrong configuration: in the form { $form }, { $name } was { $was } in version { $version } and is { $now } now, so old and new answers cannot be added up. Please leave it as it was and use a new key.

form-fault-where = { $file }{ $line ->
    [0] {""}
   *[other] , line { $line }
}{ $named ->
    [0] {""}
   *[other] , { $field }
}:{" "}
form-fault-not-toml = { form-fault-where }this is no valid TOML ({ $reason }).
form-fault-not-utf8 = { form-fault-where }the file is not in UTF-8; please save it as UTF-8.
form-fault-missing-key = { form-fault-where }{ $name } is missing.
form-fault-unknown-key = { form-fault-where }{ $name } is not known; please check its spelling.
form-fault-none-of = { form-fault-where }{ $name } is one of: { $known }.
form-fault-no-yes-no = { form-fault-where }{ $name } is true or false, without quotes.
form-fault-no-whole-number = { form-fault-where }{ $name } is a whole number, without quotes.
form-fault-no-text = { form-fault-where }{ $name } is a text in quotes.
form-fault-no-list = { form-fault-where }{ $name } is a list, written in [ ].
form-fault-no-table = { form-fault-where }{ $name } is written in {"{"} {"}"}, such as {"{"} zh = "…", en = "…" {"}"}.
form-fault-wrong-value = { form-fault-where }{ $name } has a value that cannot be used.
form-fault-condition-value = { form-fault-where }{ $name } is true, false or a choice's value in quotes.
form-fault-other-name = { form-fault-where }the id is { $id }, but the file is called otherwise; please make them the same.
form-fault-key = { form-fault-where }{ $name } is made of small letters, digits and _, begins with a letter and has at most 64 characters.
form-fault-version = { form-fault-where }version is a whole number from 1 on.
form-fault-no-fields = { form-fault-where }the form has no fields; it needs at least one.
form-fault-zero-lacks = { form-fault-where }a zero report would lack { $name }, which is required: give it a zero, or let it be skipped.
form-fault-same-key = { form-fault-where }there are two fields with the key { $name }.
form-fault-not-for-kind = { form-fault-where }{ $kind } has no { $name }.
form-fault-not-for-figures = { form-fault-where }the bot works out a field with { $how }, so it has no { $name }.
form-fault-not-in-groups = { form-fault-where }a field in a group has no { $name }.
form-fault-untranslated = { form-fault-where }{ $name } has no words in { $lang }.
form-fault-unknown-language = { form-fault-where }{ $name } has words in { $lang }, a language that is not known.
form-fault-too-long = { form-fault-where }{ $name } has at most { $limit } characters.
form-fault-no-maximum = { form-fault-where }maximum is missing: without it a refusal cannot say what would be right.
form-fault-maximum-below-minimum = { form-fault-where }maximum is below minimum.
form-fault-no-day = { form-fault-where }{ $name } is a day such as "2026-01-31", or "today".
form-fault-latest-before-earliest = { form-fault-where }latest is before earliest.
form-fault-same-choice = { form-fault-where }two choices are called { $name }.
form-fault-adds-up = { form-fault-where }{ $kind } does not add up as { $how }.
form-fault-lights = { form-fault-where }choices that add up as worst_light have the values { $known }, from best to worst.
form-fault-source-alone = { form-fault-where }carry = "year_sum" and source belong together.
form-fault-source-written = { form-fault-where }source is written form.field.
form-fault-counted-written = { form-fault-where }counted is written register.count, or register.count=choice.
forms-counted-unknown = Form { $form }: counted of { $field } names { $counted }; no register has such a figure, it is not split by that choice, or it is money.
form-fault-source = { form-fault-where }source names { $name }, which is no field of that kind that adds up as a sum.
form-fault-no-answer = { form-fault-where }{ $name } has { $value }, which is no answer to this field.
form-fault-joins = { form-fault-where }joins names { $name }, which is no earlier field.
form-fault-circle = { form-fault-where }the fields go round in a circle: { $chain }.
form-fault-condition-unknown = { form-fault-where }the condition names { $name }, which is no field of this form.
form-fault-condition-inside = { form-fault-where }the condition names { $name }, which is in a group: it cannot be named from outside.
form-fault-condition-later = { form-fault-where }the condition names { $name }, which is asked only later.
form-fault-condition-not-asked = { form-fault-where }the condition names { $name }, which nobody is asked.
form-fault-condition-sum-later = { form-fault-where }the condition names the sum { $name }, which adds up what is asked only later.
form-fault-condition-one-of = { form-fault-where }a condition has one of above, below, equals and contains, and only one.
form-fault-condition-not-number = { form-fault-where }the condition compares { $name }, which is no number.
form-fault-condition-never = { form-fault-where }the condition wants an answer that { $name } never has.
form-fault-sum-unknown = { form-fault-where }sum_of names { $name }, which is no field, or none of the same group.
form-fault-sum-known = { form-fault-where }sum_of names { $name }, which the bot counts whenever it is shown; no sum can hold it.
form-fault-check-written = { form-fault-where }check { $check } should be two sides with =, <= or >= between them, each a sum of figures, such as "a + b <= c".
form-fault-check-unknown = { form-fault-where }check names { $name }, and there is no such field.
form-fault-check-kind = { form-fault-where }check names { $name }, which is no number, money or group.
form-fault-check-says = { form-fault-where }says names { $name }, which is not in check.
form-fault-sum-kind = { form-fault-where }sum_of names { $name }, which is not the same kind of number.
form-fault-too-many-items = { form-fault-where }the maximum of a group is at most { $limit }.
form-fault-too-many-quick = { form-fault-where }quick holds at most { $limit } figures.
