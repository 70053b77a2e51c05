registers-print = Export
registers-print-which = <b>{ $register } · export</b>
    Please choose a list. Where a filter is set, only what fits it is exported.
registers-print-name = { $title } { $day }.{ $ending }
registers-print-empty = There is nothing yet that stands in this list.
registers-printing = The list of { $count } is being made, please wait.
registers-printed = The list of { $count } is ready.
