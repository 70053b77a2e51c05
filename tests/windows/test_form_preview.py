"""The windows of a form as lines, and as one page."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from windows.reporting.form_preview import ShownWindow, preview_page, window_lines
from windows.windows import Button, Window

WINDOW = Window(
    "<b>灯色？</b>\nA &amp; B &lt;3", [[Button("绿", "a"), Button("黄 & 红", "b")], [Button("返回", "c")]]
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_lines_have_the_words_without_formatting_and_the_buttons_in_brackets() -> None:
    assert window_lines(ShownWindow("light", WINDOW)) == [
        "── light ──",
        "灯色？",
        "A & B <3",
        "[绿]  [黄 & 红]",
        "[返回]",
    ]


def test_a_page_shows_the_same_words_and_keeps_what_is_bold() -> None:
    page = read(preview_page("预览 <1>", "zh", [ShownWindow("light", WINDOW)]))
    for words in ("预览 <1>", "light", "灯色？\nA & B <3", "黄 & 红", "返回"):
        assert words in page.text
    assert page.tags.count("b") == 1


def test_a_page_runs_nothing_and_loads_nothing() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)><b onclick=alert(1)>x</b>"
    window = Window(hostile, [[Button(hostile, "a")]])
    page = preview_page(hostile, "zh", [ShownWindow(hostile, window)])
    assert set(read(page).tags) <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "main",
        "section",
        "div",
        "span",
        "b",
    }
    assert "http" not in page.replace("http-equiv", "")


@given(st.text(max_size=40), st.text(max_size=20))
def test_no_words_escape_from_their_place(text: str, label: str) -> None:
    page = read(preview_page(label, "zh", [ShownWindow(label, Window(text, [[Button(label, "a")]]))]))
    assert not {"script", "img", "iframe", "link", "a"} & set(page.tags)
    assert page.tags.count("section") == 1
