import re
import subprocess
import sys
import time

import psutil
import pytest

from domain.errors import RefusalError
from reports.evidence import apart as cleaning_apart
from reports.evidence.apart import FULL, QUICK, Budget, OverBudgetError, clean_apart
from reports.evidence.cleaning import clean
from tests.reports.evidence.evidence import CANARY, crowded_pdf, heic
from tests.reports.evidence.office_evidence import slides
from tests.reports.evidence.test_cleaning import LOCKED, SAMPLES

ALL = {**SAMPLES, "pptx": slides(), "heic": heic(turned=True)}
A_SECOND = Budget(processor_s=1, longest_s=3)


@pytest.fixture
def workshop() -> psutil.Process:
    """The process that is forked for each file, started."""
    clean_apart(SAMPLES["txt"], "a.txt", FULL)
    process = cleaning_apart._WORKSHOP._process
    assert process is not None
    return psutil.Process(process.pid)


def wait_until_alone(workshop: psutil.Process) -> None:
    deadline = time.monotonic() + 5
    while workshop.children() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert workshop.children() == []


@pytest.mark.parametrize("kind", ALL)
def test_a_file_comes_out_of_a_process_that_can_open_nothing_as_it_does_here(kind: str) -> None:
    name = f"a.{kind}"
    assert clean_apart(ALL[kind], name, FULL) == clean(ALL[kind], name)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"MZ", "kind"), (LOCKED, "locked"), (b"a" * 20_971_521, "size"), (b"PK\x03\x04", "broken")],
)
def test_a_refusal_comes_back_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(RefusalError, match=f"evidence-refused-{reason}") as error:
        clean_apart(content, "a.exe", FULL)
    assert error.value.details == ({"limit": 20} if reason == "size" else {})


def test_a_file_that_keeps_a_library_busy_is_ended_at_its_budget(workshop: psutil.Process) -> None:
    content = crowded_pdf(250_000)
    began = time.monotonic()
    with pytest.raises(OverBudgetError):
        clean_apart(content, "a.pdf", A_SECOND)
    assert time.monotonic() - began < A_SECOND.longest_s + 1
    wait_until_alone(workshop)


def test_a_file_that_fills_the_memory_is_ended_at_its_budget(workshop: psutil.Process) -> None:
    content = crowded_pdf(400_000)
    with pytest.raises((OverBudgetError, RefusalError)):
        clean_apart(content, "a.pdf", Budget(processor_s=3, longest_s=5, memory_mib=160))
    wait_until_alone(workshop)
    assert workshop.is_running()


def test_nothing_of_a_file_or_of_the_bot_is_told_to_the_process(
    monkeypatch: pytest.MonkeyPatch, workshop: psutil.Process
) -> None:
    monkeypatch.setenv("GRIDBOT_TOKEN", CANARY)
    cleaning_apart._WORKSHOP.close()
    clean_apart(SAMPLES["txt"], f"{CANARY}.txt", FULL)
    process = cleaning_apart._WORKSHOP._process
    assert process is not None
    told = psutil.Process(process.pid)
    assert told.cmdline()[1:] == ["-P", "-m", "reports.evidence.process"]
    assert set(told.environ()) == {"PYTHONPATH", "LC_ALL"}
    assert not workshop.is_running()


def test_a_process_that_has_ended_is_started_again(workshop: psutil.Process) -> None:
    workshop.kill()
    workshop.wait()
    assert clean_apart(SAMPLES["jpeg"], "a.jpg", FULL).extension == ".jpg"


def test_the_process_ends_with_the_bot() -> None:
    script = (
        "from reports.evidence.apart import FULL, _WORKSHOP, clean_apart\n"
        "clean_apart(b'a', 'a.txt', FULL)\n"
        "print(_WORKSHOP._process.pid, flush=True)\n"
        "import os; os._exit(1)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)  # noqa: S603
    found = re.fullmatch(rb"(\d+)\n", said.stdout)
    assert found is not None, said.stderr
    deadline = time.monotonic() + 5
    while psutil.pid_exists(int(found[1])) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not psutil.pid_exists(int(found[1]))


def test_within_its_limits_a_process_opens_and_writes_nothing() -> None:
    script = """
import socket
from pathlib import Path
from reports.evidence.process import _limit
_limit(5, 5, 1_000)
for act in (lambda: Path("/etc/hosts").read_bytes(), lambda: Path("/dev/null").write_bytes(b"x"), socket.socket):
    try:
        act()
    except OSError as error:
        print(error.errno)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)  # noqa: S603
    assert said.stdout.split() == [b"24"] * 3


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"{}",
        b'{"refused": "evidence-refused-kind", "details": {"limit": "x"}}',
        b'{"word": "/../x"}',
        b'{"word": 5}',
        b"\xff",
    ],
)
def test_what_a_process_says_is_not_believed(said: bytes) -> None:
    with pytest.raises(RefusalError, match="evidence-refused-broken"):
        cleaning_apart._outcome(said, b"")


def test_a_file_costs_no_start_of_a_process(workshop: psutil.Process) -> None:
    began = time.monotonic()
    for _ in range(5):
        clean_apart(SAMPLES["txt"], "a.txt", QUICK)
    assert time.monotonic() - began < 2.5
    assert cleaning_apart._WORKSHOP._process is not None
    assert cleaning_apart._WORKSHOP._process.pid == workshop.pid
