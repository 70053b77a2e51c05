import fcntl
from pathlib import Path

import pytest

from tests.reports.documents.sample_documents import documents_to_print
from tests.reports.evidence.office import SOFFICE, Page, Printed, pages, print_out


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Printed:
    """Return the pages of a document by its name, printed by one run of LibreOffice for all of a test run."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    base = tmp_path_factory.getbasetemp()
    folder = _printed_once((base if worker_id == "master" else base.parent) / "printed")
    known: dict[str, list[Page]] = {}

    def pages_of(name: str) -> list[Page]:
        if name not in known:
            known[name] = pages(folder / f"{name}.pdf")
        return known[name]

    return pages_of


def _printed_once(folder: Path) -> Path:
    """Print into `folder`, unless another process of the same run has done so: the others wait for it."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        if not done.exists():
            print_out(documents_to_print(), folder)
            done.touch()
    return folder
