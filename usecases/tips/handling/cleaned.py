"""Files that came from the page: sent as they were, they are cleaned before anybody opens them on the server."""

from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.tips.padding import unpad_file
from reports.evidence.apart import FULL, QUICK, OverBudgetError, clean_apart
from reports.evidence.cleaning import Cleaned
from usecases.house import House


async def clean_opened(house: House, opened: bytes, name: str) -> Cleaned | None:
    """Return a cleaned copy of an opened file that came from the page; None for one of the chat, cleaned as it came.

    Raises RefusalError where it can't be cleaned: it stays sealed.
    """
    content = unpad_file(opened)
    return None if content is None else await _clean_within_budget(house, content, name)


async def _clean_within_budget(house: House, content: bytes, name: str) -> Cleaned:
    # What takes long begins again in a lane of its own, so that nobody waits for it whose file does not.
    for lane, budget in ((house.cleaning, QUICK), (house.cleaning_slowly, FULL)):
        async with lane:
            try:
                return await in_a_thread(clean_apart, content, name, budget)
            except OverBudgetError:
                continue
    raise RefusalError("evidence-refused-slow")
