"""The clock of `make test-dates`: the day is another one, and waiting costs no processor."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

AT_DATE = Path(__file__).parents[1] / ".ci" / "at-date"
WAITING = """
import threading, time
spent = []
def wait() -> None:
    began = time.thread_time()
    time.sleep(0.001)  # the other thread holds Python's lock by then
    spent.append(time.thread_time() - began)
waiting = threading.Thread(target=wait)
waiting.start()
began = time.thread_time()
while time.thread_time() - began < 0.3:
    sum(range(200_000))
waiting.join()
print(time.strftime("%Y-%m-%d", time.gmtime()), spent[0])
"""


@pytest.mark.skipif(shutil.which("faketime") is None, reason="needs faketime")
def test_on_another_day_a_thread_waits_for_python_s_lock_without_asking_again_and_again() -> None:
    command = [str(AT_DATE), "2028-02-29T10:00", sys.executable, "-c", WAITING]
    itself = {"PATH": os.environ["PATH"]}  # on no other day than this one, whatever day these tests run on
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=itself)  # noqa: S603
    day, spent = found.stdout.split()
    assert day == "2028-02-29"
    assert float(spent) < 0.002  # it waits for some five milliseconds
