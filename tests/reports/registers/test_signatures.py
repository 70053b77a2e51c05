"""What papers say of who reviewed and approved: only what the history of an entry holds."""

from dataclasses import replace
from datetime import date

import pytest

from domain.registers.entries import EntryMove
from registers.reader import shipped_registers
from reports.registers.signatures import Signatures, made_moves
from tests.reports.registers.printed_made_up import COMMITTEE, HISTORY, LEADER, made, risk

BEFORE = HISTORY[:2]
REVIEWED = HISTORY[:3]
APPROVED = HISTORY
PUBLISHED = (*HISTORY, made(4, "publish", ("approved", "public")))
RETURNED = (*REVIEWED, made(3, "return_approval", ("approval", "returned"), who=COMMITTEE, reason="措施太空"))
SENT_AGAIN = (
    *RETURNED,
    made(4, "amend", ("returned", "entered")),
    made(5, "send", ("entered", "review")),
)
REGRADED = (*HISTORY, made(4, "regrade", ("approved", "review"), reason="岗位职责调整"))
REGRADED_UP = (*HISTORY, made(4, "regrade_up", ("approved", "approval"), reason="岗位职责调整"))
HANDED_OVER = (*REVIEWED, made(3, "hand_over", ("approval", "approval"), reason="人员调整"))


def test_whoever_signed_stands_with_words_name_and_day() -> None:
    signed = risk().signatures
    assert signed.review is not None
    assert signed.approval is not None
    assert (signed.review.words, signed.review.signed_by) == ("风险点查找准确，同意上报。", LEADER[0])
    # 17:30 by the world's clock is the next day in Shanghai.
    assert signed.review.day == date(2026, 6, 13)
    assert signed.review.post == "副院长"


def test_the_committee_signs_by_its_own_name_on_the_day_of_its_meeting() -> None:
    approval = risk().signatures.approval
    assert approval is not None
    assert (approval.words, approval.signed_by, approval.day) == ("同意。", "医院党委", date(2026, 6, 9))
    assert replace(approval, meeting_on=None).day is None


@pytest.mark.parametrize(
    ("history", "signed"),
    [
        (BEFORE, (False, False)),
        (REVIEWED, (True, False)),
        (APPROVED, (True, True)),
        (PUBLISHED, (True, True)),
        (RETURNED, (False, False)),
        (SENT_AGAIN, (False, False)),
        (REGRADED, (False, False)),
        (REGRADED_UP, (False, False)),
        (HANDED_OVER, (True, False)),
    ],
)
def test_what_is_signed_is_void_once_returned_or_regraded(
    history: tuple[EntryMove, ...], signed: tuple[bool, bool]
) -> None:
    found = risk(history).signatures
    assert (found.review is not None, found.approval is not None) == signed


def test_what_was_skipped_has_no_words_and_who_gave_no_words_is_not_quoted() -> None:
    silent = made(2, "review", ("review", "approval"), who=LEADER)
    printed = risk((*BEFORE, silent))
    assert printed.words("source") == ""
    assert printed.signatures.review is not None
    assert printed.signatures.review.words == ""
    assert risk(BEFORE).signatures == Signatures()


def test_an_entry_is_said_in_the_words_of_its_register() -> None:
    printed = risk(REGRADED)
    assert (printed.words("level"), printed.words("person")) == (
        "A级（一级）",
        "采购中心负责人（采购中心主任）",
    )
    assert (printed.name("person"), printed.post("person")) == ("采购中心负责人", "采购中心主任")
    assert (printed.state_label, printed.opened_on, printed.reason) == (
        "待审核",
        date(2026, 6, 11),
        "岗位职责调整",
    )


def test_who_made_a_move_stands_until_the_entry_comes_anew_to_where_it_is_made() -> None:
    pledge = shipped_registers()["pledge"]
    signed = made(1, "sign", ("waiting", "signed"), who=LEADER)
    returned = made(1, "return", ("waiting", "returned"), who=LEADER, reason="请写明")
    amended = made(2, "amend", ("returned", "waiting"))
    (name, day) = (LEADER[0], signed.moved_at.date())
    assert made_moves(pledge, [HISTORY[0]]).get("sign") is None
    assert made_moves(pledge, [signed])["sign"].name == name
    assert made_moves(pledge, [signed])["sign"].made_on >= day
    assert made_moves(pledge, [returned])["return"].name == name
    assert "return" not in made_moves(pledge, [returned, amended])
    risk_register = shipped_registers()["risk"]
    objecting = made(5, "object", ("public", "public"), reason="不实")
    assert "object" not in made_moves(risk_register, [objecting])
