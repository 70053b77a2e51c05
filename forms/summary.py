"""A form's answers as lines to read before 提交, and wherever a report is shown (docs/windows.md, "Summary").

Plain text: whoever puts it into a window escapes it. Words come from the form and from forms/words/.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from forms.fields import Field, FieldKind, Form
from forms.steps import Answers, items, steps
from forms.words import shared_words

_GAP = "  "
_ELLIPSIS = "…"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def summary_lines(form: Form, answers: Answers, lang: str, text_limit: int | None = None) -> list[str]:
    """Return a line a field, "谈心谈话  4 人次", and a last one that names what was left open.

    A group of one item stands on its own line, more items below it. Texts are cut to `text_limit` characters,
    so that a window does not overflow. Raises KeyError for a language that forms do not speak.
    """
    asked = {step.path for step in steps(form, answers)}
    joined: dict[str, list[Field]] = {}
    for field in form.fields:
        joined.setdefault(field.joins or field.key, []).append(field)
    lines: list[str] = []
    left_open: list[str] = []
    for fields in joined.values():
        said = [_said(field, answers, lang, text_limit) for field in fields]
        if any(said):
            lines.append(fields[0].label[lang] + _GAP + " ".join(_named(fields, said, lang)))
            lines.extend(_more_items(fields[0], answers, lang, text_limit))
        elif fields[0].key in asked:
            left_open.append(fields[0].label[lang])
    if left_open:
        words = shared_words()[lang]
        lines.append(words.not_answered.format(labels=words.list_comma.join(left_open)))
    return lines


def say_answer(field: Field, value: Any, lang: str) -> str:
    """Return an answer as it is read, "2 场", "黄", "2024年6月30日"; "" for one that was skipped."""
    if value is None:
        return ""
    words = shared_words()[lang]
    match field.kind:
        case FieldKind.YES_NO:
            said = words.yes if value else words.no
        case FieldKind.ONE_OF:
            said = _labels(field, [value], lang)[0]
        case FieldKind.SEVERAL_OF:
            said = words.list_comma.join(_labels(field, value, lang))
        case FieldKind.DATE:
            day = date.fromisoformat(value)
            said = words.day.format(year=day.year, month=day.month, day=day.day)
        case FieldKind.MONEY:
            said = f"{Decimal(value):,.2f}"
        case FieldKind.ATTACHMENTS:
            said = str(len(value))
        case FieldKind.PERSON:
            said = words.person.format(**value) if value["post"] else value["name"]
        case FieldKind.ENTRY:
            said = f"{value['number']} {value['title']}".strip()
        case _:
            said = str(value)
    return f"{said} {field.unit[lang]}" if field.unit else said


def say_item(group: Field, item: Mapping[str, Any], lang: str, text_limit: int | None = None) -> str:
    """Return one item of a group, as `forms.steps.items` and `forms.sums` give it, on one line."""
    kept = [field for field in group.fields if field.kind is not FieldKind.NOTE]
    said = (_cut(field, say_answer(field, item.get(field.key), lang), text_limit) for field in kept)
    return shared_words()[lang].comma.join(" ".join(part.split()) for part in said if part)


def _named(fields: Sequence[Field], said: Sequence[str], lang: str) -> Iterator[str]:
    """Yield what is said on one line, "3 人 处级 1 人 科级 2 人": where units are the same, parts are named."""
    units = [field.unit for field in fields]
    for number, (field, part) in enumerate(zip(fields, said, strict=True)):
        is_alike = number > 0 and field.unit is not None and units.count(field.unit) > 1
        if part:
            yield f"{field.label[lang]} {part}" if is_alike else part


def _said(field: Field, answers: Answers, lang: str, text_limit: int | None) -> str:
    said = _cut(field, say_answer(field, answers.get(field.key), lang), text_limit)
    found = items(field, answers) if field.kind is FieldKind.GROUP else []
    if len(found) == 1:
        return f"{said}{_GAP}{_CIRCLED[0]}{say_item(field, found[0], lang, text_limit)}"
    return said


def _more_items(group: Field, answers: Answers, lang: str, text_limit: int | None) -> list[str]:
    found = items(group, answers) if group.kind is FieldKind.GROUP else []
    if len(found) < 2:  # noqa: PLR2004 - a single one stands on the group's own line
        return []
    return [f"{item_mark(n)}{say_item(group, item, lang, text_limit)}" for n, item in enumerate(found, 1)]


def item_mark(number: int) -> str:
    """Return the sign of an item, "②", by its number from 1."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def _cut(field: Field, said: str, text_limit: int | None) -> str:
    is_text = field.kind in (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT)
    if is_text and text_limit is not None and len(said) > text_limit:
        return said[: text_limit - 1] + _ELLIPSIS
    return said


def _labels(field: Field, values: Iterable[str], lang: str) -> list[str]:
    # A value that only an older version of the form offered is shown as it was kept.
    labels = {choice.value: choice.label[lang] for choice in field.choices}
    return [labels.get(value, value) for value in values]
