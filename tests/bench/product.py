"""`python -m tests.bench.product CONFIG MOMENT [STANDS]`: `gridbot run` as an operator starts it, on a chosen day.

What is open depends on the day, so a bench that went by the machine's clock would measure another hospital at the end
of a month than in its middle. The clock starts at MOMENT (ISO 8601, aware) and runs on from there. What stands for long
on the loop is written into the file STANDS (tests/bench/loop_watch.py).
"""

import sys
from datetime import datetime
from pathlib import Path

from bot.commands.given import Given
from bot.commands.start import start
from tests.bench.loop_watch import watch_collections, watch_loops, watch_writing
from tests.running_clock import RunningClock

if __name__ == "__main__":
    if len(sys.argv) > 3:
        watch_loops(Path(sys.argv[3]))
        watch_writing(Path(sys.argv[3]))
        watch_collections(Path(sys.argv[3]))
    start(Given(clock=RunningClock(datetime.fromisoformat(sys.argv[2])), config_path=Path(sys.argv[1])))
