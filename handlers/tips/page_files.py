"""Files that came from the page: sent as they were, they are cleaned here, before anybody opens them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from domain.errors import RefusalError
from domain.tips.padding import unpad_file
from handlers.wire.evidence_in_budget import clean_within_budget
from usecases.house import House
from windows.windows import Attachment


async def clean_page_files(house: House, files: Sequence[Attachment]) -> tuple[list[Attachment], list[str]]:
    """Return the files, those of the page cleaned, and the names of those that can't be: they stay sealed."""
    cleaned, left = [], []
    for file in files:
        content = unpad_file(file.content)
        if content is None:
            cleaned.append(file)
            continue
        try:
            copy = await clean_within_budget(house, content, file.name)
        except RefusalError:
            left.append(file.name)
            continue
        name = f"{PurePath(file.name).stem}{copy.extension}"
        cleaned.append(replace(file, name=name, content=copy.content))
    return cleaned, left
