"""The tips of the demo: one from a stranger without a name, one that an inspector passes on."""

import re

from bot.stage.demo_cast import OFFICE, Actor, Play
from simulator.phone import NotShownError
from simulator.screen import Message
from storage.tips.sealing import open_text

FORWARDS = "急诊科特邀监察员"
_RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{1,4}){3,}")


async def report_without_a_name(play: Play) -> None:
    """26 June: a stranger's anonymous tip, opened by level 1 with its key, and looked up by its receipt."""
    play.scene("tip")
    await play.at(6, 26, 12)
    stranger = await play.newcomer(play.say("demo-stranger"))
    await stranger.send("/start")
    await stranger.tap(play.say("menu-tip"))
    await stranger.tap(play.say("tips-notice-anonymous"))
    await stranger.send(play.say("demo-says-tip"))
    await stranger.tap(play.say("tips-what-done"))
    await stranger.send(play.say("demo-says-department"))
    await stranger.tap(play.say("tips-skip"))
    await stranger.tap(play.say("tips-skip"))
    await stranger.tap(play.say("tips-concern-nobody"))
    await stranger.tap(play.say("tips-area-service"))
    await stranger.tap(play.say("tips-summary-submit"))
    receipt = _find_receipt(await stranger.sees(play.say("tips-sent")))
    await stranger.tap(play.say("tips-end-done"))
    await _open_with_the_key(play, play.actors[OFFICE])
    play.note("receipt")
    await stranger.send(f"/receipt {receipt}")
    await stranger.sees(play.say("tips-receipt-state", state=play.say("tips-state-accepted")))


async def _open_with_the_key(play: Play, office: Actor) -> None:
    """Level 1 is told, downloads the sealed text, opens it with the key that the server doesn't have, accepts."""
    stage = play.stage
    await stage.app.deliver()
    await office.gets(play.say("tips-come"))
    await office.tap(play.say("tips-come-open"))
    await office.tap(play.say("tips-area-service"))
    await office.tap(play.say("tips-download"))
    name, sealed = await office.file(".age")
    said = play.say("demo-says-tip")
    if said.encode() in sealed:
        raise NotShownError(f"{name} is not sealed")
    play.keep(name, sealed)
    play.keep("office-key.txt", f"{stage.office_key.identity}\n".encode())
    text = open_text(sealed, stage.office_key.identity)
    play.note("opened", file=name, text=text)
    if said not in text:
        raise NotShownError(f"{name} does not hold what was said")
    accept = play.say("tips-act-accepted")
    await office.tap(accept)
    await office.tap(play.say("tip-register-skip-reason", act=accept))
    await office.sees(play.say("tips-state-accepted"))


async def forward_what_was_told(play: Play) -> None:
    """27 June: an inspector forwards a message to the bot, as a tip."""
    play.scene("forward")
    await play.at(6, 27, 20)
    inspector = play.actors[FORWARDS]
    told, writer = play.say("demo-says-told"), play.say("demo-relative")
    await inspector.forward(told, writer, play.say("demo-forwards", writer=writer, text=told))
    await inspector.tap(play.say("tips-offer-take"))
    await inspector.tap(play.say("tips-concern-nobody"))
    await inspector.tap(play.say("tips-area-ethics"))
    await inspector.tap(play.say("tips-summary-submit"))
    await inspector.sees(play.say("tips-sent-forwarded"))
    await play.stage.app.deliver()
    await play.actors[OFFICE].gets(play.say("tips-come"))


def _find_receipt(message: Message) -> str:
    found = _RECEIPT.search(message.text)
    if found is None:
        raise NotShownError(f"no receipt code in the message\n{message.text}")
    return found[0]
