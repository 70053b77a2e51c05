"""The windows that ask what a paper says of its issue (文号 and the like), one each, or all as they were last time."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from domain.reporting.paper_facts import FACT_LENGTH, PaperFacts
from locales import Speech
from storage.reporting.filed_documents import NamedDocument
from windows.entries import open_document
from windows.windows import Button, Window

ASK, TAKE, ALL, NONE = "doc-facts", "doc-take", "doc-all", "doc-bare"


def offered_window(
    opened: NamedDocument, names: Sequence[str], offered: PaperFacts, speech: Speech
) -> Window:
    """Offer what was given last for all of them, by a tap."""
    about = f"{opened.key.kind}:{opened.key.subject}"
    lines = [speech.text("documents-facts-offered", name=opened.name), *fact_lines(names, offered, speech)]
    rows = [
        [Button(speech.label("documents-facts-all"), f"{ALL}:{about}")],
        [
            Button(speech.label("documents-facts-each"), f"{ASK}:{about}"),
            Button(speech.label("documents-facts-none"), f"{NONE}:{about}"),
        ],
        [_back(opened, speech)],
    ]
    return Window("\n".join(lines), rows)


class WantedPaperFact(NamedTuple):
    """Which fact is asked for, what is offered for it ("" for nothing), whether all may be left open at once."""

    name: str
    offered: str
    first: bool = False


def fact_window(opened: NamedDocument, wanted: WantedPaperFact, speech: Speech, refusal: str = "") -> Window:
    """Ask for one of them; `refusal` (HTML) is what was wrong with what was typed."""
    name, offered, first = wanted
    about = f"{opened.key.kind}:{opened.key.subject}"
    text = speech.text(f"documents-fact-ask-{name}", name=opened.name, limit=FACT_LENGTH)
    rows = [[Button(offered, f"{TAKE}:{name}:y")]] if offered else []
    rows.append([Button(speech.label("documents-fact-empty"), f"{TAKE}:{name}:n")])
    if first:
        rows.append([Button(speech.label("documents-facts-none"), f"{NONE}:{about}")])
    return Window(f"{text}\n\n{refusal}" if refusal else text, [*rows, [_back(opened, speech)]])


def fact_lines(names: Sequence[str], facts: PaperFacts, speech: Speech) -> list[str]:
    """Return a line for each that was given, as HTML."""
    return [
        f"{speech.text(f'documents-fact-{name}')}：{escape(facts.named(name), quote=False)}"
        for name in names
        if facts.named(name)
    ]


def _back(opened: NamedDocument, speech: Speech) -> Button:
    return Button(speech.label("report-back"), open_document(opened.key.kind, opened.key.subject))
