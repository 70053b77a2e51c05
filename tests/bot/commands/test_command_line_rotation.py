"""What doctor says of [rotation], and what of it a configuration may not say."""

import pytest

from bot.config import ConfigError, read_config
from domain.registers.rotation import RotationRule
from registers.reader import shipped_register_texts
from tests.bot.commands.test_command_line_doctor import line, replaced
from tests.bot.commands.test_command_line_registers import own_registers
from tests.bot.commands.typing_hand import Hand

LEVELS = 'levels = ["a"] '


def test_doctor_says_of_whom_rotation_is_told_or_why_of_nobody(hand: Hand) -> None:
    hand.settles_in("42:TEST", "http://127.0.0.1:9")
    path = hand.folder / "config.toml"
    assert read_config(path).rotation.rule() == RotationRule()
    said = line(hand.types("doctor"), "轮岗提示")
    assert said == "✓ 轮岗提示：岗位有A级（一级）廉政风险、任现职将满 5 年的领导干部，提前 90 天。"
    replaced(hand, LEVELS, 'levels = ["a", "c"] ')
    assert "A级（一级）、C级（三级）" in line(hand.types("doctor"), "轮岗提示")
    own_registers(hand, risk=shipped_register_texts()["risk.toml"].replace('level = "level"\n', "", 1))
    assert line(hand.types("doctor"), "轮岗提示").startswith("✗ 轮岗提示没有依据")
    replaced(hand, 'levels = ["a", "c"] ', "levels = [] ")
    assert line(hand.types("doctor"), "轮岗提示").startswith("! 轮岗提示没有启用")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LEVELS, 'levels = ["d"] '),
        ("years = 5\n", "years = 0\n"),
        ("days_before = 90 ", "days_before = 366 "),
        ("days_before = 90 ", "days_befor = 90 "),
    ],
)
def test_what_is_no_rotation_is_refused(hand: Hand, old: str, new: str) -> None:
    hand.settles_in("42:TEST", "http://127.0.0.1:9")
    replaced(hand, old, new)
    with pytest.raises(ConfigError) as refused:
        read_config(hand.folder / "config.toml")
    assert "rotation" in str(refused.value.details["what"])
