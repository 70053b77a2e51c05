"""A form with a field of nearly every kind, and answers made up to any form."""

import re
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from forms.answers import checked, day_limits, longest_text
from forms.fields import Field, FieldKind, Form
from forms.reading.reader import read_form
from forms.steps import Answers, applicable, next_open, set_answer
from tests.forms.meeting import PERSON

STEADY = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine fails no property."""

FEW = settings(STEADY, max_examples=25)
"""For properties over many whole reports, each of which is slow to make up."""

EVERY_KIND = """
id = "every_kind"
version = 1
title = { zh = "样表", en = "Sample" }
zero_report = true

[[fields]]
key = "held"
kind = "yes_no"
required = true
label = { zh = "开会", en = "Meeting" }
question = { zh = "是否开会？", en = "Was there a meeting?" }
zero = false
adds_up = "count"

[[fields]]
key = "people"
kind = "whole_number"
label = { zh = "人数", en = "People" }
question = { zh = "多少人？", en = "How many?" }
unit = { zh = "人", en = "present" }
minimum = 1
maximum = 500
quick = [1, 2, 3]
when = { field = "held", equals = true }
joins = "held"
adds_up = "sum"

[[fields]]
key = "cost"
kind = "money"
label = { zh = "费用", en = "Cost" }
question = { zh = "多少元？", en = "How much?" }
unit = { zh = "元", en = "CNY" }
maximum = 100000
when = { field = "people", above = 1 }
adds_up = "sum"

[[fields]]
key = "receipt"
kind = "short_text"
label = { zh = "票据", en = "Receipt" }
question = { zh = "票据号？", en = "Which receipt?" }
when = { field = "cost", above = 0 }
adds_up = "count"

[[fields]]
key = "light"
kind = "one_of"
label = { zh = "灯色", en = "Light" }
question = { zh = "何灯？", en = "Which light?" }
choices = [
    { value = "green", label = { zh = "绿", en = "Green" } },
    { value = "yellow", label = { zh = "黄", en = "Yellow" } },
    { value = "red", label = { zh = "红", en = "Red" } },
]
adds_up = "worst_light"

[[fields]]
key = "topics"
kind = "several_of"
label = { zh = "议题", en = "Topics" }
question = { zh = "哪些议题？", en = "Which topics?" }
choices = [
    { value = "rules", label = { zh = "制度", en = "Rules" } },
    { value = "cases", label = { zh = "案例", en = "Cases" } },
]
adds_up = "share"

[[fields]]
key = "day"
kind = "date"
label = { zh = "日期", en = "Day" }
question = { zh = "哪天？", en = "On which day?" }

[[fields]]
key = "matters"
kind = "group"
label = { zh = "事项", en = "Matters" }
question = { zh = "几项？", en = "How many?" }
unit = { zh = "项", en = "in all" }
maximum = 3
zero = 0
adds_up = "list"

[[fields.fields]]
key = "what"
kind = "short_text"
required = true
max_length = 20
label = { zh = "内容", en = "What" }
question = { zh = "什么事？", en = "What?" }

[[fields.fields]]
key = "grave"
kind = "yes_no"
label = { zh = "重大", en = "Grave" }
question = { zh = "是否重大？", en = "Is it grave?" }
adds_up = "count"

[[fields.fields]]
key = "why"
kind = "long_text"
label = { zh = "原因", en = "Why" }
question = { zh = "何故？", en = "Why?" }
when = { field = "grave", equals = true }
adds_up = "list"

[[fields]]
key = "figure"
kind = "whole_number"
label = { zh = "线索", en = "Tips" }
unit = { zh = "件", en = "forwarded" }
maximum = 99
computed = "tips_forwarded"
adds_up = "sum"

[[fields]]
key = "files"
kind = "attachments"
label = { zh = "附件", en = "Files" }
question = { zh = "请发送。", en = "Please send." }
unit = { zh = "个", en = "attached" }
maximum = 2
"""


def every_kind() -> Form:
    """Return the form with a field of every kind."""
    return read_form(EVERY_KIND, "every_kind.toml")


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Return the answers that a field takes, None (skipped) where it may be."""
    largest = field.maximum or 0
    texts = st.text(
        st.characters(categories=("L", "N", "P")), min_size=1, max_size=min(longest_text(field), 40)
    )
    first, last = day_limits(field)
    values: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.YES_NO: st.booleans(),
        FieldKind.WHOLE_NUMBER: st.integers(field.minimum, largest),
        FieldKind.GROUP: st.integers(field.minimum, min(largest, 3)),
        FieldKind.MONEY: st.decimals(field.minimum, largest, places=2).map(lambda yuan: f"{yuan:.2f}"),
        FieldKind.DATE: st.dates(first or date(1949, 10, 1), last or date(2099, 12, 31)).map(date.isoformat),
        FieldKind.SHORT_TEXT: texts,
        FieldKind.LONG_TEXT: texts,
        FieldKind.ATTACHMENTS: st.lists(st.just({"file_id": "AgAD"}), min_size=1, max_size=max(largest, 1)),
        FieldKind.PERSON: st.just(PERSON),
    }
    if field.choices:
        chosen = st.sampled_from([choice.value for choice in field.choices])
        values[FieldKind.ONE_OF] = chosen
        values[FieldKind.SEVERAL_OF] = st.lists(chosen, min_size=1, unique=True)
    return values[field.kind] if field.required else st.none() | values[field.kind]


@st.composite
def answers_to(draw: st.DrawFn, form: Form) -> dict[str, Any]:
    """Fill in `form` question by question, as a person would; the bot's own figures included."""
    answers: dict[str, Any] = {}
    while (step := next_open(form, answers)) is not None:
        answers = set_answer(form, answers, step.path, checked(step.field, draw(values_of(step.field))))
    for field in form.fields:
        if field.computed is not None:
            answers = set_answer(form, answers, field.key, draw(st.integers(0, field.maximum)))
    return answers


def computed_sums(form: Form, answers: Answers) -> dict[str, Any]:
    """Return what the form's own sums (`sum_of`) come to, by path."""
    own = {key for key, field in form.all_fields() if field.sum_of}
    return {
        path: value
        for path, value in applicable(form, answers).items()
        if re.sub(r"\.[0-9]+\.", ".", path) in own
    }
