"""In whose words an answer speaks: what an act of a person returns is put into the language of that person."""

from domain.people.people import Viewer
from locales import Speech, shared_words
from usecases.house import Request


def speech_of(request: Request, viewer: Viewer | None = None) -> Speech:
    """Return the words for `viewer`; without one, for a stranger or for whoever was spoken to before."""
    return speech_in(request.language(viewer))


def speech_in(language: str) -> Speech:
    """Return the words of `language`."""
    return Speech(shared_words(), language)
