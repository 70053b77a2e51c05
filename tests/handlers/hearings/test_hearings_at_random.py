"""Several people choosing, changing, giving back and withdrawing at random, through the simulator over HTTP.

Beside it stands a model of a few lines; after every act the tables must say what the model says, and in the end the
letters must be those that the acts called for.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

from simulator.phone import Phone
from storage.duties.tables import hearing_slots
from storage.tables import outbox
from tests.desks import rows_of
from tests.forged import press
from tests.harness import Hospital
from tests.hearings_set_up import BONES, BRANCH, OFFICE, WARD, hold_hearings, offer
from usecases.hearings.letters import quarter_of

HOSTS = 3
"""Commissioner and office."""
ACTS = 45
PEOPLE = (WARD, BONES, BRANCH)


@dataclass
class Model:
    """Who has which slot since when, and which letters that must have brought."""

    chosen: dict[int, int] = field(default_factory=dict)
    since: dict[int, object] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    letters: Counter[str] = field(default_factory=Counter)
    quarters: set[object] = field(default_factory=set)


async def act(
    hospital: Hospital, model: Model, random: Random, phones: dict[int, Phone], office: Phone
) -> None:
    """Do one thing at random, in the model and on a phone."""
    now = hospital.clock.now()
    item, phone = random.choice(list(phones.items()))
    slot = random.randint(1, 4)
    match random.choice(["take", "take", "take", "drop", "drop", "withdraw"]):
        case "take":
            await press(hospital, phone, f"hearing-take:{item}:{slot}")
            if slot not in model.withdrawn and slot not in model.chosen.values():
                model.chosen[item], model.since[item] = slot, quarter_of(now)
                model.quarters.add(quarter_of(now))
        case "drop":
            slot = random.choice([slot, model.chosen.get(item, slot)])
            await press(hospital, phone, f"hearing-drop:{item}:{slot}")
            if model.chosen.get(item) == slot:
                del model.chosen[item]
                told = model.since.pop(item) != quarter_of(now)
                model.letters["hearing_freed"] += HOSTS * told
        case _:
            whose = next((owner for owner, its in model.chosen.items() if its == slot), 0)
            # Seldom, or there would soon be none left.
            if len(model.withdrawn) < 2 and random.random() < 0.3:
                await press(hospital, office, f"hears-yes:{slot}:{whose}")
                if slot not in model.withdrawn:
                    model.withdrawn.add(slot)
                    model.letters["hearing_withdrawn"] += model.chosen.pop(whose, None) is not None


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_slot_never_has_two_nobody_has_two_and_letters_match(hospital: Hospital, seed: int) -> None:
    await hold_hearings(hospital)
    office = await hospital.phone_of(OFFICE)
    await offer(office)
    phones: dict[int, Phone] = {}
    for name in PEOPLE:
        phone = await hospital.phone_of(name)
        await phone.send("/hearings")
        window = await phone.screen()
        assert window is not None
        data = window.json["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        phones[int(data.removeprefix("hearing:"))] = phone
    model, random = Model(), Random(seed)  # noqa: S311 - an example, not a secret
    for _number in range(ACTS):
        await act(hospital, model, random, phones, office)
        rows = rows_of(hospital.app.database, hearing_slots)
        assert {row["item_id"]: row["id"] for row in rows if row["item_id"] is not None} == model.chosen
        assert {row["id"] for row in rows if row["withdrawn_at"]} == model.withdrawn
        hospital.clock.advance(timedelta(minutes=random.choice([0, 0, 1, 20])))
    written = Counter(row["kind"] for row in rows_of(hospital.app.database, outbox))
    del written["hearing_offered"]
    model.letters["hearing_chosen"] = HOSTS * len(model.quarters)
    assert +written == +model.letters
