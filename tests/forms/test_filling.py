import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.drafts import CHOOSE_ANSWER, GIVE_REASON, SUMMARY, ZERO, Draft
from domain.errors import RefusalError
from forms.filling import (
    add_file,
    asked,
    begin,
    change,
    correct,
    go_back,
    go_on,
    go_to,
    review,
    tap,
    tap_choice,
    type_in,
)
from forms.steps import steps, unanswered
from tests.forms.made_up import FEW, answers_to, every_kind

FORM = every_kind()
FILE = {"file_id": "AgAD", "kind": "photo"}


def at(place: str, **answers: object) -> Draft:
    return Draft(1, 1, FORM.version, place, {key.replace("__", "."): v for key, v in answers.items()}, turn=7)


def refused(act: object, *arguments: object) -> str:
    with pytest.raises(RefusalError) as caught:
        act(FORM, *arguments)  # type: ignore[operator]
    return caught.value.key


def test_a_draft_begins_at_its_first_open_question() -> None:
    assert begin(FORM, 1, 1, {}).place == "held"
    assert begin(FORM, 1, 1, {"held": False}).place == "light"


def test_an_answer_leads_to_the_next_question_that_applies() -> None:
    draft = tap(FORM, begin(FORM, 1, 1, {}), value=True)
    assert (draft.place, draft.answers) == ("people", {"held": True})
    assert tap(FORM, begin(FORM, 1, 1, {}), value=False).place == "light"


def test_a_typed_answer_is_read_as_the_question_wants_it() -> None:
    assert type_in(FORM, at("people", held=True), "１2 人").answers["people"] == 12
    assert refused(type_in, at("people", held=True), "无") == "forms-answer-not-a-whole-number"


def test_every_change_is_a_turn_of_its_own() -> None:
    draft = at("people", held=True)
    assert type_in(FORM, draft, "2").turn == draft.turn + 1
    assert go_to(draft, ZERO).turn == draft.turn + 1
    assert review(FORM, draft).turn == draft.turn + 1
    back = go_back(FORM, draft)
    assert back is not None
    assert back.turn == draft.turn + 1


def test_a_button_skips_what_may_be_skipped() -> None:
    assert tap(FORM, at("people", held=True), None).answers["people"] is None
    assert refused(tap, at("held"), None) == "forms-answer-required"


def test_one_of_several_choices_ends_the_question() -> None:
    draft = tap_choice(FORM, at("light", held=False), 2)
    assert (draft.answers["light"], draft.place) == ("red", "topics")


@pytest.mark.parametrize("number", [-1, 3, 99])
def test_a_choice_that_is_not_offered_is_refused(number: int) -> None:
    assert refused(tap_choice, at("light", held=False), number) == "forms-answer-not-a-choice"


def test_several_choices_are_added_and_taken_away_at_the_same_question() -> None:
    draft = tap_choice(FORM, at("topics", held=False, light=None), 1)
    assert (draft.answers["topics"], draft.place) == (["cases"], "topics")
    draft = tap_choice(FORM, draft, 0)
    assert draft.answers["topics"] == ["rules", "cases"]
    draft = tap_choice(FORM, draft, 1)
    assert draft.answers["topics"] == ["rules"]
    assert go_on(FORM, draft).place == "day"


def test_the_last_of_several_choices_can_be_taken_away_again() -> None:
    draft = tap_choice(FORM, at("topics", held=False, light=None), 1)
    draft = tap_choice(FORM, draft, 1)
    assert (draft.answers["topics"], draft.place) == (None, "topics")
    assert go_on(FORM, draft).place == "day"


def test_files_are_added_one_by_one_up_to_the_limit() -> None:
    draft = add_file(FORM, at("files", held=False), FILE)
    assert draft.place == "files"
    draft = add_file(FORM, draft, FILE)
    assert draft.answers["files"] == [FILE, FILE]
    assert refused(add_file, draft, FILE) == "forms-answer-too-many-files"


def test_a_file_is_refused_where_none_is_asked_for() -> None:
    assert refused(add_file, at("light", held=False), FILE) == "forms-answer-not-a-text"


@pytest.mark.parametrize("place", [SUMMARY, CHOOSE_ANSWER, GIVE_REASON, ZERO, "gone"])
def test_nothing_is_answered_at_a_window_that_asks_nothing(place: str) -> None:
    draft = at(place, held=False)
    assert asked(FORM, draft) is None
    assert refused(type_in, draft, "1") == "report-use-buttons"
    assert refused(tap, draft, 1) == "report-use-buttons"
    assert refused(tap_choice, draft, 0) == "report-use-buttons"
    assert refused(add_file, draft, FILE) == "report-use-buttons"


def test_back_goes_to_the_window_before() -> None:
    before = {"held": False, "light": "red"}
    for place, expected in (
        (ZERO, "topics"),
        (CHOOSE_ANSWER, SUMMARY),
        (GIVE_REASON, SUMMARY),
        (SUMMARY, "files"),
        ("topics", "light"),
        ("light", "held"),
    ):
        draft = go_back(FORM, at(place, **before))
        assert draft is not None
        assert (draft.place, draft.answers) == (expected, before)


def test_there_is_nothing_before_the_first_question() -> None:
    assert go_back(FORM, at("held")) is None


def test_the_summary_waits_for_what_is_required() -> None:
    assert review(FORM, at("files", light="red")).place == "held"
    draft = review(FORM, at("light", held=False, matters=1))
    assert draft.place == "matters.1.what"


def test_at_the_summary_what_was_open_counts_as_skipped() -> None:
    draft = review(FORM, at("light", held=True, people=2))
    assert draft.place == SUMMARY
    assert draft.answers["cost"] is None
    assert draft.answers["people"] == 2


def test_an_answer_changed_from_the_summary_leads_back_to_it() -> None:
    draft = review(FORM, at("light", held=False))
    number = [step.path for step in steps(FORM, draft.answers)].index("light")
    draft = tap_choice(FORM, change(FORM, draft, number), 1)
    assert (draft.place, draft.answers["light"]) == (SUMMARY, "yellow")


def test_a_change_asks_what_follows_from_it() -> None:
    draft = review(FORM, at("light", held=False))
    draft = tap(FORM, change(FORM, draft, 0), value=True)
    assert draft.place == "people"


@pytest.mark.parametrize("number", [-1, 99])
def test_a_question_that_is_not_there_cannot_be_changed(number: int) -> None:
    assert refused(change, at(CHOOSE_ANSWER, held=False), number) == "forms-answer-not-asked"


def test_a_correction_starts_at_the_summary_of_what_was_filed() -> None:
    draft = correct(FORM, 4, 5, {"held": False, "figure": 3})
    assert (draft.item_id, draft.person_id, draft.place) == (4, 5, SUMMARY)
    assert draft.answers["figure"] == 3
    assert draft.answers["light"] is None


@FEW
@given(answers_to(FORM), st.data())
def test_wherever_one_goes_no_answer_is_lost(answers: dict[str, object], data: st.DataObject) -> None:
    draft = correct(FORM, 1, 1, answers)
    for _step in range(data.draw(st.integers(1, 8))):
        number = data.draw(st.integers(0, len(steps(FORM, draft.answers)) - 1))
        moves = [go_back(FORM, draft) or draft, review(FORM, draft), go_to(draft, ZERO)]
        draft = data.draw(st.sampled_from([*moves, change(FORM, draft, number)]))
        assert {key: draft.answers[key] for key in answers} == answers
        assert not unanswered(FORM, draft.answers)
