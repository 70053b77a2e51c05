"""Print every document of the sample hospital into build/documents: docx, PDF, and a PNG of each page."""

import sys
from pathlib import Path

from tests.reports.documents.sample_documents import sample_documents
from tests.reports.evidence.office import SOFFICE, pages, print_out
from tests.reports.registers.register_papers import register_papers

_FOLDER = Path("build/documents")
_SHOWN, _SHOWN_WIDTH = (
    {"驻组半年报告": Path("docs/document.png"), "预警通知书": Path("docs/warning.png")},
    900,
)
_WIDTH = 1240


def main() -> None:
    """Print, and put two pages into docs/."""
    if SOFFICE is None:
        sys.exit("LibreOffice (soffice) is not installed")
    papers = {name: paper for name, paper in register_papers().items() if not name.endswith(".xlsx")}
    documents = {**sample_documents(), **papers}
    print_out(documents, _FOLDER)
    for name in documents:
        printed = pages(_FOLDER / f"{name}.pdf")
        for number, page in enumerate(printed, start=1):
            page.picture(_WIDTH).save(_FOLDER / f"{name}-{number}.png", optimize=True)
        if name in _SHOWN:
            printed[0].picture(_SHOWN_WIDTH).convert("L").save(_SHOWN[name], optimize=True)
    sys.stdout.write(f"{_FOLDER}: {len(documents)} documents\n")


if __name__ == "__main__":
    main()
