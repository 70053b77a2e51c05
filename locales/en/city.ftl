# One installation, many hospitals
city-help-unit = which unit, by its code; may be repeated; not needed where there is one
city-which-unit = There are several units; please say which one with --unit: { $known }
city-no-such-unit = There is no unit { $unit }; the configuration has: { $known }
city-no-code = { $where }: [[unit]] needs a code of 1 to 16 small letters, digits or hyphens, a letter first.
city-shared = { $where }: the units { $unit } and { $other } have the same { $what }; each needs its own.
city-two-organs = { $where }: only one unit can be of kind = "organ".
city-started = { $unit }: started @{ $username }
city-doctor-unit = —— { $unit }  { $name }
