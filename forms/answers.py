"""One answer: read from what a person typed, and checked, whether typed or tapped (docs/domain.md section 3).

Every refusal says what would be right; the keys are in locales/<language>/forms/forms.ftl.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from typing import Any, Never

from domain.characters import admit
from domain.errors import RefusalError
from domain.time.days import read_typed_day
from forms.fields import Field, FieldKind
from forms.words import shared_words

SHORT_TEXT_LENGTH = 200
LONG_TEXT_LENGTH = 1000

# Twelve digits are more than any limit; longer input is refused before it becomes a number.
_DIGITS = r"(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})"
_WHOLE_NUMBER = re.compile(_DIGITS)
_MONEY = re.compile(rf"¥?\s*({_DIGITS}(?:\.[0-9]{{1,2}})?)")
_KEPT_MONEY = re.compile(r"[0-9]{1,12}\.[0-9]{2}")

TODAY = "today"
"""What `Field.earliest` and `Field.latest` say for the day on which the form is filled in."""
PERSON_FACTS = {"staff_number", "name", "post"}
ENTRY_FACTS = {"entry", "number", "title"}


def read_text(field: Field, text: str, today: date | None = None) -> Any:
    """Return the answer to `field` that `text` says, of the type that `FieldKind` names.

    Full-width digits, thousands separators and the field's unit are understood. `today` is what a limit of a day
    may refer to (forms.answers.day_limits). Raises RefusalError.
    """
    if field.kind is FieldKind.DATE:
        return checked(field, _read_day(field, text, today), today)
    return checked(field, _READ[field.kind](field, text), today)


def checked(field: Field, value: Any, today: date | None = None) -> Any:
    """Return `value` if it may answer `field`; None means that it is skipped. Raises RefusalError."""
    if value is None:
        if field.required:
            raise RefusalError("forms-answer-required")
        return None
    kept = _CHECK[field.kind](field, value)
    if field.kind is FieldKind.DATE:
        _check_day_limits(field, kept, today)
    return kept


def day_limits(field: Field, today: date | None = None) -> tuple[date | None, date | None]:
    """Return the first and the last day that `field` takes, None where there is no limit.

    A limit of "today" is none where `today` is not known.
    """
    return _limit_day(field.earliest, today), _limit_day(field.latest, today)


def longest_text(field: Field) -> int:
    """Return how many characters a text may have."""
    usual = SHORT_TEXT_LENGTH if field.kind is FieldKind.SHORT_TEXT else LONG_TEXT_LENGTH
    return field.max_length or usual


def _read_whole_number(field: Field, text: str) -> int:
    match = _WHOLE_NUMBER.fullmatch(_without_unit(field, text))
    if match is None:
        raise _not_a_whole_number(field)
    return int(match[0].replace(",", ""))


def _read_money(field: Field, text: str) -> str:
    match = _MONEY.fullmatch(_without_unit(field, text))
    if match is None:
        raise _not_an_amount(field)
    return f"{Decimal(match[1].replace(',', '')):.2f}"


def _without_unit(field: Field, text: str) -> str:
    # NFKC turns full-width digits, commas and the yen sign into their plain forms.
    plain = unicodedata.normalize("NFKC", text).strip()
    for unit in (field.unit or {}).values():
        plain = plain.removesuffix(unit).strip()
    return plain


def _read_day(field: Field, text: str, today: date | None) -> str:
    """Return the day typed; one without a year is the nearest to `today` of those that `field` takes, if any."""
    typed = read_typed_day(text)
    if typed is None or (typed.year is None and today is None):
        raise RefusalError("forms-answer-not-a-date")
    near = today or date(typed.year or MINYEAR, 1, 1)
    years = (near.year, near.year - 1, near.year + 1) if typed.year is None else (typed.year,)
    days = [day for year in years if MINYEAR <= year <= MAXYEAR and (day := typed.in_year(year))]
    if not days:
        raise RefusalError("forms-answer-not-a-date")
    earliest, latest = day_limits(field, today)
    taken = [day for day in days if (earliest or day) <= day <= (latest or day)]
    return min(taken or days, key=lambda day: abs(day - near)).isoformat()


def _read_yes_no(_: Field, text: str) -> bool:
    said = text.strip().casefold()
    for words in shared_words().values():
        if said in (words.yes.casefold(), words.no.casefold()):
            return said == words.yes.casefold()
    raise RefusalError("forms-answer-not-a-choice")


def _read_choice(field: Field, text: str) -> str:
    said = text.strip().casefold()
    for choice in field.choices:
        if said in [label.casefold() for label in choice.label.values()]:
            return choice.value
    raise RefusalError("forms-answer-not-a-choice")


def _read_one_of_several(field: Field, text: str) -> list[str]:
    return [_read_choice(field, text)]


def _read_line(_: Field, text: str) -> str:
    return " ".join(_clean(text).split())


def _read_long_text(_: Field, text: str) -> str:
    return _clean(text)


def _refuse_text(field: Field, text: str) -> Never:
    del text  # words are no file, and a name may be that of two people
    raise RefusalError(_NOT_TYPED[field.kind])


def _clean(text: str) -> str:
    return admit(text).strip()


def _check_whole_number(field: Field, value: Any) -> Any:
    if not isinstance(value, int) or isinstance(value, bool) or not _within(field, value):
        raise _not_a_whole_number(field)
    return value


def _check_money(field: Field, value: Any) -> Any:
    if not isinstance(value, str) or not _KEPT_MONEY.fullmatch(value) or not _within(field, Decimal(value)):
        raise _not_an_amount(field)
    return value


def _within(field: Field, figure: int | Decimal) -> bool:
    return field.minimum <= figure and (field.maximum is None or figure <= field.maximum)


def _check_day(_: Field, value: Any) -> Any:
    typed = read_typed_day(value) if isinstance(value, str) else None
    day = typed.in_year(MINYEAR) if typed and typed.year else None
    if day is None or day.isoformat() != value:
        raise RefusalError("forms-answer-not-a-date")
    return value


def _check_day_limits(field: Field, value: str, today: date | None) -> None:
    earliest, latest = day_limits(field, today)
    day = date.fromisoformat(value)
    if earliest is not None and day < earliest:
        raise RefusalError("forms-answer-day-too-early", earliest=earliest.isoformat())
    if latest is not None and day > latest:
        raise RefusalError("forms-answer-day-too-late", latest=latest.isoformat())


def _limit_day(limit: str | None, today: date | None) -> date | None:
    if limit is None:
        return None
    return today if limit == TODAY else date.fromisoformat(limit)


def _check_yes_no(_: Field, value: Any) -> Any:
    if not isinstance(value, bool):
        raise RefusalError("forms-answer-not-a-choice")
    return value


def _check_choice(field: Field, value: Any) -> Any:
    if value not in [choice.value for choice in field.choices]:
        raise RefusalError("forms-answer-not-a-choice")
    return value


def _check_several(field: Field, value: Any) -> Any:
    if not isinstance(value, list) or not value:
        raise RefusalError("forms-answer-not-a-choice")
    chosen = [_check_choice(field, choice) for choice in value]
    return [choice.value for choice in field.choices if choice.value in chosen]


def _check_text(field: Field, value: Any) -> Any:
    if not isinstance(value, str) or not value:
        raise RefusalError("forms-answer-empty")
    if len(value) > longest_text(field):
        raise RefusalError("forms-answer-too-long", limit=longest_text(field), length=len(value))
    return value


def _check_files(field: Field, value: Any) -> Any:
    if not isinstance(value, list) or not value or not all(_is_file(file) for file in value):
        raise RefusalError("forms-answer-not-a-file")
    if field.maximum is not None and len(value) > field.maximum:
        raise RefusalError("forms-answer-too-many-files", limit=field.maximum)
    return value


def _is_file(value: Any) -> bool:
    """Tell whether it is a file that lies with Telegram, by its `file_id`, or one that is kept here, by its number."""
    if not isinstance(value, Mapping):
        return False
    by_id = isinstance(value.get("file_id"), str) and bool(value["file_id"])
    return _is_number(value["file"]) if "file" in value else by_id


def _check_person(_: Field, value: Any) -> Any:
    if not isinstance(value, Mapping) or value.keys() != PERSON_FACTS:
        raise RefusalError("forms-answer-not-a-person")
    if not all(isinstance(fact, str) for fact in value.values()) or not value["name"]:
        raise RefusalError("forms-answer-not-a-person")
    return dict(value)


def _check_entry(_: Field, value: Any) -> Any:
    known = isinstance(value, Mapping) and value.keys() == ENTRY_FACTS and _is_number(value["entry"])
    if not known or not isinstance(value["number"], str) or not isinstance(value["title"], str):
        raise RefusalError("forms-answer-not-an-entry")
    return dict(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _refuse_value(field: Field, value: Any) -> Never:
    del value  # a note asks for nothing
    raise RefusalError(_NOT_TYPED[field.kind])


def _not_a_whole_number(field: Field) -> RefusalError:
    return RefusalError("forms-answer-not-a-whole-number", **_limits(field))


def _not_an_amount(field: Field) -> RefusalError:
    return RefusalError("forms-answer-not-an-amount", **_limits(field))


def _limits(field: Field) -> dict[str, int]:
    # The reader insists on a maximum for every number, so that a refusal can name it.
    return {"minimum": field.minimum, "maximum": field.maximum or 0}


_NOT_TYPED: Mapping[FieldKind, str] = {
    FieldKind.NOTE: "forms-answer-not-asked",
    FieldKind.ATTACHMENTS: "forms-answer-not-a-file",
    FieldKind.PERSON: "forms-answer-not-a-person",
    FieldKind.ENTRY: "forms-answer-not-an-entry",
}

_READ: Mapping[FieldKind, Callable[[Field, str], Any]] = {
    FieldKind.NOTE: _refuse_text,
    FieldKind.YES_NO: _read_yes_no,
    FieldKind.WHOLE_NUMBER: _read_whole_number,
    FieldKind.MONEY: _read_money,
    FieldKind.ONE_OF: _read_choice,
    FieldKind.SEVERAL_OF: _read_one_of_several,
    FieldKind.SHORT_TEXT: _read_line,
    FieldKind.LONG_TEXT: _read_long_text,
    FieldKind.ATTACHMENTS: _refuse_text,
    FieldKind.PERSON: _refuse_text,
    FieldKind.ENTRY: _refuse_text,
    FieldKind.GROUP: _read_whole_number,
}

_CHECK: Mapping[FieldKind, Callable[[Field, Any], Any]] = {
    FieldKind.NOTE: _refuse_value,
    FieldKind.YES_NO: _check_yes_no,
    FieldKind.WHOLE_NUMBER: _check_whole_number,
    FieldKind.MONEY: _check_money,
    FieldKind.ONE_OF: _check_choice,
    FieldKind.SEVERAL_OF: _check_several,
    FieldKind.DATE: _check_day,
    FieldKind.SHORT_TEXT: _check_text,
    FieldKind.LONG_TEXT: _check_text,
    FieldKind.ATTACHMENTS: _check_files,
    FieldKind.PERSON: _check_person,
    FieldKind.ENTRY: _check_entry,
    FieldKind.GROUP: _check_whole_number,
}
