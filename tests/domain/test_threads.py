"""Work in a thread is answered, whatever it raises."""

import asyncio

import pytest

from domain.threads import in_a_thread


@pytest.mark.parametrize("kind", [StopIteration, GeneratorExit, SystemExit, KeyboardInterrupt])
async def test_what_a_future_cannot_carry_comes_as_an_error(kind: type[BaseException]) -> None:
    def work() -> None:
        raise kind("why")

    async with asyncio.timeout(10):
        with pytest.raises(RuntimeError, match=kind.__name__) as raised:
            await in_a_thread(work)
    assert isinstance(raised.value.__cause__, kind)


async def test_any_other_error_and_any_answer_come_as_they_are() -> None:
    with pytest.raises(LookupError, match="here"):
        await in_a_thread(_fail, LookupError("here"))
    assert await in_a_thread(divmod, 7, 2) == (3, 1)


def _fail(error: Exception) -> None:
    raise error
