from types import SimpleNamespace
from typing import Any, cast

import pytest

from domain.people.people import Viewer
from tests.desks import MAY
from usecases.house import Request
from usecases.languages import Spoken
from usecases.memory import ProcessMemory


@pytest.mark.parametrize(("language", "kept"), [("zh", None), ("en", Spoken("en"))])
def test_only_another_language_than_the_first_is_kept_so_that_officials_push_no_stranger_out(
    language: str, kept: Spoken | None
) -> None:
    memory = ProcessMemory()
    request: Any = SimpleNamespace(notes=memory, telegram_id=1, now=MAY)
    viewer = cast("Viewer", SimpleNamespace(language=language))
    assert Request.language(request, viewer) == language
    assert memory.get(1, Spoken, MAY) == kept
    assert Request.language(request) == language
