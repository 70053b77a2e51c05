"""Whether whatever a register names is there: fields of the right kind, states, the parts of its number."""

from collections.abc import Iterable, Iterator
from string import Formatter

from forms.fields import FieldKind
from forms.reading.faults import FormFault, Place
from registers.counts import OPENED, REACHED, RegisterCount
from registers.language import Register, RegisterClock
from registers.moves import COLUMNS
from registers.openings import is_rule

Found = tuple[str, FormFault]
"""A fault, and the table of the register's file in which its place is; "" for the keys outside tables."""

_NUMBERS = frozenset({FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.GROUP})
_SPLIT = frozenset({FieldKind.ONE_OF, FieldKind.SEVERAL_OF, FieldKind.YES_NO})
_DATES = frozenset({FieldKind.DATE})
_PERSON, _ONE_OF = frozenset({FieldKind.PERSON}), frozenset({FieldKind.ONE_OF})
_PLACEHOLDERS = {"unit", "year", "n"}


def named_faults(register: Register) -> Iterator[Found]:
    """Yield every name in `register` that names nothing there, and every field of a kind that will not do."""
    yield from _persons(register)
    yield from _number(register)
    for index, move in enumerate(register.moves):
        yield from state_faults(
            register, "moves", index, {"from": move.sources, "to": [move.to] if move.to else []}
        )
        of_some = [key for keys in move.asks_of.values() for key in keys]
        for name, keys in (("asks", move.asks), ("asks_of", of_some), ("asks_again", move.asks_again)):
            for key in keys:
                yield from field_faults(register, ("moves", (index,)), name, key)
    for index, clock in enumerate(register.clocks):
        yield from state_faults(register, "clocks", index, {"in": clock.during})
        yield from (("clocks", fault) for fault in _clock(register, clock, (index,)))
    yield from _opens(register)
    yield from _lists(register)
    yield from _flow_charts(register)
    yield from _sheets(register)
    yield from _groups(register)
    yield from _told_apart(register)
    for index, count in enumerate(register.counts):
        yield from _count(register, count, index)


def state_faults(
    register: Register, table: str, index: int, named: dict[str, Iterable[str]]
) -> Iterator[Found]:
    """Yield the states that the item `index` of `table` names, by the key that does, and that there are not."""
    known = {state.id for state in register.states}
    for name, states in named.items():
        if not states and name in ("from", "in"):
            yield table, FormFault((index,), "register-fault-empty", name, {"name": name})
        for state in states:
            if state not in known:
                yield (
                    table,
                    FormFault((index,), "register-fault-no-state", name, {"name": name, "state": state}),
                )


def field_faults(
    register: Register,
    at: tuple[str, Place],
    name: str,
    key: str,
    kinds: frozenset[FieldKind] | None = None,
) -> Iterator[Found]:
    """Yield that the key `name` names the field `key`, which there is not, or is of none of `kinds`."""
    table, place = at
    field = next((field for field in register.fields if field.key == key), None)
    if field is None:
        yield table, FormFault(place, "register-fault-no-field", name, {"name": name, "target": key})
    elif kinds is not None and field.kind not in kinds:
        details: dict[str, str | int] = {"name": name, "target": key, "known": ", ".join(sorted(kinds))}
        yield table, FormFault(place, "register-fault-field-kind", name, details)


def _persons(register: Register) -> Iterator[Found]:
    for name in ("owner", "addressee"):
        key = getattr(register, name)
        if key is not None:
            yield from field_faults(register, ("", ()), name, key, _PERSON)
            if key in register.asked_later:
                yield "", FormFault((), "register-fault-person-later", name, {"name": name, "target": key})


def _told_apart(register: Register) -> Iterator[Found]:
    """Yield that what names entries, or filters them, is no field that all of them have from the beginning."""
    texts = frozenset({FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT, FieldKind.PERSON})
    for name, key, kinds in (("named_by", register.named_by, texts), ("level", register.level, _ONE_OF)):
        if key is not None:
            yield from field_faults(register, ("", ()), name, key, kinds)
            if key in register.asked_later:
                yield "", FormFault((), "register-fault-person-later", name, {"name": name, "target": key})


def _number(register: Register) -> Iterator[Found]:
    if register.number is None:
        return
    named = _named_in(register.number.pattern)
    if named - _PLACEHOLDERS:
        known = ", ".join(f"{{{name}}}" for name in sorted(_PLACEHOLDERS))
        yield "", FormFault((), "register-fault-number-unknown", "number", {"known": known})
    elif "n" not in named:
        yield "", FormFault((), "register-fault-number-n", "number")
    state = register.number.given_in
    if state is not None and state not in {known.id for known in register.states}:
        details: dict[str, str | int] = {"name": "given_in", "state": state}
        yield "", FormFault((), "register-fault-no-state", "number", details)


def _clock(register: Register, clock: RegisterClock, place: Place) -> Iterator[FormFault]:
    if (clock.due is None) == (clock.days is None):
        yield FormFault(place, "register-fault-clock-one-of", "due" if clock.due else "days")
    steps = [*clock.nudge_before, *clock.nudge_after, *([] if clock.days is None else [clock.days])]
    if any(step < 1 for step in steps):
        yield FormFault(place, "register-fault-clock-steps")
    if clock.ends_with is not None and clock.ends_with not in {move.id for move in register.moves}:
        details: dict[str, str | int] = {"name": "ends_with", "target": clock.ends_with}
        yield FormFault(place, "register-fault-no-field", "ends_with", details)
    if clock.due is not None:
        wrong = [fault for _, fault in field_faults(register, ("clocks", place), "due", clock.due, _DATES)]
        yield from wrong
        if not wrong and _may_be_missing(register, clock.due):
            yield FormFault(place, "register-fault-clock-optional", "due", {"name": clock.due})


