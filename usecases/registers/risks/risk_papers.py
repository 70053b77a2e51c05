"""The papers of risks that the office makes and files in 文书: annexes 2 to 4, lists, cards, handbook, self-checks.

Source: docs/domain.md sections 3 and 5.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from domain.errors import RefusalError
from domain.people.people import Role
from domain.registers.entries import Entry, EntryFilter
from registers.language import Register
from reports.registers.handbook import Handbook, handbook_document
from reports.registers.lists import ListAsked, list_document
from reports.registers.post_cards import post_cards
from reports.registers.printed import PrintedEntry
from reports.registers.risk_forms import department_forms, person_forms, unit_forms
from reports.registers.self_checks import self_check_document, self_check_row
from storage.unit_of_work import UnitOfWork
from usecases.registers.charts import flow_charts
from usecases.registers.printing import printed_entries
from usecases.wing_papers import PaperWanted, WingPaper

RISK, SELF_CHECK, POWERS = "risk", "risk_selfcheck", "power"
APPROVED = ("approved", "public", "filed")
"""In these states a risk is in force."""
_SENT = ("review", "approval", *APPROVED)
"""In these states a form is printed: what nobody has signed yet has room to be signed by hand."""
_IN_FORCE = "in_force"
"""In this state a power may be exercised: 清单之外无权力."""
_EMPTY = "documents-register-empty"

Draw = Callable[[], bytes]


def _persons(uow: UnitOfWork, wanted: PaperWanted) -> Draw:
    found = _forms(uow, wanted, "person")
    return lambda: person_forms(found, wanted.on)


def _departments(uow: UnitOfWork, wanted: PaperWanted) -> Draw:
    entries = [entry for entry in _entries(uow, wanted, RISK, _SENT) if entry.answers["form"] == "department"]
    found = _printed(uow, wanted, entries)
    heads = _heads(uow, {entry.place.grid_code for entry in entries}, wanted.on)
    return lambda: department_forms(found, heads, wanted.on)


def _units(uow: UnitOfWork, wanted: PaperWanted) -> Draw:
    found = _forms(uow, wanted, "unit")
    return lambda: unit_forms(found, wanted.on)


def _list(list_id: str) -> Callable[[UnitOfWork, PaperWanted], Draw]:
    def make(uow: UnitOfWork, wanted: PaperWanted) -> Draw:
        register = _register(wanted, RISK)
        printed = next((known for known in register.lists if known.id == list_id), None)
        if printed is None:
            raise RefusalError(_EMPTY)
        found = _printed(uow, wanted, _entries(uow, wanted, RISK, APPROVED))
        asked = ListAsked(
            wanted.registers, register, printed, wanted.unit.name, wanted.on, facts=wanted.facts
        )
        return lambda: list_document(asked, found)

    return make


def _cards(uow: UnitOfWork, wanted: PaperWanted) -> Draw:
    entries = [e for e in _entries(uow, wanted, RISK, APPROVED) if e.answers["form"] == "person"]
    found = _printed(uow, wanted, entries)
    return lambda: post_cards(found, wanted.on)


def _handbook(uow: UnitOfWork, wanted: PaperWanted) -> Draw:
    risks = printed_entries(uow, wanted.registers, _entries(uow, wanted, RISK, APPROVED))
    powers = wanted.registers.get(POWERS)
    listed = [] if powers is None else _in_force(uow, wanted, powers)
    handbook = Handbook(
        wanted.unit.name,
        wanted.on,
        _register(wanted, RISK),
        risks,
        powers,
        printed_entries(uow, wanted.registers, listed),
        [] if powers is None else flow_charts(uow, powers, listed),
    )
    return lambda: handbook_document(handbook)


def _in_force(uow: UnitOfWork, wanted: PaperWanted, powers: Register) -> list[Entry]:
    """Return the powers in force; of a register of the office's own that has no such state all."""
    states = (_IN_FORCE,) if any(state.id == _IN_FORCE for state in powers.states) else ()
    return _entries(uow, wanted, POWERS, states)


