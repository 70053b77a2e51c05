"""Templates of campaigns: all faults at once, in sentences with file and line."""

import pytest

from forms.campaigns.reader import (
    CampaignTemplates,
    KnownThere,
    campaign_faults,
    kept_campaign,
    shipped_campaign_texts,
    shipped_campaigns,
)
from forms.library import shipped_library
from locales import Speech, shared_words
from registers.library import shipped_library as shipped_registers

KNOWN = KnownThere(set(shipped_library()), set(shipped_registers()))
SHORT = shipped_campaign_texts()["selfcheck.toml"]


def test_the_shipped_ones_are_whole() -> None:
    assert list(campaign_faults(shipped_campaign_texts(), KNOWN)) == []
    whole = shipped_campaigns()["corruption"]
    assert [phase.title["zh"] for phase in whole.phases] == ["宣传动员", "自查自纠", "集中整治", "巩固提升"]
    assert 110 <= whole.days <= 130
    assert len(whole.items) == 6
    assert kept_campaign(shipped_campaigns().text("corruption")) == whole


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("days = 14", "days = 0", "campaign-fault-days"),
        ("days = 14", 'days = "14"', "form-fault-no-whole-number"),
        ('id = "put_right"', 'id = "look"', "campaign-fault-same-id"),
        ('id = "look"', 'id = "Look"', "form-fault-key"),
        ("min_level = 3", "min_level = 3\ndue = 30", "campaign-fault-due"),
        ("min_level = 3", 'min_level = 3\nform = "none"', "campaign-fault-form"),
        ("min_level = 3", "min_level = 3\nroles = []", "campaign-fault-nobody"),
        ("min_level = 3", "min_level = 3\nmax_level = 1", "campaign-fault-levels"),
        ("min_level = 3", "min_level = 3\nnudge_before = [0]", "campaign-fault-nudges"),
        ("min_level = 3", 'min_level = 3\nroles = ["谁"]', "form-fault-none-of"),
        ('registers = ["problem"]', 'registers = ["none"]', "campaign-fault-register"),
        ('registers = ["problem"]', 'papers = ["none"]', "campaign-fault-form"),
        ('title = { zh = "自查自纠"', 'title = { en = "自查自纠"', "form-fault-not-toml"),
        ('zh = "整改提升", ', "", "form-fault-untranslated"),
        ("version = 1", "version = 0", "form-fault-version"),
        ('id = "selfcheck"', 'id = "other"', "form-fault-other-name"),
        ("version = 1", "version = 1\nwhat = 1", "form-fault-unknown-key"),
        ("version", "version 1", "form-fault-not-toml"),
    ],
)
def test_a_wrong_template_is_refused_with_file_and_line(old: str, new: str, key: str) -> None:
    found = list(campaign_faults({"selfcheck.toml": SHORT.replace(old, new, 1)}, KNOWN))
    assert key in [error.key for error in found]
    said = Speech(shared_words(), "zh").label(found[0].key, **found[0].details)
    assert "selfcheck.toml" in said


def test_all_faults_are_told_at_once() -> None:
    text = SHORT.replace("days = 14", "days = 0").replace("days = 21", "days = 999")
    assert len(list(campaign_faults({"selfcheck.toml": text}, KNOWN))) >= 2


def test_an_own_template_takes_the_place_of_a_shipped_one_or_stands_beside() -> None:
    own = {"own.toml": SHORT.replace('id = "selfcheck"', 'id = "own"', 1)}
    assert set(CampaignTemplates(own)) == {"corruption", "selfcheck", "own"}
