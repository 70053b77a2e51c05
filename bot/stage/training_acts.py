"""What can be done at the page of a training, by name ("does"), and how it is done.

pick     {staff_number, language?}     take the phone of a person of the roster; bound the first time
arrive   {language?}                   a stranger with a phone
text     {who, text, reply_to?}        who: the user id, here and below
tap      {who, message_id, data}
file     {who, kind, name, caption, base64}
link     {who, link}                   a t.me link, and START
forward  {who, text, writer}
edit     {who, message_id, text}
contact  {who, phone_number}
block, unblock, deactivate  {who}
clock    {by: hour, day, due or month}
fault    {kind, method?, chat_id?, times?, seconds?}    see simulator.faults.Fault
clear_faults, restart
"""

import base64

from bot.stage.holders import PhoneHolder
from bot.stage.training import Perform, Training
from bot.stage.training_clock import HOUR
from locales import DEFAULT_LANGUAGE
from simulator.faults import Fault
from simulator.refusals import Json, bad_request
from simulator.state.users import VirtualUser
from simulator.wire.bodies import MISTAKES
from simulator.wire.params import Upload
from storage.people.listed import ListedPerson
from storage.unit_of_work import UnitOfWork

_FILE_KINDS = {"photo", "document", "voice", "audio", "video", "sticker"}
_STRANGER = {"zh": "路人 {number}", "en": "Stranger {number}"}


async def perform(training: Training, action: Json) -> Json:
    """Do `action`; raises ApiError for one that can't be done."""
    does = str(action.get("does"))
    known = _ACTS.get(does)
    try:
        if known is not None:
            return await known(training, action)
        return _by_phone(_user(training, action), does, action)
    except MISTAKES as wrong:
        raise bad_request(f"{type(wrong).__name__}: {wrong}") from wrong


async def _pick(training: Training, action: Json) -> Json:
    number = str(action["staff_number"])
    for user_id, holder in training.holders.items():
        if holder.staff_number == number:
            return {"id": user_id}

    def work(uow: UnitOfWork) -> tuple[ListedPerson, str]:
        listed = uow.people.find_listed(number)
        if listed is None:
            raise bad_request("no such person")
        return listed, uow.invites.issue(listed.person_id, training.stage.clock.now())

    listed, code = await training.stage.app.database.run(work)
    user = _newcomer(training, PhoneHolder(listed.name, number), action)
    user.open_link(f"https://t.me/{training.stage.username}?start={code}")
    return {"id": user.id}


async def _arrive(training: Training, action: Json) -> Json:
    language = str(action.get("language", DEFAULT_LANGUAGE))
    count = sum(holder.staff_number is None for holder in training.holders.values())
    name = _STRANGER.get(language, _STRANGER[DEFAULT_LANGUAGE]).format(number=count + 1)
    return {"id": _newcomer(training, PhoneHolder(name), action).id}


def _newcomer(training: Training, holder: PhoneHolder, action: Json) -> VirtualUser:
    language = str(action.get("language", DEFAULT_LANGUAGE))
    world = training.stage.simulator.world
    about = world.add_person(holder.name, language_code={"zh": "zh-hans"}.get(language, language))
    training.holders[about["id"]] = holder
    user = VirtualUser(world, about["id"])
    if language != DEFAULT_LANGUAGE:
        user.send_text("/language")
    training.page.tell({"kind": "phones"})
    return user


def _user(training: Training, action: Json) -> VirtualUser:
    user_id = int(action["who"])
    if user_id not in training.holders:
        raise bad_request("nobody here holds this phone")
    return VirtualUser(training.stage.simulator.world, user_id)


def _by_phone(user: VirtualUser, does: str, action: Json) -> Json:
    match does:
        case "text":
            user.send_text(action["text"], reply_to=action.get("reply_to"))
        case "tap":
            return {"query_ids": list(user.tap(int(action["message_id"]), action["data"]))}
        case "file":
            _send_file(user, action)
        case "link":
            user.open_link(action["link"])
        case "forward":
            user.forward(action["text"], str(action["writer"]))
        case "edit":
            user.edit_text(int(action["message_id"]), action["text"])
        case "contact":
            name = user.about["first_name"]
            contact = {"phone_number": action["phone_number"], "first_name": name, "user_id": user.id}
            user.send({"contact": contact})
        case "block":
            user.block()
        case "unblock":
            user.unblock()
        case _:
            raise bad_request(f"nobody can do this: {does}")
    return {}


def _send_file(user: VirtualUser, action: Json) -> None:
    if action["kind"] not in _FILE_KINDS:
        raise bad_request(f"no such kind of file: {action['kind']}")
    upload = Upload(action["name"], base64.b64decode(action["base64"], validate=True))
    user.send_file(action["kind"], upload, action.get("caption", ""))


async def _move_clock(training: Training, action: Json) -> Json:
    end = getattr(await training.moves(), str(action["by"]), None)
    if end is None:
        raise bad_request("the clock can't be moved there")
    clock = training.stage.clock
    while clock.now() < end:
        clock.advance(min(HOUR, end - clock.now()))
        await training.stage.app.tick()
        training.page.tell({"kind": "clock", "now": clock.now().isoformat()})
    training.page.tell({"kind": "moved"})
    return {"now": clock.now().isoformat()}


async def _fault(training: Training, action: Json) -> Json:
    wanted = {key: value for key, value in action.items() if key != "does"}
    training.stage.simulator.faults.add(Fault(**wanted))
    training.page.tell({"kind": "faults"})
    return {}


async def _clear_faults(training: Training, _action: Json) -> Json:
    training.stage.simulator.faults.clear()
    training.page.tell({"kind": "faults"})
    return {}


async def _restart(training: Training, _action: Json) -> Json:
    await training.restart()
    training.page.tell({"kind": "restarted"})
    return {}


_ACTS: dict[str, Perform] = {
    "pick": _pick,
    "arrive": _arrive,
    "clock": _move_clock,
    "fault": _fault,
    "clear_faults": _clear_faults,
    "restart": _restart,
}
