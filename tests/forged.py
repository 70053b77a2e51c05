"""Presses of buttons that no window offers, as a forged or very old client could make them."""

from simulator.phone import Phone
from simulator.screen import Group
from simulator.state.world import Query
from tests.harness import Hospital


async def press(hospital: Hospital, phone: Phone, data: str, group: Group | None = None) -> str:
    """Press a button with `data` under the bot's last message; return what the bot says above the window."""
    toast = await phone.answer(await press_nowait(hospital, phone, data, group), group)
    return toast.text if toast else ""


async def press_nowait(hospital: Hospital, phone: Phone, data: str, group: Group | None = None) -> str:
    """Press a button with `data` under the bot's last message; return the press's id, unanswered."""
    world, bot = hospital.simulator.world, hospital.simulator.world.bot()
    chat = world.groups[group.id] if group else world.private_chat(bot, phone.id)
    last = next(message for message in reversed(chat.messages.values()) if message["from"]["is_bot"])
    press_id = world.new_query_id()
    bot.queries[press_id] = Query(chat, phone.id, world.now())
    forged = {"id": press_id, "from": phone.about, "message": last, "chat_instance": "1", "data": data}
    bot.updates.put("callback_query", forged)
    return press_id
