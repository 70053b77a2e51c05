"""Conversations are found, and asked in the order of their places."""

from types import ModuleType

import pytest

from handlers import routers as found

ASKED = [
    "groups",
    "tips.desk",
    "tips.stray_secrets",
    "materials.send",
    "polls.make",
    "polls.choose_people",
    "campaigns.make",
    "campaigns.run",
    "city.tell",
    "office.enter_holidays",
    "office.tap_holidays",
    "tips.forward",
    "tips.unlock",
    "tips.handler_keys",
    "tips.keys_here",
    "tips.hand_over_again",
    "tips.submit",
    "tips.delete_chat",
    "tips.look_up_receipt",
    "tips.ask_for_facts",
    "tips.answer_facts",
    "materials.suggest",
    "materials.answer_suggestions",
    "reporting.fill_form",
    "registers.fill",
    "registers.once",
    "polls.answer",
    "people.bind_phone",
    "show_menu",
    "reporting.list_duties",
    "digests.read",
    "city.look",
    "city.from_above",
    "digests.read_parts",
    "digests.drill_down",
    "digests.received",
    "digests.assess",
    "grades.show",
    "grades.decide",
    "grades.second",
    "documents.documents",
    "documents.make",
    "documents.send",
    "documents.choose_archive",
    "documents.sent_up",
    "documents.fulfil",
    "documents.clue_ledger",
    "reviews.review_reports",
    "reviews.standing",
    "duties.chase_missing",
    "duties.exempt_items",
    "materials.read",
    "materials.sent",
    "duties.take_leave",
    "hearings.list_hearings",
    "hearings.choose",
    "hearings.host",
    "hearings.offer",
    "registers.reach",
    "people.invite",
    "registers.charts",
    "registers.rotation",
    "registers.exporting",
    "registers.files",
    "registers.workbench",
    "registers.entry",
    "registers.listing",
    "registers.papers",
    "registers.bring_in",
    "polls.run",
    "tips.handle",
    "tips.arrange",
    "tips.enter_clue",
    "tips.bring_in_old",
    "tips.export_case",
    "tips.page_link",
    "campaigns.board",
    "tips.download",
    "tips.steps",
    "tips.merge",
    "tips.export_ledger",
    "settings.choose",
    "settings.roster",
    "settings.roster_edits",
    "settings.own_texts",
    "settings.bring_texts",
    "settings.people",
    "settings.hospital",
    "settings.duties",
    "settings.duty_terms",
    "settings.posters",
    "settings.changes",
    "people.block_bot",
    "free_text",
]
"""A place moved by mistake would let one conversation take what is meant for another."""


def test_conversations_are_asked_in_this_order() -> None:
    assert [router.name for router in found.routers()] == ASKED


def test_a_conversation_without_a_place_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = ModuleType("handlers.lost")
    lost.build = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setattr(found, "modules", lambda: [lost])
    with pytest.raises(TypeError, match=r"handlers\.lost does not say"):
        found.conversations.__wrapped__()


def test_whoever_says_nothing_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = ModuleType("handlers.quiet")
    monkeypatch.setattr(found, "conversations", lambda: [quiet])
    assert found.counted() == frozenset()
