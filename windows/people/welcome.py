"""What whoever has just bound their phone reads: what they do here, by their posts."""

from domain.people.people import Viewer
from domain.tips.routing import body_of
from locales import Speech
from registers.library import RegisterLibrary
from windows.registers.posts import joined, register_work


def welcome(library: RegisterLibrary, viewer: Viewer, speech: Speech) -> str:
    """Return the lines (HTML) that greet `viewer`, with a role or without."""
    parts = (
        ("bind-work-unit", viewer.unit_code is not None),
        ("bind-work-grid", bool(viewer.inspected)),
        ("bind-work-digest", viewer.unit_code is None and viewer.digest_code is not None),
        ("bind-work-tips", body_of(viewer.roles_at_unit) is not None),
    )
    work = [speech.label(key) for key, is_theirs in parts if is_theirs]
    work += register_work(library, viewer, speech)
    lines = [speech.text("bind-done", name=viewer.name)]
    if work:
        lines.append(speech.text("bind-work", work=joined(work, speech)))
    return "\n".join(lines)
