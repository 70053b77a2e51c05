"""The windows of documents: which there are, one with its filed versions, whose file over which months."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from domain.people.grids import Grid, GridTree
from domain.reporting.documents import DocumentKind, spans_offered
from domain.reporting.paper_facts import PaperFacts
from domain.time.clock import day_in_shanghai
from domain.tips.routing import Body
from locales import Speech
from locales.dates import day_name, duty_title
from storage.reporting.archives import NamedInspector
from storage.reporting.document_sendings import DocumentSending
from storage.reporting.filed_documents import FiledDocument, NamedDocument
from usecases.documents.duties import DocumentDuty, DutyState
from usecases.documents.there import PaperThere
from usecases.house import Request
from windows.documents.facts import ASK, fact_lines
from windows.documents.names import listed_name
from windows.documents.officials import PEOPLE
from windows.documents.send import send_buttons
from windows.documents.sent_up import sending_lines, sent_up_button
from windows.entries import DOCUMENTS, back_to_menu, open_document
from windows.page_turns import ROWS_MOST, PageIn, paged_rows
from windows.windows import Button, Window

LISTS = "doc-lists"
VERSIONS_SHOWN = 5


def list_window(
    papers: Sequence[PaperThere], page: int, today: date, speech: Speech, *, tips_of: Body | None
) -> Window:
    """Return a page of the documents that there are, and the way to files of grids and inspectors.

    Who handles the tips of a body (`tips_of`) finds its ledger, too.
    """
    listed = [
        Button(_listed(paper, speech, today), open_document(paper.title.kind, paper.subject))
        for paper in papers
    ]
    rows = paged_rows(listed, PageIn(page, ROWS_MOST - 2), lambda to: f"{DOCUMENTS}:{to}", speech)
    others = [Button(speech.label("documents-files"), "doc-files::0")]
    others.append(Button(speech.label("documents-lists"), f"{LISTS}:0"))
    last = [back_to_menu(speech)]
    if tips_of is not None:
        ledger = open_document(DocumentKind.LEDGER, tips_of.value)
        last.insert(0, Button(speech.label("documents-ledger"), ledger))
    rows += [others, last]
    return Window(speech.text("documents-list"), rows)


def lists_window(papers: Sequence[PaperThere], page: int, today: date, speech: Speech) -> Window:
    """Return a page of the registers' lists in which something stands."""
    listed = [
        Button(_listed(paper, speech, today), open_document(paper.title.kind, paper.subject))
        for paper in papers
    ]
    rows = paged_rows(listed, PageIn(page, ROWS_MOST - 1), lambda to: f"{LISTS}:{to}", speech)
    text = speech.text("documents-lists-choose" if papers else "documents-lists-none")
    return Window(text, [*rows, [Button(speech.label("report-back"), DOCUMENTS)]])


def _listed(paper: PaperThere, speech: Speech, today: date) -> str:
    name = listed_name(paper.title, speech, today)
    return name if paper.over else speech.label("documents-going-on", name=name)


class OnFile(NamedTuple):
    """What there is of a document: the versions filed, newest first, and how it was sent to the authority above.

    `duty` is what falls due with it, as it stands `on` the day; `facts` are those of its issue, by `names`, None where
    it has a place for none.
    """

    versions: Sequence[FiledDocument] = ()
    sendings: Sequence[DocumentSending] = ()
    duty: DocumentDuty | None = None
    on: date = date.min
    facts: PaperFacts | None = None
    names: Sequence[str] = ()


def document_window(
    opened: NamedDocument,
    on_file: OnFile,
    speech: Speech,
    *,
    level_one: bool,
    line: str = "",
) -> Window:
    """Return a document's window; `line` (HTML) says what has just happened."""
    key = opened.key
    lines = [f"<b>{escape(opened.name)}</b>"]
    lines += [line] if line else []
    lines += _duty_lines(on_file, speech)
    lines += fact_lines(on_file.names, on_file.facts, speech) if on_file.facts else []
    make = Button(speech.label("documents-make"), f"doc-make:{key.kind}:{key.subject}")
    if not level_one:
        back = [back_to_menu(speech)]
        return Window("\n".join([*lines, speech.text("documents-own")]), [[make], back])
    rows = [[make]]
    versions = on_file.versions
    if versions and on_file.duty and on_file.duty.state(on_file.on) in (DutyState.OPEN, DutyState.OVERDUE):
        done = speech.label("documents-duty-fulfil", version=versions[0].version)
        rows.append([Button(done, f"doc-done:{versions[0].version}:{key.kind}:{key.subject}")])
    if versions:
        lines += [_version_line(version, speech) for version in versions[:VERSIONS_SHOWN]]
        lines += sending_lines(on_file.sendings, speech)
        rows += _version_rows(opened, versions, speech)
    else:
        lines.append(speech.text("documents-none-filed"))
    lines.append(speech.text("documents-how"))
    last = Button(speech.label("report-back"), DOCUMENTS)
    if on_file.facts is not None and on_file.facts.kept():
        change = Button(speech.label("documents-facts-change"), f"{ASK}:{key.kind}:{key.subject}")
        rows.append([change, last])
        return Window("\n".join(lines), rows)
    rows.append([last])
    return Window("\n".join(lines), rows)


