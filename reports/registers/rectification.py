"""整改落实情况, problem by problem, from entries of `problem` and their measures (docs/domain.md section 5).

As the source has it; what nobody wrote has no line.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from reports.papers.official import OfficialDocument
from reports.papers.official_words import day
from reports.registers.printed import PrintedEntry

TITLE = "整改落实情况报告"
_INTRODUCTION = "现将截至{day}的整改落实情况报告如下。"
_PROBLEM = "问题{n}"
_NONE = "目前没有登记的整改问题。"
_SUMS = "共登记整改问题{count}个{states}。"
_MEASURE_SUMS = "制定整改措施{count}条{states}。"
_STATES = "，其中{said}"
_STATE, _LINKED = "{state}{count}{unit}", "、"
_SHORT = (("问题来源", "source"), ("责任领导", "leader"))
_AFTER = (("进展情况", "progress"), ("督查情况", "supervision"), ("整改结果", "result"))
_OF_MEASURE = (("责任领导", "leader"), ("责任单位", "department"), ("责任人", "person"))
_MEASURE_AFTER = (("进展情况", "progress"), ("完成情况", "result"))


def rectification_report(problems: Sequence[PrintedEntry], unit: str, on: date) -> bytes:
    """Return a docx dated `on`: each of `problems` in the order given, and how many of them are closed.

    `unit` is the name of the one that reports.
    """
    document = OfficialDocument(f"{unit}{TITLE}", on)
    document.title(unit, TITLE)
    document.paragraph(_INTRODUCTION.format(day=day(on)))
    document.heading(1, "问题整改情况")
    if not problems:
        document.paragraph(_NONE)
    for n, problem in enumerate(problems, start=1):
        document.heading(2, _named(n, problem), counted=False)
        for line in _lines(problem):
            document.paragraph(line)
    document.heading(1, "整改总体情况")
    measures = [measure for problem in problems for measure in problem.parts]
    document.paragraph(_SUMS.format(count=len(problems), states=_by_state(problems, "个")))
    document.paragraph(_MEASURE_SUMS.format(count=len(measures), states=_by_state(measures, "条")))
    document.signature(unit, on)
    return document.content()


def _named(n: int, problem: PrintedEntry) -> str:
    number = f"（{problem.number}）" if problem.number else ""
    return f"{_PROBLEM.format(n=n)}{number}"


def _lines(problem: PrintedEntry) -> Iterator[str]:
    yield from _said("存在问题", problem.words("problem"))
    for label, key in _SHORT:
        yield from _said(label, problem.words(key))
    yield from _said("责任单位", problem.grid)
    yield from _said("责任人", problem.words("person"))
    yield from _said("整改期限", problem.words("deadline"))
    if problem.parts:
        yield "整改措施："
    for n, measure in enumerate(problem.parts, start=1):
        yield from _measure(n, measure)
    for label, key in _AFTER:
        yield from _said(label, problem.words(key))
    yield from _said("状态", problem.state_label)


def _measure(n: int, measure: PrintedEntry) -> Iterator[str]:
    yield f"（{n}）{measure.words('measure')}"
    who = [*(f"{label}：{measure.words(key)}" for label, key in _OF_MEASURE if measure.words(key))]
    until = measure.words("deadline")
    yield "；".join([*who, *([f"完成时限：{until}"] if until else []), f"状态：{measure.state_label}"]) + "。"
    for label, key in _MEASURE_AFTER:
        yield from _said(label, measure.words(key))


def _said(label: str, text: str) -> Iterator[str]:
    if text:
        yield f"{label}：{text}"


def _by_state(entries: Sequence[PrintedEntry], unit: str) -> str:
    """Return how many stand in each state, those that are closed first."""
    ordered = sorted(entries, key=lambda entry: entry.is_open)
    counts = Counter(entry.state_label for entry in ordered)
    said = _LINKED.join(_STATE.format(state=state, count=count, unit=unit) for state, count in counts.items())
    return _STATES.format(said=said) if said else ""
