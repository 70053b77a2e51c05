# What can be wrong with a roster (Excel)
roster-fault-line-file = { $what }
roster-fault-line-sheet = Sheet "{ $sheet }": { $what }
roster-fault-line-row = Sheet "{ $sheet }", row { $row }: { $what }
roster-fault-line-column = Sheet "{ $sheet }", row { $row }, "{ $column }": { $what }

roster-fault-no-sheet = this sheet is missing
roster-fault-no-column = this column is missing from the headers
roster-fault-no-grids = there are no grids
roster-fault-required = must not be empty
roster-fault-too-long = { $length } characters, at most { $most } are allowed
roster-fault-level = must be a whole number from 1, not "{ $value }"
roster-fault-choice = "{ $value }" is not one of { $choices }
roster-fault-date = "{ $value }" is not a date; please write it as 2024-01-01
roster-fault-twice = "{ $code }" is already in row { $first-row }
roster-fault-top-with-parent = a grid of level 1 has no parent
roster-fault-parent-required = a grid of level { $level } needs a parent
roster-fault-parent-level = the parent "{ $code }" is of level { $parent-level }; that of a level { $level } grid must be one above
roster-fault-kind-required = a department needs a kind
roster-fault-kind-not-here = grids of levels 1 and 2 have no kind
roster-fault-many-tags = { $count } tags; at most { $most } are possible
roster-fault-tag-taken = the tag "{ $tag }" is also a grid's code or a role; please take another
roster-fault-no-such-grid = there is no grid "{ $code }"
roster-fault-no-such-person = there is nobody with staff number "{ $code }"
roster-fault-role-at-unit-only = "{ $role }" can only be held at a grid of level 1
roster-fault-role-not-at-unit = "{ $role }" cannot be held at a grid of level 1
roster-fault-ends-before-start = is before the first day
roster-fault-overlap = the same appointment as in row { $first-row }, for the same days