def _duty_lines(on_file: OnFile, speech: Speech) -> list[str]:
    """Return how what falls due with the document stands."""
    duty, today = on_file.duty, on_file.on
    if duty is None:
        return []
    item, state = duty.item, duty.state(today)
    days = {
        "opens": day_name(speech, item.opens_on),
        "due": day_name(speech, item.due_on),
        "closes": day_name(speech, item.closes_on),
        "filed": day_name(speech, day_in_shanghai(item.submitted_at)) if item.submitted_at else "",
    }
    title = duty_title(speech, duty.form.title, item.period_id)
    late = (today - item.due_on).days
    return [speech.text(f"documents-duty-{state.name.lower()}", title=title, late=late, **days)]


def _version_rows(
    opened: NamedDocument, versions: Sequence[FiledDocument], speech: Speech
) -> list[list[Button]]:
    """Return a button for the latest version, a row of the older ones, and whom the latest may be sent to."""
    key = opened.key
    latest, *older = versions[:VERSIONS_SHOWN]
    about = f"{key.kind}:{key.subject}"
    rows = [
        [Button(speech.label("documents-get", version=latest.version), f"doc-get:{latest.version}:{about}")]
    ]
    rows += send_buttons(opened, latest.version, speech)
    rows.append([sent_up_button(opened, latest.version, speech)])
    if older:
        rows.append(
            [
                Button(
                    speech.label("documents-get-older", version=version.version),
                    f"doc-get:{version.version}:{about}",
                )
                for version in older
            ]
        )
    return rows


def _version_line(version: FiledDocument, speech: Speech) -> str:
    day = day_name(speech, day_in_shanghai(version.filed_at))
    return speech.text("documents-filed", version=version.version, day=day, name=version.filed_by)


def files_window(
    tree: GridTree, grid: Grid, page: int, people: Sequence[NamedInspector], speech: Speech
) -> Window:
    """Return a grid whose file, or whose people's files, may be asked for, and a page of the grids below it."""
    rows = [[Button(speech.label("documents-grid", name=grid.name), f"doc-span:grid:{grid.code}")]]
    listed = [
        Button(speech.label("documents-person", name=name), f"doc-span:person:{person_id}")
        for person_id, name in people
    ]
    listed += [Button(below.name, f"doc-files:{below.code}:0") for below in tree.children(grid.code)]
    rows += paged_rows(listed, PageIn(page, ROWS_MOST - 2), lambda to: f"doc-files:{grid.code}:{to}", speech)
    above = grid.parent_code if grid.parent_code in tree else None
    back = DOCUMENTS if above is None else f"doc-files:{above}:0"
    people_of = Button(speech.label("documents-people"), f"{PEOPLE}:{grid.code}:0")
    rows.append([people_of, Button(speech.label("report-back"), back)])
    return Window(speech.text("documents-files-of", grid=grid.name), rows)


class FileOf(NamedTuple):
    """Whose file: its kind, the grid's code or the person's id, and what they are called."""

    kind: str
    subject: str
    name: str


def span_window(whose: FileOf, request: Request, speech: Speech, refusal: str = "") -> Window:
    """Ask over which months a file is to be; `refusal` (HTML) is what was wrong."""
    kind, subject, name = whose
    rows = [
        [
            Button(
                speech.label("documents-span", first=span.first, last=span.last),
                open_document(kind, f"{subject}:{span.first}:{span.last}"),
            )
        ]
        for span in spans_offered(request.today)
    ]
    text = speech.text("documents-span-ask", name=name)
    return Window(f"{text}\n\n{refusal}" if refusal else text, [*rows, [back_to_menu(speech)]])
