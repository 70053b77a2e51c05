"""gridbot grades check: the grading file is written without a phone, every fault at once."""

from forms.grading.reader import grading_faults, shipped_grading_text
from tests.bot.commands.typing_hand import Hand

SHIPPED = shipped_grading_text()


def test_the_file_in_use_is_checked_and_an_example_counted_by_it(hand: Hand) -> None:
    ended = hand.types("grades", "check")
    assert (ended.code, ended.err) == (0, "")
    assert "清廉网格年度考核办法  第 1 版  计分 7 项  扣分 3 项" in ended.out
    assert "按时  36/40（18/20 × 40）" in ended.out
    assert "得分 76.5  良好" in ended.out


def test_the_offices_own_beside_the_configuration_takes_its_place_and_faults_come_all_at_once(
    hand: Hand,
) -> None:
    hand.settles_in()
    own = hand.folder / "grading.toml"
    own.write_text(SHIPPED.replace("年度考核办法", "本院办法"), encoding="utf-8")
    assert "清廉网格本院办法" in hand.types("grades", "check").out
    assert "✓ 考核办法：本院的 grading.toml" in hand.types("doctor").out
    faulty = (
        SHIPPED.replace("weight = 40", "weight = 41")
        .replace("forms.monthly_report.talks", "forms.monthly_report.walks")
        .replace("each = 2.5", "each = 2.55")
        .replace('id = "late"', 'id = "talks"')
        .replace("good = 75", "good = 95")
        .replace("days = 30", "days = 0")
        .replace("least_days = 90", "least_days = 999")
        .replace("full_at = 4", "full_at = 0")
        .replace('zh = "被退回"', 'xx = "被退回"')
    )
    own.write_text(faulty, encoding="utf-8")
    ended = hand.types("grades", "check")
    assert ended.code == 1
    line = faulty[: faulty.index("forms.monthly_report.walks")].count("\n") + 1
    assert f"grading.toml，第 {line} 行，talks：没有 forms.monthly_report.walks 这个数字" in ended.out
    for said in (
        "inspector 的 weight 合计为 101，应为 100。",
        "each 应大于 0、不超过 100，最多一位小数。",
        "id talks 用了两次。",
        "[bounds] 应由高到低",
        "second.days 应为 1 至 366 的整数。",
        "least_days 应为 0 至 366 的整数。",
        "full_at 应为 1 或更大的整数。",
        "label 缺少 zh 的文字。",
        "label 有 xx 的文字，没有这种语言。",
    ):
        assert said in ended.out
    assert "✗ grading.toml" in hand.types("doctor").out
    assert ended.complaint == "共 12 处错误。"


def keys(text: str) -> set[str]:
    return {error.key for error in grading_faults(text, "grading.toml")}


def test_every_other_fault_has_its_sentence() -> None:
    assert keys("version = ") == {"form-fault-not-toml"}
    assert keys(SHIPPED.replace("weight = 40", 'weight = "x"')) == {"grading-fault-number"}
    assert keys(SHIPPED.replace("version = 1", "version = 0")) == {"form-fault-version"}
    assert keys(SHIPPED.replace('whom = ["unit"]', "whom = []")) >= {"grading-fault-nobody"}
    assert keys(SHIPPED.replace("full_at = 4", "each = 4")) == {
        "grading-fault-rule-lacks",
        "grading-fault-not-of-rule",
    }
    assert keys(SHIPPED.replace('zh = "按时"', f'zh = "{"按" * 13}"')) == {"form-fault-too-long"}
    head = SHIPPED[: SHIPPED.index("[[criteria]]")]
    assert keys(head.replace("[bounds]", "criteria = []\n[bounds]")) == {"grading-fault-none"}
    many = "".join(
        f'[[deductions]]\nid = "d{n}"\nlabel = {{ zh = "扣", en = "d" }}\nfigure = "duties.late"\neach = 1\n'
        for n in range(6)
    )
    assert keys(f"{SHIPPED}\n{many}") == {"grading-fault-many"}
    assert keys(SHIPPED.replace("[[criteria]]", "criteria = [1]\n[[x]]", 1)) != set()
    assert keys(SHIPPED.replace('rule = "share"', 'rule = "part"')) == {"form-fault-none-of"}
