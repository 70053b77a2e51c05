"""Lets Python sleep below faketime: for `.ci/at-date` alone, which puts this folder on the path.

Python sleeps until a moment of the monotonic clock, and faketime 0.9.10 takes that for one of the faked clock even
where it is told to leave the monotonic clock as it is: time.sleep fails. select() waits for a length of time.
"""

import select
import time


def sleep(seconds: float) -> None:
    """Wait for so many seconds; raises ValueError below 0, as time.sleep."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select((), (), (), seconds)


time.sleep = sleep