def _self_checks(uow: UnitOfWork, wanted: PaperWanted) -> Draw:
    """Return the roll-up of those that were due on the day `wanted` is about: a row a grid and level."""
    asked = [e for e in _entries(uow, wanted, SELF_CHECK, ()) if e.answers.get("due_on") == wanted.about]
    printed = _printed(uow, wanted, [entry for entry in asked if entry.standing.state != "dropped"])
    rows: dict[tuple[str, str], list[PrintedEntry]] = defaultdict(list)
    for entry in printed:
        rows[entry.grid, entry.words("level")].append(entry)
    made = [
        self_check_row(grid, level, len(some), [e.answers for e in some if e.state == "checked"])
        for (grid, level), some in sorted(rows.items())
    ]
    periods = "、".join(dict.fromkeys(entry.words("period") for entry in printed))
    return lambda: self_check_document(made, wanted.unit.name, periods, wanted.on)


def _self_check_days(uow: UnitOfWork, unit_code: str) -> Sequence[str]:
    """Return the days on which self-checks were due, the latest first."""
    found = uow.entries.all_of(EntryFilter(SELF_CHECK, unit_code))
    return sorted(
        {str(entry.answers["due_on"]) for entry in found if "due_on" in entry.answers}, reverse=True
    )


def _forms(uow: UnitOfWork, wanted: PaperWanted, form: str) -> list[PrintedEntry]:
    entries = [entry for entry in _entries(uow, wanted, RISK, _SENT) if entry.answers["form"] == form]
    return _printed(uow, wanted, entries)


def _entries(uow: UnitOfWork, wanted: PaperWanted, register_id: str, states: tuple[str, ...]) -> list[Entry]:
    """Return the unit's entries in these states (all for none), those opened first in front."""
    _register(wanted, register_id)
    found = uow.entries.all_of(EntryFilter(register_id, wanted.unit.code, states=states))
    return sorted(found, key=lambda entry: entry.id)


def _printed(uow: UnitOfWork, wanted: PaperWanted, entries: Sequence[Entry]) -> list[PrintedEntry]:
    if not entries:
        raise RefusalError(_EMPTY)
    return printed_entries(uow, wanted.registers, entries)


def _register(wanted: PaperWanted, register_id: str) -> Register:
    found = wanted.registers.get(register_id)
    if found is None:
        raise RefusalError("registers-no-longer")
    return found


def _heads(uow: UnitOfWork, grid_codes: set[str], on: date) -> dict[str, str]:
    """Return who heads these grids (科室负责人), by the grid's name."""
    heads = {code: uow.people.holders([Role.DEPARTMENT_HEAD], code, on) for code in grid_codes}
    names = uow.people.names([person_id for some in heads.values() for person_id in some])
    grids = uow.rosters.known(grid_codes)
    return {
        grids[code].name: "、".join(names[person_id] for person_id in some)
        for code, some in heads.items()
        if code in grids
    }


def _any_of(states: tuple[str, ...]) -> Callable[[UnitOfWork, str], Sequence[str]]:
    """Return what tells that there is a paper of today where a risk stands in one of `states`."""
    return lambda uow, unit_code: (
        [""] if uow.entries.count(EntryFilter(RISK, unit_code, states=states), 1) else []
    )


_FORMS_THERE, _LISTS_THERE = _any_of(_SENT), _any_of(APPROVED)
RISK_PAPERS = (
    WingPaper("risk-persons", _persons, _FORMS_THERE),
    WingPaper("risk-departments", _departments, _FORMS_THERE),
    WingPaper("risk-unit", _units, _FORMS_THERE),
    WingPaper("risk-levels", _list("level_list"), _LISTS_THERE, is_filled_in=True),
    WingPaper("risk-summary", _list("summary"), _LISTS_THERE, is_filled_in=True),
    WingPaper("risk-cards", _cards, _LISTS_THERE),
    WingPaper("risk-handbook", _handbook, _LISTS_THERE),
    WingPaper("risk-selfchecks", _self_checks, _self_check_days, is_dated=True),
)
