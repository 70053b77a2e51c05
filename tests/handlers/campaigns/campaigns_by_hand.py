"""How tests make a campaign by phones, and recount how far it is from the tables, one row at a time."""

from collections import Counter
from datetime import date

from storage.tables import duty_items, submissions
from tests.desks import rows_of
from tests.harness import Hospital

OFFICE = "监察室主任"


async def begin(hospital: Hospital, template: str, start: str, basis: str = "市卫健委〔2026〕12号") -> None:
    """Go through 新建专项整治 up to the phases' days."""
    office = await hospital.phone_of(OFFICE)
    await office.send("/campaigns")
    await office.tap("新建专项整治")
    await office.tap(template)
    await office.tap(f"用“{template}”")
    await office.send(basis)
    await office.send(start)
    await office.see("各阶段的日期")


async def make(hospital: Hospital, template: str, start: str) -> None:
    """Make a campaign with everything as it is offered."""
    await begin(hospital, template, start)
    office = await hospital.phone_of(OFFICE)
    await office.tap("日期可以，下一步")
    await office.tap("下一步，核对")
    await office.tap("确定")
    await office.see("已新建")


def recounted(hospital: Hospital, today: date) -> Counter[str]:
    """Return how many reports of made duties are in which state, looked at one by one."""
    filed = {row["item_id"]: row for row in rows_of(hospital.app.database, submissions)}
    found: Counter[str] = Counter()
    for row in rows_of(hospital.app.database, duty_items):
        if not row["duty_id"].startswith("made-"):
            continue
        report = filed.get(row["id"])
        if row["exempt_reason"] is not None:
            found["exempt"] += 1
        elif report is not None and report["review_state"] != "returned":
            found["undone" if report["answers"].get("done") is False else "done"] += 1
        else:
            found["overdue" if row["due_on"] < today else "due"] += 1
    return found
