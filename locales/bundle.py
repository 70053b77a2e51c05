"""One language, whose sentences are parsed when they are first said."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Message
from fluent.syntax.ast import Junk, Resource

# What begins an entry, a message or a term, stands at the beginning of a line; whatever goes on in one is indented.
_ENTRY = re.compile(r"^(?=-?[A-Za-z][\w-]*[ ]*=)", re.MULTILINE | re.ASCII)
_COMMENTS = re.compile(r"(?:(?:#.*|[ ]*)\n)*(?:#.*|[ ]*)")


class LazyBundle(FluentBundle):
    """The sentences of .ftl files: found by their names when they are read, parsed each when it is first said.

    Parsing all of a language takes a second, more than all else that a command does.
    """

    def __init__(self, locale: str, texts: Iterable[Traversable]) -> None:
        """Find what `texts` hold; of two entries of one name, the first counts.

        Raises TypeError where one begins with what is no Fluent, and names it.
        """
        super().__init__([locale], use_isolating=False)
        self._written: dict[str, tuple[str, str]] = {}
        """The file and the text of each entry by its name, a term's with its hyphen."""
        for file in texts:
            for name, text in _entries(file):
                self._written.setdefault(name, (file.name, text))

    @property
    def keys(self) -> frozenset[str]:
        """The names of all messages."""
        return frozenset(name for name in self._written if not name.startswith("-"))

    def has_message(self, message_id: str) -> bool:
        """Tell whether there is a message of that name."""
        return message_id in self._written

    def _lookup(self, entry_id: str, term: bool = False) -> Message:  # noqa: FBT001, FBT002 - as in FluentBundle
        name = f"-{entry_id}" if term else entry_id
        if name not in self._compiled:
            file_name, text = self._written[name]
            self.add_resource(_parsed(text, f"{self.locales[0]}/{file_name}"))
        return super()._lookup(entry_id, term)


def _entries(file: Traversable) -> Iterator[tuple[str, str]]:
    """Yield each entry's name and its text, up to the next one's."""
    first, *texts = _ENTRY.split(file.read_text(encoding="utf-8"))
    if not _COMMENTS.fullmatch(first):
        _parsed(first, file.name)
    for text in texts:
        yield text.partition("=")[0].rstrip(), text


def _parsed(text: str, place: str) -> Resource:
    resource: Resource = FluentResource(text)
    for entry in resource.body:
        if isinstance(entry, Junk):
            start = (entry.content or "")[:80]
            raise TypeError(f"locales/{place}: {start!r} is not Fluent")
    return resource
