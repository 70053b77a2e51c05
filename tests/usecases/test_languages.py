from types import SimpleNamespace
from typing import Any, cast

import pytest

from domain.people.people import Viewer
from usecases.house import Notes, Request


@pytest.mark.parametrize(("language", "kept"), [("zh", []), ("en", ["en"])])
def test_only_another_language_than_the_first_is_kept_so_that_officials_push_no_stranger_out(
    language: str, kept: list[str]
) -> None:
    languages: Notes[str] = Notes()
    house: Any = SimpleNamespace(languages=languages)
    request: Any = SimpleNamespace(house=house, telegram_id=1)
    viewer = cast("Viewer", SimpleNamespace(language=language))
    assert Request.language(request, viewer) == language
    assert list(languages.values()) == kept
    assert Request.language(request) == language
