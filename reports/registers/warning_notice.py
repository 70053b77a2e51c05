"""廉政风险预警通知书, of an entry of the register `warning` (docs/domain.md section 5)."""

from datetime import date

from domain.people.people import Role
from reports.papers.official import OfficialDocument
from reports.papers.official_words import day
from reports.registers.printed import PrintedEntry

TITLE = "廉政风险预警通知书"
_ISSUED = "issued"
_OPENING = "根据廉政风险预警防控工作有关规定，现就以下情况发出{light}色预警。"
_OPENING_PLAIN = "根据廉政风险预警防控工作有关规定，现就以下情况发出预警。"
_DEADLINE = "请于{day}前完成整改，并报送整改情况。"
_ANSWERED_FOR = "签收和整改由{person}负责。"


def warning_notice(entry: PrintedEntry, issued_by: str = Role.OFFICE.value) -> bytes:
    """Return the notice as a docx: number, to whom, light, problem, measures asked for, deadline; signed `issued_by`.

    It is dated the day on which it was issued. What the entry does not say has no heading. Raises ValueError for a
    warning that has not been issued: there is no notice of it.
    """
    issued_on = entry.reached.get(_ISSUED)
    if issued_on is None:
        raise ValueError("not issued")
    document = OfficialDocument(f"{entry.unit}{TITLE}", issued_on)
    document.title(entry.unit, TITLE)
    if entry.number:
        document.subtitle(f"编号：{entry.number}")
    document.addressee(_addressed(entry))
    light = entry.words("light")
    document.paragraph(_OPENING.format(light=light) if light else _OPENING_PLAIN)
    for heading, text in (
        ("存在问题", entry.words("problem")),
        ("整改要求", entry.words("measure")),
        ("整改期限", _deadline(entry)),
    ):
        if text:
            document.heading(1, heading)
            document.paragraph(text)
    document.signature(issued_by, issued_on)
    return document.content()


def _addressed(entry: PrintedEntry) -> str:
    """Return to whom it goes: the unit, a department or branch, or the person."""
    warned = {"unit": entry.unit, "grid": entry.grid}.get(str(entry.answers.get("object")), "")
    return warned or entry.words("addressee") or entry.grid


def _deadline(entry: PrintedEntry) -> str:
    until, person = entry.answers.get("deadline"), entry.words("addressee")
    lines = (
        _DEADLINE.format(day=day(date.fromisoformat(until))) if until else "",
        _ANSWERED_FOR.format(person=person) if person else "",
    )
    return "".join(lines)
