"""Files that came from the page: sent as they were, they are cleaned here, before anybody opens them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from domain.errors import RefusalError
from usecases.house import House
from usecases.tips.handling.cleaned import clean_opened
from windows.windows import Attachment


async def clean_page_files(house: House, files: Sequence[Attachment]) -> tuple[list[Attachment], list[str]]:
    """Return the files, those of the page cleaned, and the names of those that can't be: they stay sealed."""
    cleaned, left = [], []
    for file in files:
        try:
            copy = await clean_opened(house, file.content, file.name)
        except RefusalError:
            left.append(file.name)
            continue
        if copy is None:
            cleaned.append(file)
            continue
        name = f"{PurePath(file.name).stem}{copy.extension}"
        cleaned.append(replace(file, name=name, content=copy.content))
    return cleaned, left
