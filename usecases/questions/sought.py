"""What a chat looks for below a question, by words that it typed, and what it finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.drafts import Draft
from usecases.house import Request
from usecases.memory import Remembered
from usecases.questions.pages import A_LEAF, Listed

T = TypeVar("T")

WORDS_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Sought(Remembered):
    """At which place of which draft the chat last looked for somebody, and by which words."""

    place: str
    words: str


def look_for(request: Request, draft: Draft, words: str) -> None:
    """Remember that this chat looks for `words` at the question that `draft` asks."""
    request.memory.put(Sought(_place(draft), words))


def sought_words(request: Request, draft: Draft) -> str:
    """Return what this chat looks for at the question that `draft` asks; "" for nothing."""
    sought = request.memory.get(Sought)
    return sought.words if sought is not None and sought.place == _place(draft) else ""


def list_all(request: Request) -> None:
    """Forget what this chat looked for: all are listed again."""
    request.memory.take(Sought)


def typed_words(text: str) -> str:
    """Return what is looked for where `text` was typed."""
    return " ".join(text.split())[:WORDS_LENGTH]


def leaf_found(search: Callable[[int, int], tuple[Sequence[T], int]], leaf: int, words: str) -> Listed[T]:
    """Return the leaf of what `search(limit, offset)` finds, and of how many."""
    listed, many = search(A_LEAF, leaf * A_LEAF)
    if not listed and leaf:  # some have left since that leaf was offered
        leaf = 0
        listed, many = search(A_LEAF, 0)
    return Listed(listed, many, leaf, words)


def _place(draft: Draft) -> str:
    return f"{draft.conversation}:{draft.id}:{draft.path}"