def _count(register: Register, count: RegisterCount, index: int) -> Iterator[Found]:
    at: tuple[str, Place] = ("counts", (index,))
    yield from state_faults(register, "counts", index, {"states": count.states})
    for name, field, kinds in (("sum_of", count.sum_of, _NUMBERS), ("split_by", count.split_by, _SPLIT)):
        if field is not None:
            yield from field_faults(register, at, name, field, kinds)
    for key in count.answered:
        yield from field_faults(register, at, "answered", key)
    days = [key for key in count.on if key not in (OPENED, REACHED)]
    wrong = [fault for key in days for fault in field_faults(register, at, "on", key, _DATES)]
    yield from wrong
    if REACHED in count.on and not count.states:
        yield "counts", FormFault((index,), "register-fault-empty", "on", {"name": "states"})
    if days and not wrong and count.on[-1] == days[-1] and _may_be_missing(register, days[-1]):
        # What has no day counts in no span, and nobody would see that it is left out.
        yield "counts", FormFault((index,), "register-fault-count-optional", "on", {"name": days[-1]})


def _may_be_missing(register: Register, key: str) -> bool:
    field = register.form.field(key)
    of_some = {key for move in register.moves for keys in move.asks_of.values() for key in keys}
    return not field.required or bool(field.when) or key in of_some


def _opens(register: Register) -> Iterator[Found]:
    for index, opening in enumerate(register.opens):
        texts, dates = frozenset({FieldKind.SHORT_TEXT}), frozenset({FieldKind.DATE})
        named = [
            ("period_in", opening.period_in, texts),
            ("due_in", opening.due_in, dates),
            ("entries_in", opening.entries_in, frozenset({FieldKind.LONG_TEXT})),
            *(("answers", key, None) for key in opening.answers),
        ]
        for name, key, kinds in named:
            yield from field_faults(register, ("opens", (index,)), name, key, kinds)
        if not is_rule(opening.rule):
            yield "opens", FormFault((index,), "register-fault-rule", "rule", {"rule": opening.rule})
        if register.owner is None:
            details: dict[str, str | int] = {"name": "opens", "who": "owner"}
            yield "opens", FormFault((index,), "register-fault-no-person", "", details)


def _flow_charts(register: Register) -> Iterator[Found]:
    chart = register.flow_chart
    if chart is not None:
        yield from field_faults(
            register, ("", ()), "flow_chart", chart.steps, frozenset({FieldKind.LONG_TEXT})
        )
        if chart.files is not None:
            files = frozenset({FieldKind.ATTACHMENTS})
            yield from field_faults(register, ("", ()), "flow_chart", chart.files, files)
    for index, printed in enumerate(register.lists):
        if printed.flow_charts and (chart is None or printed.file != "docx"):
            yield "lists", FormFault((index,), "register-fault-flow-charts", "flow_charts")
        for said in (printed.foot or {}).values():
            if set(_named_in(said)) - {"day"}:
                yield "lists", FormFault((index,), "register-fault-foot", "foot")


def _sheets(register: Register) -> Iterator[Found]:
    for index, sheet in enumerate(register.sheets):
        yield from state_faults(register, "sheets", index, {"reached": sheet.reached})


def _groups(register: Register) -> Iterator[Found]:
    """Yield what is no field of the right kind in a group that is named with one of its fields."""
    texts = frozenset({FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT})
    for name, kinds in (
        ("head_last", _PERSON),
        ("named_in", _PERSON),
        ("grouped_by", _ONE_OF),
        ("was_text", texts),
    ):
        for key, member in getattr(register, name).items():
            wrong = list(field_faults(register, ("", ()), name, key, frozenset({FieldKind.GROUP})))
            yield from wrong
            inner = () if wrong else register.form.field(key).fields
            if not wrong and not any(f.key == member and f.kind in kinds for f in inner):
                details: dict[str, str | int] = {"name": name, "target": f"{key}.{member}"}
                yield "", FormFault((), "register-fault-no-field", name, details)


def _named_in(pattern: str) -> set[str]:
    """Return what stands between braces; a name that nothing has for what is no such thing."""
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:  # a brace that is not closed
        return {""}
    # A width or the like would be refused, or be odd, only when it is printed.
    return {part[1] or "" if not part[2] and not part[3] else "" for part in parts}


def _lists(register: Register) -> Iterator[Found]:
    # Columns of parts, "measure.deadline", are looked at beside the registers of those.
    for index, printed in enumerate(register.lists):
        yield from state_faults(register, "lists", index, {"states": printed.states})
        if not printed.columns:
            yield "lists", FormFault((index,), "register-fault-empty", "columns", {"name": "columns"})
        for name, columns in (("columns", printed.columns), ("order", (printed.order,))):
            for column in columns:
                if column is not None and column not in COLUMNS and "." not in column:
                    yield from field_faults(register, ("lists", (index,)), name, column)
