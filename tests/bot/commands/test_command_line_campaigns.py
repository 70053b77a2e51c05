"""campaign check and preview, with the office's own templates beside the shipped ones."""

from tests.bot.commands.typing_hand import Hand


def test_templates_are_checked_and_previewed_and_an_offices_own_takes_the_place_of_a_shipped_one(
    hand: Hand,
) -> None:
    path = hand.settles_in()
    assert hand.types("campaign", "check").code == 0
    shown_days = hand.types("campaign", "preview", "selfcheck", "--start", "2027-06-01")
    assert (shown_days.code, "自查自纠" in shown_days.out) == (0, True)
    own = hand.folder / "campaigns"
    own.mkdir()
    (own / "selfcheck.toml").write_text(
        'id = "selfcheck"\nversion = 1\ntitle = { zh = "缺", en = "x" }\n', "utf-8"
    )
    path.write_text(
        path.read_text("utf-8").replace('# folder = "campaigns"', 'folder = "campaigns"'), "utf-8"
    )
    faulty = hand.types("campaign", "check")
    assert faulty.code == 1
    assert "selfcheck.toml" in faulty.out + faulty.err
