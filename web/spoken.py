"""The words of the pages, out of locales/: both languages in one file, so that no request says which one is read."""

import json
from collections.abc import Iterator

from domain.tips.reading import FILES_AT_ONCE
from domain.tips.register import CHOICES, CloseBar
from domain.tips.routing import Body
from domain.tips.tips import (
    FILES_LIMIT,
    LABELS,
    REPORTER_LABELS,
    SHORT_LIMIT,
    TEXT_LIMIT,
    Area,
    Source,
    TipAct,
    TipState,
)
from domain.tips.unfinished import SEE_FILES, UNKNOWN
from locales import LANGUAGES, Speech, shared_words
from usecases.tips.handling.words import QUESTION_LIMIT
from web.manifests import ALL_LIMIT, EXTENSIONS, FILE_LIMIT
from windows.tips.register_acts import TEMPLATES
from windows.tips.step_words import way_said

_OF_SENTENCES = "limit minutes name on part place seconds time to"
_OF_REGISTER = "act count extension first grid last main number page pages way"
_GAPS = {name: f"{{{name}}}" for name in f"{_OF_SENTENCES} {_OF_REGISTER}".split()}
_REPORTERS_REFUSALS = (
    "tips-closed",
    "tips-closed-letter",
    "tips-no-key-office",
    "tips-no-key-office-letter",
    "tips-no-key-supervisor",
    "tips-no-key-supervisor-letter",
    "tips-receipt-gone",
    "tips-receipt-unknown",
)
"""What the chat says as well."""
_HANDLERS_REFUSALS = (
    "clues-unseen",
    "keys-file-unreadable",
    "keys-not-yet-yours",
    "ledger-empty",
    "tip-register-changed",
    "tip-register-gone",
    "tip-register-last-handler",
    "tip-register-not-askable",
    "tip-register-not-closable",
    "tip-register-words-only",
    "tips-not-opened",
    "tips-receipt-wait",
    "tips-short-too-long",
    "tips-state-not-next",
    "unlock-erased",
    "unlock-locked",
    "unlock-wrong",
)
_SURE = (
    TipAct.CLOSED,
    TipAct.TOLD_ACCEPTED,
    TipAct.TOLD_RESULT,
    TipAct.ELSEWHERE,
    TipAct.PASSED_ON,
    TipAct.UNVERIFIED,
)
"""Steps of which the chat says what follows from them."""
_OF_HANDLERS = "desk-"
"""What begins so is said to handlers alone."""


def reporters_words() -> bytes:
    """Return what /t and /r say, and what they and the server agree on."""
    said = {
        language: {
            name: text
            for name, text in _said(Speech(shared_words(), language)).items()
            if not name.startswith(_OF_HANDLERS)
        }
        for language in LANGUAGES
    }
    rules = {
        "areas": {area.name.lower(): area.value for area in Area},
        "labels": LABELS | REPORTER_LABELS,
        "unknown": UNKNOWN,
        "see_files": SEE_FILES,
        "extensions": EXTENSIONS,
        "file_limit": FILE_LIMIT,
        "files_limit": FILES_LIMIT,
        "all_limit": ALL_LIMIT,
        "text_limit": TEXT_LIMIT,
        "short_limit": SHORT_LIMIT,
    }
    # Not sorted below: areas stand in their own order.
    return json.dumps(said | {"rules": rules}, ensure_ascii=False).encode()


def handlers_words() -> bytes:
    """Return what /h says."""
    said = {}
    for language in LANGUAGES:
        speech = Speech(shared_words(), language)
        said[language] = dict(sorted({**_said(speech), **dict(_of_register(speech))}.items()))
    rules = {"files_at_once": FILES_AT_ONCE, "templates": TEMPLATES, "question": QUESTION_LIMIT}
    return json.dumps(said | {"rules": rules}, ensure_ascii=False).encode()


def _said(speech: Speech) -> dict[str, str]:
    """Return what all pages say in one language, by the names under which they ask for it."""
    keys = (
        key.removeprefix("page-") for key in shared_words().keys(speech.language) if key.startswith("page-")
    )
    said = {name: speech.label(f"page-{name}", **_GAPS) for name in keys}
    said |= {f"fault-{key}": speech.label(key, **_GAPS) for key in _REPORTERS_REFUSALS}
    for area in Area:
        said[f"area-{area.name.lower()}"] = speech.label(f"tips-area-{area.name.lower()}")
    for state in TipState:
        said[f"state-{state}"] = speech.label(f"tips-state-{state}")
        said[f"state-said-{state}"] = speech.label(f"tips-receipt-{state}")
    return dict(sorted(said.items()))


def _of_register(speech: Speech) -> Iterator[tuple[str, str]]:
    """Yield what the register's words are called on /h, and the words, the chat's own."""
    for key in _HANDLERS_REFUSALS:
        yield f"fault-{key}", speech.label(key, **_GAPS)
    for act in TipAct:
        yield f"act-{act}", speech.label(f"tips-act-{act}")
    for act, ways in CHOICES.items():
        for name, way in ways.items():
            yield f"way-{act}-{name.lower()}", way_said(act, way, speech)
    for act in _SURE:
        yield f"sure-{act}", speech.label(f"tip-register-sure-{act}")
    for bar in CloseBar:
        yield f"bar-{bar}", speech.label(f"tip-register-bar-{bar}")
    for template in TEMPLATES:
        yield f"template-{template}", speech.label(f"tip-register-template-{template}")
    for body in Body:
        yield f"together-{body}", speech.label(f"tip-register-together-{body}")
    for source in Source:
        name = source.name.lower()
        yield f"source-{name}", speech.label(f"tips-source-{name}", grid="{grid}")
