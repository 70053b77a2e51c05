"""The link by which a handler signs in to /h. Values in, windows out."""

from domain.tips.receipts import show_receipt
from locales import Speech
from windows.entries import HANDLERS_PAGE, TIPS
from windows.windows import Button, Window


def link_window(address: str, code: str, speech: Speech) -> Window:
    """Return what shows the page's `address` and the `code` that lets its handler in; the button opens both at once."""
    page = f"{address}/h"
    text = speech.text("handlers-page-link", page=page, code=show_receipt(code))
    rows = [
        [Button(speech.label("handlers-page-go"), url=f"{page}#{code}")],
        [
            Button(speech.label("handlers-page-out"), f"{HANDLERS_PAGE}:out"),
            Button(speech.label("tips-list-back"), TIPS),
        ],
    ]
    return Window(text, rows)


def left_window(speech: Speech) -> Window:
    """Return what says that nobody is signed in to /h for this handler any more."""
    return Window(speech.text("handlers-page-left"), [[Button(speech.label("tips-list-back"), TIPS)]])
