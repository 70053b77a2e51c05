"""What an older installation has not on is offered to its office once; a new one is offered nothing."""

from datetime import timedelta
from pathlib import Path

from domain.duties.duty_block import data_of
from forms.duties.catalogue import catalogue, first_duties
from locales import Speech
from reminders.office.offered_duties import DUTIES_OFFERED, offer_window, queue_offer
from reminders.reporting.digests import queue_digests
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import FOUR, WORDS, elsewhere, open_desk, rows_of, shanghai
from usecases.settings.taking_over import OF_BEFORE, TAKEN, WrittenDuty, take_over

WRITTEN = {
    duty_id: WrittenDuty(terms, {"id": duty_id, **data_of(terms)})
    for duty_id, terms in first_duties(with_asked=False).items()
}


def test_an_older_office_is_told_once_and_in_the_daytime(tmp_path: Path) -> None:
    now = shanghai(5, 12)

    def upgraded(uow: UnitOfWork) -> bool:
        uow.duty_items.start(WRITTEN, now.date())
        return take_over(uow, WRITTEN)

    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        write = desk.database.write
        assert write(upgraded)
        assert not write(upgraded)
        assert write(lambda uow: uow.settings.find(TAKEN)) == OF_BEFORE
        # Exactly what was configured, under the names by which it was asked for.
        assert write(lambda uow: uow.set_duties.duties()) == FOUR
        assert write(lambda uow: queue_offer(uow, desk, now - timedelta(hours=8))) == 0
        assert write(lambda uow: queue_offer(uow, desk, now)) > 1
        assert write(lambda uow: queue_offer(uow, desk, now + timedelta(days=400))) == 0
        row = rows_of(desk.database, outbox)[0]
        letter = DUTIES_OFFERED.letter("key", row["payload"], now, row["person_id"])
        for language, word in (("zh", "季度当面报告"), ("en", "Quarterly hearing")):
            speech = Speech(WORDS, language)
            window = write(lambda uow, speech=speech: offer_window(uow, desk, letter, speech, now.date()))  # type: ignore[misc]
            assert window is not None
            assert word in window.text
        everything = {duty.id: WrittenDuty(duty.terms, {}) for duty in catalogue().values()}
        write(lambda uow: uow.settings.put(TAKEN, ""))
        write(lambda uow: take_over(uow, everything))
        zh = Speech(WORDS, "zh")
        assert write(lambda uow: offer_window(uow, desk, letter, zh, now.date())) is None


def test_a_new_installation_has_them_on_and_is_offered_nothing(tmp_path: Path) -> None:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as desk:
        assert desk.database.write(lambda uow: take_over(uow, {}))
        assert list(desk.database.write(lambda uow: uow.set_duties.all())) == list(first_duties())
        assert desk.database.write(lambda uow: queue_offer(uow, desk, shanghai(5, 12))) == 0


def test_the_digest_of_hearings_goes_to_those_who_hold_them(tmp_path: Path) -> None:
    hearing = catalogue()["quarterly_hearing"].terms.called("quarterly_hearing")
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        desk = elsewhere(opened, duties={hearing.id: hearing})
        row = {
            "duty_id": hearing.id,
            "period_id": "2026-Q1",
            "grid_code": "201",
            "unit_code": "1",
            "branch_code": "201",
            "opens_on": shanghai(3, 1).date(),
            "due_on": shanghai(3, 31).date(),
            "closes_on": shanghai(4, 10).date(),
        }
        desk.database.write(lambda uow: uow.duty_items.open([row]))
        desk.database.write(lambda uow: queue_digests(uow, desk, shanghai(5, 12)))
        told = {row["person_id"] for row in rows_of(desk.database, outbox) if row["kind"] == "digest"}
        today = shanghai(5, 12).date()
        hosts = desk.database.write(lambda uow: uow.people.all_holders(hearing.offered_by, today))
        assert told == {person for some in hosts.values() for person in some}
        assert told
