"""A form of the office's own in place of the monthly report's: the kinds that the shipped forms seldom use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from bot.blocks.office_blocks import FormsBlock
from bot.stage.stage import open_stage
from forms.fields import Form
from forms.reading.reader import read_form
from reminders.delivery.pacing import UNPACED
from reports.sheets.sample_hospital import sample_roster
from tests.duty_blocks import write_duties
from tests.harness import MAY, USERNAME, Hospital


def _choices(word: str, english: str, many: int) -> str:
    return ", ".join(
        f'{{ value = "c{n}", label = {{ zh = "{word}{n}", en = "{english} {n}" }} }}'
        for n in range(1, many + 1)
    )


CHOICES = 15
"""More than one leaf holds."""
MEETING = f"""
id = "meeting"
version = 1
title = {{ zh = "会议表", en = "Meeting" }}

[[fields]]
key = "read_first"
kind = "note"
label = {{ zh = "说明", en = "Note" }}
question = {{ zh = "只写履职情况 <勿写私事>。", en = "Conduct in office only <nothing private>." }}

[[fields]]
key = "chair"
kind = "person"
required = true
carry = "last"
label = {{ zh = "主持人", en = "Chair" }}
question = {{ zh = "会议由谁主持？", en = "Who was in the chair?" }}

[[fields]]
key = "held_on_day"
kind = "date"
required = true
earliest = "2025-04-10"
latest = "today"
label = {{ zh = "日期", en = "Day" }}
question = {{ zh = "会议是哪天？", en = "On which day was it?" }}

[[fields]]
key = "room"
kind = "one_of"
default = "c14"
label = {{ zh = "地点", en = "Room" }}
question = {{ zh = "在哪里？", en = "Where?" }}
choices = [{_choices("第二住院楼会议室", "Meeting room", CHOICES)}]

[[fields]]
key = "topics"
kind = "several_of"
label = {{ zh = "议题", en = "Topics" }}
question = {{ zh = "哪些议题？", en = "Which topics?" }}
choices = [{_choices("议题", "Topic", CHOICES)}]

[[fields]]
key = "staff"
kind = "whole_number"
maximum = 100
default = 3
carry = "last"
label = {{ zh = "到会", en = "Present" }}
question = {{ zh = "到会几人？", en = "How many came?" }}
adds_up = "sum"

[[fields]]
key = "gifts"
kind = "group"
maximum = 10
quick = [0, 1, 2, 3]
label = {{ zh = "上交", en = "Handed over" }}
question = {{ zh = "几人上交？", en = "How many handed something over?" }}
unit = {{ zh = "人", en = "in all" }}
adds_up = "list"

[[fields.fields]]
key = "who"
kind = "person"
required = true
label = {{ zh = "姓名", en = "Who" }}
question = {{ zh = "谁上交的？", en = "Who was it?" }}

[[fields.fields]]
key = "cash"
kind = "money"
maximum = 100000
default = "100.00"
label = {{ zh = "现金", en = "Cash" }}
question = {{ zh = "现金多少元？", en = "How much cash?" }}
unit = {{ zh = "元", en = "CNY" }}

[[fields]]
key = "handed_over"
kind = "money"
label = {{ zh = "上交合计", en = "In all" }}
unit = {{ zh = "元", en = "CNY" }}
sum_of = ["gifts.cash"]
adds_up = "sum"

[[fields]]
key = "remarks"
kind = "long_text"
label = {{ zh = "备注", en = "Remarks" }}
question = {{ zh = "还有什么要说明？", en = "Anything else?" }}

[[fields]]
key = "read_last"
kind = "note"
label = {{ zh = "说明", en = "Note" }}
question = {{ zh = "提交后由党支部审核。", en = "The branch will review it." }}
"""


def meeting_form() -> Form:
    """Return the form."""
    return read_form(MEETING, "meeting.toml")


@asynccontextmanager
async def open_office(folder: Path) -> AsyncIterator[Hospital]:
    """Open the sample hospital, its monthly duty asking for this form."""
    async with open_stage(folder, MAY, USERNAME) as hospital:
        forms = folder / "forms"
        forms.mkdir()
        (forms / "meeting.toml").write_text(MEETING, encoding="utf-8")
        duties = tuple(
            duty.model_copy(update={"form": "meeting"}) if duty.id == "monthly_report" else duty
            for duty in hospital.config.duty
        )
        write_duties(hospital, duties)
        changed = {"forms": FormsBlock(folder=Path("forms"))}
        hospital.config = hospital.config.model_copy(update=changed)
        await hospital.app.close()
        hospital.app = App(hospital.config, hospital.clock, UNPACED)
        await hospital.import_roster(sample_roster(MAY.date()))
        await hospital.start()
        await hospital.app.tick()
        yield hospital


def widest_form() -> Form:
    """Return a form that is as long as the check lets one be: notes with and without conditions, words, choices."""
    word, note, text = "𠮷" * 60, "𠮷" * 1000, "𠮷" * 500
    labels = "label = {{ zh = '{word}', en = '{word}' }}\nquestion = {{ zh = '{said}', en = '{said}' }}\n"

    def field(number: int, kind: str, said: str, more: str = "") -> str:
        return (
            f"[[fields]]\nkey = 'f{number}'\nkind = '{kind}'\n{labels.format(word=word, said=said)}{more}\n"
        )

    choices = ", ".join(
        f"{{ value = 'c{n}', label = {{ zh = '{n:04}{word[4:]}', en = '{n:04}{word[4:]}' }} }}"
        for n in range(120)
    )
    hint = f"hint = {{ zh = '{text}', en = '{text}' }}\n"
    condition = "when = { field = 'f1', equals = true }"
    fields = [
        *(field(number, "note", note) for number in range(90, 99)),
        field(1, "yes_no", text, hint),
        *(field(number, "note", note, condition) for number in range(80, 89)),
        field(2, "several_of", text, f"{hint}choices = [{choices}]"),
        field(3, "one_of", text, f"{hint}choices = [{choices}]"),
        *(
            field(number, "long_text", text, f"{hint}max_length = 1900\ncarry = 'last'")
            for number in range(10, 70)
        ),
        field(4, "whole_number", text, f"{hint}maximum = 99\nquick = {[*range(12)]}"),
        *(field(number, "note", note) for number in range(70, 79)),
    ]
    head = f"id = 'widest'\nversion = 1\nzero_report = false\ntitle = {{ zh = '{word}', en = '{word}' }}\n"
    return read_form(head + "".join(fields), "widest.toml")
