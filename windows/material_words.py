"""Study material and requirements in words, the same in windows and letters (docs/domain.md section 6)."""

from datetime import datetime
from html import escape

from domain.materials.materials import Content, FileKind
from locales import Speech
from locales.dates import day_name
from storage.materials.materials import Material
from windows.entries import MATERIALS, back_to_menu, read_material
from windows.hearing_words import moment_name
from windows.windows import Attachment, Button, Window

TITLE_LENGTH = 18


def material_window(
    material: Material, speech: Speech, read_at: datetime | None = None, *, with_file: bool
) -> Window:
    """Return something to be read, with its file and 已阅, or, once `read_at` (aware), when that was."""
    lines = [*head_lines(material, speech), *content_lines(material.content, speech), ""]
    rows = link_rows(material.content, speech)
    if material.withdrawn:
        lines.append(speech.text("material-was-withdrawn"))
    if read_at is None:
        key = "material-please" if material.due_on is None else "material-please-until"
        day = "" if material.due_on is None else day_name(speech, material.due_on)
        lines.append(speech.text(key, day=day))
        rows.append([Button(speech.label("material-read"), read_material(material.id))])
    else:
        lines.append(speech.text("material-read-at", at=moment_name(speech, read_at)))
        rows.append([Button(speech.label("menu-materials"), MATERIALS), back_to_menu(speech)])
    return Window("\n".join(lines), rows, _files(material.content) if with_file else ())


def head_lines(material: Material, speech: Speech) -> list[str]:
    """Return what it is, and when it was sent."""
    kind = speech.label(f"material-kind-{material.kind}")
    return [speech.text("material-head", kind=kind, at=moment_name(speech, material.sent_at))]


def content_lines(content: Content, speech: Speech) -> list[str]:
    """Return all there is to read in words; a file is named."""
    lines = [quoted(content.text)] if content.text else []
    if content.link is not None:
        lines.append(quoted(content.link))
    if content.file is not None:
        lines.append(speech.text("material-see-file", file=_file_name(content.file.kind, speech)))
    return lines


def quoted(text: str) -> str:
    """Return what a person wrote as HTML: too long, perhaps, to be the argument of a sentence."""
    return escape(text, quote=False)


def link_rows(content: Content, speech: Speech) -> list[list[Button]]:
    """Return the button that opens the link, if there is one."""
    return [] if content.link is None else [[Button(speech.label("material-open-link"), url=content.link)]]


def material_title(content: Content, speech: Speech) -> str:
    """Return in a few plain words what it is: how its text begins, or its link, or which kind of file."""
    if content.text:
        begins = content.text.splitlines()[0].strip()
    elif content.link is not None:
        begins = content.link.partition("://")[2]
    else:
        begins = _file_name(content.file.kind, speech) if content.file else ""
    return begins if len(begins) <= TITLE_LENGTH else f"{begins[:TITLE_LENGTH]}…"


def _file_name(kind: FileKind, speech: Speech) -> str:
    return speech.label(f"material-file-{kind}")


def _files(content: Content) -> tuple[Attachment, ...]:
    if content.file is None:
        return ()
    # A picture is known by its name's end (windows/windows.py).
    name = "picture.png" if content.file.kind is FileKind.PHOTO else "document"
    return (Attachment(name, file_id=content.file.file_id),)
