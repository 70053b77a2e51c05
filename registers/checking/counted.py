"""Whether the figures of registers that a form names are there (docs/forms.md, `counted`)."""

from collections.abc import Iterator, Mapping

from forms.fields import FieldKind, Form
from registers.language import Register


def unknown_counts(registers: Mapping[str, Register], form: Form) -> Iterator[tuple[str, str]]:
    """Yield the key of each field of `form` whose `counted` is no number of `registers`, with what it says."""
    for field in form.fields:
        if field.counted is not None and not _is_number(registers, field.counted):
            yield field.key, field.counted


def _is_number(registers: Mapping[str, Register], counted: str) -> bool:
    name, _, choice = counted.partition("=")
    register_id, _, count_id = name.partition(".")
    register = registers.get(register_id)
    count = register.count(count_id) if register is not None else None
    if register is None or count is None:
        return False
    if count.sum_of is not None and register.form.field(count.sum_of).kind is FieldKind.MONEY:
        return False
    if not choice:
        return True
    split = register.form.field(count.split_by) if count.split_by is not None else None
    values = () if split is None else [known.value for known in split.choices] or ["true", "false"]
    return choice in values
