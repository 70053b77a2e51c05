"""流程图 of an entry: the button that leads to it, the pictures below which one goes back."""

from collections.abc import Sequence

from domain.registers.entries import Entry
from locales import Speech
from registers.language import Register
from usecases.registers.charts import ShownChart
from windows.entry_buttons import open_entry
from windows.windows import Attachment, Button, Window

FLOW = "entry-flow"


def chart_buttons(register: Register, entry: Entry, speech: Speech) -> list[Button]:
    """Return the way to the entry's flow chart; none where it has none."""
    chart = register.flow_chart
    if chart is None or not (entry.answers.get(chart.steps) or entry.answers.get(chart.files or "")):
        return []
    return [Button(speech.label("registers-flow"), f"{FLOW}:{entry.id}")]


def chart_window(shown: ShownChart, pages: Sequence[bytes], entry_id: int, speech: Speech) -> Window:
    """Return the drawn `pages` (PNG) and the attached files, and below them the way back to the entry."""
    drawn = [
        Attachment(f"{speech.label('registers-flow')}{number}.png", page)
        for number, page in enumerate(pages, start=1)
    ]
    attached = [Attachment(file.name, content, as_it_is=True) for file, content in shown.files]
    text = speech.text("registers-flow-of", title=shown.title)
    return Window(text, [[Button(speech.label("report-back"), open_entry(entry_id))]], [*drawn, *attached])
