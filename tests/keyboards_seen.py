"""What stood on the keyboards of a hospital's chats, looked at when a test is over."""

from collections import Counter
from collections.abc import Iterator

from simulator.refusals import Json
from simulator.state.world import World

WALKS = frozenset(
    {
        "test_month",
        "test_documents",
        "test_drill_down",
        "test_exempt_items",
        "test_fill_form_which",
        "test_hearings_offer",
        "test_invite_people",
        "test_materials",
        "test_nudges_on_phones",
        "test_read_digest",
        "test_review_reports",
        "test_send_material",
        "test_show_menu",
        "test_take_leave",
    }
)
"""Files of tests that between them open most windows in which things are chosen from lists."""


def labels_twice(world: World) -> list[str]:
    """Return a line for every keyboard that ever bore two buttons of one name, whatever message it stood under."""
    found = dict.fromkeys(_lines(message) for message in _messages(world))
    return [line for line in found if line]


def _messages(world: World) -> Iterator[Json]:
    for bot in world.bots.values():
        for chat in (*bot.chats.values(), *world.groups.values()):
            for event in chat.feed.after(0):
                if "message" in event:
                    yield event["message"]


def _lines(message: Json) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    twice = [
        label
        for label, count in Counter(button["text"] for row in rows for button in row).items()
        if count > 1
    ]
    return f"{twice} under {message.get('text', '')[:60]!r}" if twice else ""
