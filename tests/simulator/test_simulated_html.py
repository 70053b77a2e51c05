"""parse_mode=HTML, read as Telegram reads it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.messages.markup import parse_html, utf16_length
from simulator.messages.texts import to_html
from simulator.refusals import ApiError


def kinds(html: str) -> list[tuple[str, int, int]]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in parse_html(html)[1]]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_each_allowed_tag_makes_its_entity(tag: str, kind: str) -> None:
    assert parse_html(f"灯<{tag}>黄</{tag}>色") == ("灯黄色", [{"type": kind, "offset": 1, "length": 1}])


def test_offsets_count_utf16_units_so_an_emoji_counts_two() -> None:
    assert kinds("🔴<b>红🔴</b>") == [("bold", 2, 3)]


def test_spoilers_quotes_links_and_languages_carry_what_they_need() -> None:
    assert kinds('<span class="tg-spoiler">x</span>') == [("spoiler", 0, 1)]
    assert kinds("<blockquote expandable>x</blockquote>") == [("expandable_blockquote", 0, 1)]
    assert (
        parse_html('<a href="https://example.org/?a=1&amp;b=2">x</a>')[1][0]["url"]
        == "https://example.org/?a=1&b=2"
    )
    assert parse_html("<a href=example.org>x</a>")[1][0]["url"] == "http://example.org/"
    assert parse_html("<a>example.org</a>")[1][0]["url"] == "http://example.org/"
    assert parse_html('<a href="tg://user?id=7">x</a>')[1][0] == {
        "type": "text_mention",
        "offset": 0,
        "length": 1,
        "user": {"id": 7},
    }
    assert parse_html('<pre><code class="language-python">x</code></pre>')[1] == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    ]
    assert parse_html('<code class="language-python"><pre>x</pre></code>')[1] == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    ]
    assert parse_html('<code class="language-python">x</code>')[1] == [
        {"type": "code", "offset": 0, "length": 1}
    ]
    assert parse_html('<tg-emoji emoji-id="123">👍</tg-emoji>')[1][0]["custom_emoji_id"] == "123"


def test_a_link_to_nowhere_is_dropped_and_its_text_stays() -> None:
    assert parse_html('<a href="nowhere">x</a>') == ("x", [])
    assert parse_html('<a href="http://[">x</a>') == ("x", [])


def test_four_named_references_and_numbers_are_read_all_others_stay() -> None:
    text = parse_html("&lt;&gt;&amp;&quot; &#39;&#x4f60;&lt &nbsp;&hellip; & &#0; &#99999999;")[0]
    assert text == "<>&\" '你< &nbsp;&hellip; & &#0; &#99999999;"


def test_entities_stand_outermost_first() -> None:
    assert kinds("<i><b>x</b></i>") == [("bold", 0, 1), ("italic", 0, 1)]
    assert kinds("<b>a<i>x</i></b>") == [("bold", 0, 2), ("italic", 1, 1)]
    assert kinds("<b></b>x") == []
    assert kinds("<b>x</>") == [("bold", 0, 1)]
    assert kinds("<b data = 'y' other>x</b  >") == [("bold", 0, 1)]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("你好<br>", 'Unsupported start tag "br" at byte offset 6'),
        ("数值 < 3", 'Unsupported start tag "" at byte offset 7'),
        ("x<b", "Unclosed start tag at byte offset 1"),
        ('x<a href="y', "Unclosed start tag at byte offset 1"),
        ("x<a href", 'Unclosed start tag "a" at byte offset 1'),
        ("x<a href=", 'Unclosed start tag "a" at byte offset 1'),
        ("x<b =y>", 'Empty attribute name in the tag "b" at byte offset 1'),
        ("x<b ", 'Empty attribute name in the tag "b" at byte offset 1'),
        ("x<a href=y/z>", "Unexpected end of name token at byte offset 9"),
        ("x<span>y</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 1'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</b y>", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_what_telegram_refuses_is_refused_in_its_words(html: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(html)
    assert (refused.value.status, refused.value.description) == (
        400,
        f"Bad Request: can't parse entities: {reason}",
    )


_TAGS = ("b", "i", "u", "s", "tg-spoiler", "blockquote")


def _nest(inner: Any) -> Any:
    tagged = st.builds(lambda tag, inside: f"<{tag}>{inside}</{tag}>", st.sampled_from(_TAGS), inner)
    return st.lists(tagged | inner, max_size=3).map("".join)


@given(st.recursive(st.text("ab 灯🔴", max_size=4).map(lambda t: t.replace("&", "")), _nest, max_leaves=6))
def test_what_is_shown_as_html_reads_back_as_the_same_message(html: str) -> None:
    text, entities = parse_html(html)
    assert parse_html(to_html(text, entities)) == (text, entities)


@given(st.text())
def test_any_text_is_read_or_refused_and_its_entities_stay_inside_it(html: str) -> None:
    try:
        text, entities = parse_html(html)
    except ApiError as refused:
        assert refused.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017 - both ways are right
    else:
        assert all(0 <= e["offset"] < e["offset"] + e["length"] <= utf16_length(text) for e in entities)
