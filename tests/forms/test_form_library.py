import pytest

from forms.library import KindChange, all_faults, read_library, shipped_library
from forms.reading.reader import FormError, shipped_forms, shipped_texts
from forms.renewing import still_fitting
from tests.forms.meeting import MEETING, PERSON, meeting

OWN = {"meeting.toml": MEETING}
MONTHLY = "monthly_report.toml"
SECOND = MEETING.replace("version = 1", "version = 2")


def test_without_forms_of_its_own_an_office_has_the_shipped_ones() -> None:
    library = read_library({})
    assert library is shipped_library()
    assert dict(library) == shipped_forms()
    assert len(library) == len(shipped_forms())
    assert library.replaced == frozenset()


def test_own_forms_add_to_the_shipped_ones() -> None:
    library = read_library(OWN)
    assert set(library) == {*shipped_forms(), "meeting"}
    assert library["meeting"].title["zh"] == "会议"
    assert library["monthly_report"].version == shipped_forms()["monthly_report"].version


def test_an_own_form_of_the_same_id_takes_the_place_of_the_shipped_one() -> None:
    text = shipped_texts()[MONTHLY].replace("网格廉情月报", "本院月报")
    library = read_library({MONTHLY: text})
    assert len(library) == len(shipped_forms())
    assert library["monthly_report"].title["zh"] == "本院月报"
    assert library.replaced == {"monthly_report"}


def test_a_faulty_own_form_is_refused() -> None:
    with pytest.raises(FormError):
        read_library({"meeting.toml": MEETING.replace('"gifts.worth"', '"gifts.wort"')})


def test_the_form_in_use_is_found_by_its_version_and_no_other_number_is() -> None:
    library = read_library(OWN)
    assert library.version("meeting", 1) is library["meeting"]
    for form_id, number in (("meeting", 2), ("nothing", 1)):
        with pytest.raises(KeyError):
            library.version(form_id, number)


def test_an_older_version_is_read_from_what_was_kept() -> None:
    library = read_library({"meeting.toml": SECOND}).with_kept(
        {("meeting", 1): MEETING, ("meeting", 2): SECOND}
    )
    assert library["meeting"].version == 2
    assert library.version("meeting", 1) == meeting()
    assert library.version("meeting", 1) is library.version("meeting", 1)
    assert library.as_filed("meeting", 1) == meeting()


def test_a_version_that_the_language_of_today_does_not_read_is_lost() -> None:
    library = read_library({"meeting.toml": SECOND}).with_kept({("meeting", 1): 'id = "meeting"'})
    with pytest.raises(KeyError):
        library.version("meeting", 1)
    assert library.as_filed("meeting", 1) is library["meeting"]
    assert library.as_filed("nothing", 1) is None


def test_a_text_that_changed_under_the_same_version_is_found() -> None:
    library = read_library(OWN)
    assert library.changed(library.texts()) == []
    assert library.changed({("meeting", 1): MEETING.replace("礼品", "礼金")}) == [("meeting", 1)]
    assert library.changed({("meeting", 2): MEETING.replace("礼品", "礼金")}) == []


def test_comments_spacing_and_the_order_of_keys_are_no_change() -> None:
    rewritten = '# 会议\nversion = 1\nid    = "meeting"  # id\n' + MEETING.split("version = 1\n", 1)[1]
    assert read_library(OWN).changed({("meeting", 1): rewritten}) == []


def test_a_key_that_changed_its_kind_is_found_but_a_text_may_grow_longer() -> None:
    second = SECOND.replace('kind = "short_text"', 'kind = "long_text"').replace(
        'key = "leaders"\nkind = "whole_number"\nmaximum = 100', 'key = "leaders"\nkind = "yes_no"'
    )
    second = second.replace('["staff", "leaders"]', '["staff"]')
    library = read_library({"meeting.toml": second}).with_kept({("meeting", 1): MEETING})
    assert list(library.kind_changes()) == [KindChange("meeting", "leaders", 1, "whole_number", "yes_no")]


def test_versions_of_forms_that_are_gone_newer_or_unreadable_change_no_kind() -> None:
    third = MEETING.replace("version = 1", "version = 3").replace('kind = "short_text"', 'kind = "yes_no"', 1)
    kept = {("gone", 1): MEETING, ("meeting", 3): third, ("meeting", 1): "version = 1"}
    assert list(read_library({"meeting.toml": SECOND}).with_kept(kept).kind_changes()) == []


def test_all_faults_of_all_files_are_told_also_what_they_say_of_each_other() -> None:
    yearly = MEETING.replace('id = "meeting"', 'id = "yearly"').replace(
        'key = "staff"', 'key = "staff"\ncarry = "year_sum"\nsource = "meeting.leaders"'
    )
    texts = {
        "meeting.toml": MEETING,
        "yearly.toml": yearly.replace('"staff", "leaders"', '"stuff", "leader"'),
    }
    assert [error.key for error in all_faults(texts, {})] == ["form-fault-sum-unknown"] * 2
    (error,) = all_faults({"meeting.toml": MEETING, "yearly.toml": yearly}, {})
    assert (error.key, error.file, error.field) == ("form-fault-source", "yearly.toml", "staff")
    summed = MEETING.replace('label = { zh = "领导"', 'adds_up = "sum"\nlabel = { zh = "领导"')
    assert list(all_faults({"yearly.toml": yearly, "meeting.toml": summed}, {})) == []


def test_what_still_applies_goes_over_into_another_version() -> None:
    answers = {
        "chair": PERSON,
        "staff": 30,
        "leaders": 2,
        "topics": ["gifts"],
        "gifts": 1,
        "gifts.1.cash": "5.00",
    }
    assert still_fitting(meeting(), {**answers, "unheard_of": 1}) == {
        **answers,
        "all": 32,
        "gifts.1.worth": "5.00",
        "handed_over": "5.00",
    }


def test_what_no_longer_fits_is_left_out_and_all_that_hung_on_it() -> None:
    answers = {
        "chair": "某人",
        "staff": 300,
        "topics": ["gift"],
        "gifts": 1,
        "gifts.1.cash": "5.00",
        "why_few": "忙",
    }
    assert still_fitting(meeting(), answers) == {}
    assert still_fitting(meeting(), {"staff": 1, "why_few": "忙"}) == {"staff": 1, "why_few": "忙", "all": 1}
    assert still_fitting(meeting(), {"chair": None, "leaders": None}) == {"leaders": None}
