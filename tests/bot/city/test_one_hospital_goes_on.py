"""An installation of one hospital: nothing about it is another than before; as the first unit of a city it goes on."""

from bot.city.units import read_units
from bot.config import read_config
from domain.tips.routing import Body
from storage.audit import AuditEntry
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_submit_tip import READER, submit
from tests.harness import TOKEN, Hospital


def test_the_file_of_one_hospital_is_read_as_ever(hospital: Hospital) -> None:
    path = hospital.folder / "config.toml"
    installation = read_units(path)
    assert installation.units == (read_config(path),)
    assert installation.watch == installation.units[0].watch


async def numbers(hospital: Hospital) -> list[str]:
    found = await hospital.app.database.run(lambda uow: uow.tips.latest(READER, 9))
    return sorted(tip.number for tip in found)


async def note(hospital: Hospital, subject: str) -> None:
    entry = AuditEntry(hospital.clock.now(), None, "roster-import", subject)
    await hospital.app.database.run(lambda uow: uow.audit.add(entry))


async def test_as_the_first_of_a_city_its_numbers_chain_and_receipts_go_on(hospital: Hospital) -> None:
    code = await submit(await hospital.stranger(), "内容")
    await note(hospital, "before")
    head = await hospital.app.database.run(lambda uow: uow.audit.head(Body.OFFICE))
    path = hospital.folder / "config.toml"
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("token =", "office_recipients ="))
    ]
    block = f"""
[[unit]]
code = "first"
name = "绍兴某某医院"
folder = "."
token = "{TOKEN}"
[unit.tips]
office_recipients = ["{hospital.office_key.recipient}"]
[[unit]]
code = "second"
"""
    path.write_text("\n".join(lines) + block, encoding="utf-8")
    before, (hospital.config, _second) = hospital.config, read_units(path).units
    assert hospital.config.database_file == before.database_file
    assert hospital.config.tick_file == before.tick_file
    await hospital.restart()
    phone = await hospital.stranger("别人")
    await phone.send(f"/receipt {code}")
    await phone.see("状态：已收到")
    await submit(await hospital.stranger("又一位"), "内容")
    assert await numbers(hospital) == ["2026-001", "2026-002"]
    await note(hospital, "after")

    def chain(uow: UnitOfWork) -> tuple[list[object], bool]:
        kept = uow.audit.find_hash(Body.OFFICE, head.place) == head.hash
        return list(uow.audit.verify()), kept

    assert await hospital.app.database.run(chain) == ([], True)
