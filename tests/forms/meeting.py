"""A form with notes, persons, days with limits, and figures that it adds up itself."""

from forms.fields import Form
from forms.reading.reader import read_form

MEETING = """
id = "meeting"
version = 1
title = { zh = "会议", en = "Meeting" }

[[fields]]
key = "read_first"
kind = "note"
label = { zh = "说明", en = "Note" }
question = { zh = "只写履职情况。", en = "Conduct in office only." }

[[fields]]
key = "chair"
kind = "person"
required = true
label = { zh = "主持人", en = "Chair" }
question = { zh = "谁主持？", en = "Who was in the chair?" }
adds_up = "count"

[[fields]]
key = "held_on"
kind = "date"
earliest = 2026-01-01
latest = "today"
label = { zh = "日期", en = "Day" }
question = { zh = "哪天？", en = "On which day?" }

[[fields]]
key = "staff"
kind = "whole_number"
maximum = 100
default = 3
label = { zh = "职工", en = "Staff" }
question = { zh = "职工几人？", en = "How many of the staff?" }
adds_up = "sum"

[[fields]]
key = "leaders"
kind = "whole_number"
maximum = 100
label = { zh = "领导", en = "Leaders" }
question = { zh = "领导几人？", en = "How many leaders?" }

[[fields]]
key = "all"
kind = "whole_number"
label = { zh = "合计", en = "In all" }
unit = { zh = "人", en = "present" }
sum_of = ["staff", "leaders"]
adds_up = "sum"

[[fields]]
key = "few"
kind = "note"
label = { zh = "人少", en = "Few" }
question = { zh = "人数偏少，请说明。", en = "Few were there; please say why." }
when = [{ field = "all", above = 0 }, { field = "all", below = 5 }]

[[fields]]
key = "why_few"
kind = "short_text"
label = { zh = "原因", en = "Why" }
question = { zh = "何故？", en = "Why?" }
when = [{ field = "all", above = 0 }, { field = "all", below = 5 }]

[[fields]]
key = "topics"
kind = "several_of"
label = { zh = "议题", en = "Topics" }
question = { zh = "哪些议题？", en = "Which topics?" }
choices = [
    { value = "gifts", label = { zh = "礼品", en = "Gifts" } },
    { value = "cases", label = { zh = "案例", en = "Cases" } },
]

[[fields]]
key = "gifts"
kind = "group"
maximum = 4
label = { zh = "礼品", en = "Gifts" }
question = { zh = "几人上交礼品？", en = "How many handed something over?" }
when = { field = "topics", contains = "gifts" }
adds_up = "list"

[[fields.fields]]
key = "who"
kind = "person"
label = { zh = "姓名", en = "Who" }
question = { zh = "谁？", en = "Who?" }

[[fields.fields]]
key = "value_it"
kind = "note"
label = { zh = "估价", en = "Value" }
question = { zh = "按市价估。", en = "At the market's price." }

[[fields.fields]]
key = "cash"
kind = "money"
maximum = 100000
label = { zh = "现金", en = "Cash" }
question = { zh = "现金多少元？", en = "How much cash?" }

[[fields.fields]]
key = "goods"
kind = "money"
maximum = 100000
label = { zh = "物品", en = "Goods" }
question = { zh = "物品值多少元？", en = "What are the goods worth?" }

[[fields.fields]]
key = "worth"
kind = "money"
label = { zh = "共计", en = "Together" }
unit = { zh = "元", en = "CNY" }
sum_of = ["cash", "goods"]
adds_up = "sum"

[[fields.fields]]
key = "reported"
kind = "yes_no"
label = { zh = "已报告", en = "Reported" }
question = { zh = "是否已报告？", en = "Was it reported?" }
when = { field = "worth", above = 1000 }

[[fields]]
key = "handed_over"
kind = "money"
label = { zh = "上交合计", en = "Handed over" }
unit = { zh = "元", en = "CNY" }
sum_of = ["gifts.worth"]
adds_up = "sum"

[[fields]]
key = "receipt"
kind = "short_text"
label = { zh = "收据", en = "Receipt" }
question = { zh = "收据号？", en = "Which receipt?" }
when = { field = "handed_over", above = 5000 }

[[fields]]
key = "read_last"
kind = "note"
label = { zh = "说明", en = "Note" }
question = { zh = "提交后由党支部审核。", en = "The branch will review it." }
"""
PERSON = {"staff_number": "001", "name": "外科护士长", "post": "护士长"}


def meeting() -> Form:
    """Return the form."""
    return read_form(MEETING, "meeting.toml")
