"""The windows in which level 1 and branches see what was sent and who has read it. Values in, windows out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.materials.materials import MaterialKind
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import day_name
from storage.materials.materials import Counted, Material, Reader
from windows.entries import SENT_MATERIALS, back_to_menu, sent_material
from windows.material_words import content_lines, head_lines, link_rows, material_title, quoted
from windows.page_turns import page_of, turn_rows
from windows.windows import Button, Window, told_apart

LISTED = 4
"""How many of what was sent a page lists."""
NAMED = 10
"""How many who have not read it a page names."""
TEXT_SHOWN = 200
"""Characters of a text that are shown to those who sent it."""


@dataclass(frozen=True, slots=True)
class Unreads:
    """A page of those who have not read it: by branch, `gone` of them (ids) inspect the grid no longer."""

    page: int
    all: int
    shown: Sequence[tuple[str, Reader]]
    """Each with the name of its branch."""
    gone: Collection[int]


def list_window(sent: Sequence[Counted], page: int, count: int, speech: Speech, *, level_one: bool) -> Window:
    """Return what was sent, newest first; level 1 sends more from here."""
    empty = "material-sent-none" if level_one else "material-sent-none-below"
    lines = [speech.text("material-sent-list", count=count) if count else speech.text(empty)]
    rows = []
    if level_one:
        rows.append(
            [Button(speech.label(f"material-send-{kind}"), f"compose:{kind}") for kind in MaterialKind]
        )
    named = [
        (
            speech.label(
                "material-sent-line-withdrawn" if counted.material.withdrawn else "material-sent-line",
                title=material_title(counted.material.content, speech),
                read=counted.read,
                readers=counted.readers,
            ),
            day_name(speech, day_in_shanghai(counted.material.sent_at)),
        )
        for counted in sent
    ]
    rows += [
        [Button(label, sent_material(counted.material.id))]
        for label, counted in zip(told_apart(named), sent, strict=True)
    ]
    rows += turn_rows(page_of(page, count, LISTED), lambda to: f"{SENT_MATERIALS}:{to}", speech)
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def sent_window(
    counted: Counted, unreads: Unreads, speech: Speech, *, level_one: bool, note: str = ""
) -> Window:
    """Return something sent, and who has not read it; `note` (HTML) goes on top."""
    material = counted.material
    lines = [*([note] if note else []), *head_lines(material, speech)]
    if not unreads.page:
        lines += _shortly(material, speech)
    if material.due_on is not None:
        lines.append(speech.text("material-until", day=day_name(speech, material.due_on)))
    lines.append(speech.text("material-counted", read=counted.read, readers=counted.readers))
    back = [Button(speech.label("report-back"), SENT_MATERIALS)]
    if material.withdrawn:
        lines.append(speech.text("material-was-withdrawn"))
        return Window("\n".join(lines), [back])
    lines += _unread_lines(unreads, speech)
    rows = []
    if unreads.all:
        chase = speech.label("material-chase", count=unreads.all)
        rows.append([Button(chase, f"material-chase:{material.id}")])
    rows += turn_rows(
        page_of(unreads.page, unreads.all, NAMED), lambda to: sent_material(material.id, to), speech
    )
    if level_one:
        back.insert(0, Button(speech.label("material-withdraw"), f"material-undo:{material.id}"))
    return Window("\n".join(lines), [*rows, *link_rows(material.content, speech), back])


def withdraw_window(counted: Counted, speech: Speech) -> Window:
    """Return the one question before 撤回."""
    material_id = counted.material.id
    title = material_title(counted.material.content, speech)
    unread = counted.readers - counted.read
    yes = Button(speech.label("material-withdraw-yes"), f"material-undo-yes:{material_id}")
    back = Button(speech.label("report-back"), sent_material(material_id))
    return Window(speech.text("material-withdraw-sure", title=title, count=unread), [[yes], [back]])


def _shortly(material: Material, speech: Speech) -> list[str]:
    lines = content_lines(material.content, speech)
    if len(material.content.text) > TEXT_SHOWN:
        lines[0] = quoted(f"{material.content.text[:TEXT_SHOWN]}…")
    return lines


def _unread_lines(unreads: Unreads, speech: Speech) -> list[str]:
    if not unreads.all:
        return [speech.text("material-all-read")]
    lines = [speech.text("material-unread", count=unreads.all)]
    for branch, group in groupby(unreads.shown, key=lambda person: person[0]):
        lines.append(speech.text("material-unread-branch", branch=branch))
        for _branch, reader in group:
            key = "material-unread-gone" if reader.person_id in unreads.gone else "material-unread-line"
            lines.append(speech.text(key, grid=reader.grid_name, name=reader.name))
    return lines
