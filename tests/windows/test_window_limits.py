"""Whatever a window holds, Telegram takes it: measured as the simulator measures, who refuses what Telegram refuses."""

import json
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from simulator.messages.keyboards import read_markup
from simulator.messages.markup import parse_html, utf16_length
from simulator.refusals import ApiError
from simulator.wire.params import Params
from windows.text_parts import TEXT_MOST, cut_to, phone_lines, shown_units
from windows.window_limits import DATA_BYTES_MOST, fitted, fitted_rows
from windows.windows import Button, Window

SAID = "（其余没有显示。）"
SIGNS = st.text(st.sampled_from("&<>'\"中😀𠮷a\n "), min_size=1, max_size=400)
HTML = st.lists(
    st.one_of(
        SIGNS.map(escape),
        SIGNS.map(lambda words: f"<b>{escape(words)}</b>"),
        SIGNS.map(lambda words: f'<a href="https://x.org/?a=1&amp;b=2">{escape(words)}<i>·</i></a>'),
    ),
    min_size=1,
).map("\n".join)
LABELS = st.text(st.sampled_from("中😀a"), min_size=1, max_size=90)
ROWS = st.lists(
    st.lists(
        st.builds(Button, LABELS, st.text(st.sampled_from("中a:1"), min_size=1, max_size=70)), max_size=9
    ),
    max_size=30,
)
BACK = [Button("返回", "menu")]


def is_taken(window: Window) -> bool:
    shown, _entities = parse_html(window.text)
    keyboard = [
        [{"text": button.label, "callback_data": button.data} for button in row] for row in window.rows
    ]
    try:
        read_markup(Params({"reply_markup": json.dumps({"inline_keyboard": keyboard})}))
    except ApiError:
        return False
    return utf16_length(shown) <= TEXT_MOST


@given(HTML)
def test_text_is_measured_as_telegram_measures_it(text: str) -> None:
    assert shown_units(text) == utf16_length(parse_html(text)[0])


@given(HTML, st.integers(20, 600))
def test_a_cut_text_is_short_enough_and_the_beginning_of_what_was_said(text: str, most: int) -> None:
    kept, whole = parse_html(cut_to(text, most))[0], parse_html(text)[0]
    assert utf16_length(kept) <= most
    assert whole.startswith(kept)
    assert utf16_length(kept) * 2 >= min(most, utf16_length(whole)) - 2


@given(HTML.map(lambda text: text * 20), ROWS)
def test_every_window_is_taken_and_the_way_back_stays(text: str, rows: list[list[Button]]) -> None:
    found = fitted(Window(text, [*rows, BACK]), SAID)
    assert is_taken(found.window)
    assert found.window.rows[-1] == BACK
    assert bool(found.cut) == (SAID in found.window.text)
    assert all(len(button.data.encode()) <= DATA_BYTES_MOST for row in found.window.rows for button in row)


def test_what_fits_is_left_as_it_is() -> None:
    window = Window("好" * TEXT_MOST, [[Button("某" * 30, "menu")] * 5] * 10)
    assert fitted(window, SAID).window is window
    assert fitted_rows(window.rows) is window.rows


def test_a_long_text_ends_with_a_line_and_says_that_it_was_cut() -> None:
    found = fitted(Window("\n".join(["<b>" + "好" * 99 + "</b>"] * 60), [BACK]), SAID)
    assert found.window.text.endswith(f"好</b>\n{SAID}")
    assert (found.cut, found.kind) == (("text",), "menu")


def test_of_too_many_buttons_the_first_stay_and_the_last_row() -> None:
    rows = [[Button(str(number), f"grid:{number}")] for number in range(200)]
    found = fitted(Window("网格", [*rows, BACK]), SAID)
    assert list(found.window.rows) == [*rows[:99], BACK]
    assert (found.cut, found.kind) == (("buttons",), "grid")


def test_a_line_of_a_phone_holds_eighteen_wide_signs_or_thirty_six_narrow_ones() -> None:
    assert [phone_lines("好" * count) for count in (0, 1, 18, 19)] == [1, 1, 1, 2]
    assert [phone_lines("a" * count) for count in (36, 37)] == [1, 2]
    assert phone_lines(f"<b>{'好' * 18}</b>\n&amp;\n\n{'“”' * 9}") == 4
