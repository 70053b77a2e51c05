"""When garbage is collected: everybody waits for it, so a little at a time, and all of it while nothing is in hand.

Python's own full collection comes once a quarter more is there than after the last one: in the middle of a digest of
25,000 departments, whose rows it goes through one by one, and finds nothing (docs/decisions/0013).
"""

import gc
import sys
from typing import Final

from domain.threads import under_way

YOUNG: Final = 10_000
"""How many new objects are looked at together; a few milliseconds."""
MIDDLE: Final = 5
"""After how many of those what was left of them is looked at once more; 20 ms."""
NEVER: Final = 1_000_000_000
PUT_OFF_MOST: Final = 30
"""How many minutes a full collection is put off: what large work goes on for longer, memory must not wait for."""
SWITCH_S: Final = 0.0005


def pause_seldom() -> None:
    """Have the interpreter hold everybody up less than is usual."""
    collect_little_by_little()
    # What computes for long beside the loop hands over sooner than after the usual 5 ms, of which a reply would wait
    # out a dozen.
    sys.setswitchinterval(SWITCH_S)


def collect_little_by_little() -> None:
    """Leave what is there alone from now on: it lives as long as the process. Look at what is new in small parts."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, NEVER)


class Collecting:
    """Full collections, for whoever asks every minute."""

    def __init__(self) -> None:
        """Collect nothing yet."""
        self._put_off = 0

    def collect_if_quiet(self) -> bool:
        """Collect all garbage, unless a thread has large work in hand; tell whether that was done."""
        if under_way() and self._put_off < PUT_OFF_MOST:
            self._put_off += 1
            return False
        self._put_off = 0
        gc.collect()
        return True
