"""README's Going live, typed word for word in an empty environment; .ci/run does the same on a bare Debian."""

import shutil
from pathlib import Path

import pytest

from tests.going_live.grounds import EmptyEnvironment
from tests.going_live.readme import commands
from tests.going_live.story import go_live


@pytest.mark.skipif(
    shutil.which("setsid") is None, reason="no setsid here: no shell with a terminal of its own"
)
@pytest.mark.timeout(
    600
)  # six programs are started one after the other; on a busy machine each takes its time
async def test_what_the_readme_says_makes_a_bot_that_answers_a_person_invited_by_it(tmp_path: Path) -> None:
    ground = EmptyEnvironment(tmp_path)
    ground.furnish()
    try:
        lived = await go_live(ground)
    finally:
        ground.end()
    typed = list(lived.shown)
    assert len(commands("Going live")) <= 4
    assert [command.split()[0] for command in typed[:4]] == ["apt", "git", "gridbot", "systemctl"]
    assert "gridbot backup" in typed[-1]
