"""How a filed report is called in windows."""

from locales import Speech
from locales.dates import duty_title
from storage.reporting.reviewed import FiledReport
from usecases.house import Request


def report_title(request: Request, speech: Speech, report: FiledReport) -> str:
    """Return e.g. 5月网格廉情月报 · 心内科, plain."""
    form = request.house.form_of(request.house.duties[report.duty_id])
    return f"{duty_title(speech, form.title, report.period_id)} · {report.grid_name}"
