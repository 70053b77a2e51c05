"""The story of the demo: a hospital's June, from the roster to the committee's digest, scene by scene."""

from collections.abc import Awaitable, Callable
from datetime import date

from bot.stage.demo_cast import OFFICE, Actor, Play, find_link
from bot.stage.demo_tips import forward_what_was_told, report_without_a_name
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from forms.summary import say_answer
from locales.dates import day_name
from reports.sheets.roster_sheet import read_roster, write_roster
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import NotShownError

COMMITTEE = "党委书记"
FULL_REPORT = "心内科特邀监察员"
ZERO_REPORT = "骨科特邀监察员"
LATE_SELFCHECK = "呼吸内科特邀监察员"
BRANCH = "后勤保障党支部特邀监察员"
ON_THE_DAY = "眼科特邀监察员"
AFTER_CHASE = "信息科特邀监察员"
AFTER_ESCALATION = "总务科特邀监察员"
NEVER = "麻醉科特邀监察员"
OVERDUE = {ON_THE_DAY, AFTER_CHASE, AFTER_ESCALATION, NEVER}
"""Those who have not reported by 28 June."""
INSPECTOR = Role.INSPECTOR.value
LIGHTS = {"采购中心特邀监察员": "red", "药剂科特邀监察员": "yellow", "设备科特邀监察员": "yellow"}
"""What some of the crowd report; the rest are green."""

MONTHLY, QUARTERLY, HALFYEAR = "monthly_report", "quarterly_selfcheck", "halfyear_selfcheck"
JUNE = "2026-06"
CLOSES_ON = date(2026, 7, 5)
SELFCHECKS_CLOSE_ON = {HALFYEAR: date(2026, 6, 30), QUARTERLY: date(2026, 7, 10)}


async def import_and_invite(play: Play) -> None:
    """12 June: the roster, the first phones."""
    play.scene("import")
    stage = play.stage
    sheet = write_roster(sample_roster(day_in_shanghai(stage.clock.now())))
    play.keep("roster.xlsx", sheet)
    roster = read_roster(sheet)
    diff = await stage.import_roster(roster)
    play.note("imported", grids=len(diff.grids_added), people=len(diff.joined))
    names = {official.staff_number: official.name for official in roster.officials}
    play.inspectors = [
        names[appointment.staff_number]
        for appointment in roster.appointments
        if appointment.role is Role.INSPECTOR
    ]
    await stage.start()
    await stage.app.tick()
    office = await play.newcomer(OFFICE)
    await office.open_link(await stage.link_for(OFFICE))
    await office.send("/invite")
    await office.send(FULL_REPORT)
    await office.tap(FULL_REPORT)
    await office.tap(play.say("invite-issue"))
    link = find_link(await office.sees(play.say("invite-link", name=FULL_REPORT)))
    inspector = await play.newcomer(FULL_REPORT)
    await inspector.open_link(link)
    await inspector.sees(play.say("bind-done", name=FULL_REPORT))
    play.note("others-bind")
    others = [name for name in play.inspectors if name != FULL_REPORT]
    await play.crowd("bind", [*others, COMMITTEE], lambda actor: _bind(play, actor))


async def _bind(play: Play, actor: Actor) -> None:
    await actor.phone.open_link(await play.stage.link_for(actor.name))
    await actor.phone.see(play.say("bind-done", name=actor.name))


async def first_reminder(play: Play) -> None:
    """13 to 20 June: the half-year self-check, and a reminder on the day it is due."""
    play.scene("selfcheck")
    await play.at(6, 13)
    await play.actors[ZERO_REPORT].gets(
        play.say("nudge-head", day=play.say("period-day", month=6, day=13), count=3)
    )
    await play.at(6, 15, 10)
    early = [name for name in _reporters(play) if name != LATE_SELFCHECK]
    await play.crowd("halfyear", early, lambda actor: _selfcheck(play, actor, HALFYEAR))
    await play.at(6, 20)
    await play.actors[LATE_SELFCHECK].gets(
        play.say("nudge-head", day=play.say("period-day", month=6, day=20), count=3)
    )
    await play.crowd("halfyear", [LATE_SELFCHECK], lambda actor: _selfcheck(play, actor, HALFYEAR))


async def _selfcheck(play: Play, actor: Actor, form_id: str) -> None:
    form, phone, language = play.form(form_id), actor.phone, play.speech.language
    await phone.tap(form.title[language])
    await phone.tap(play.say("report-begin"))
    for field in (asked for asked in form.fields if asked.required):
        await phone.tap(say_answer(field, False, language))  # noqa: FBT003 - the answer no
    await phone.tap(play.say("report-review"))
    await phone.tap(play.say("report-submit"))
    await phone.see(_filed(play, SELFCHECKS_CLOSE_ON[form_id]))


async def zero_report(play: Play) -> None:
    """23 June, 08:00: 零报告 straight from the reminder."""
    play.scene("zero")
    await play.at(6, 23)
    actor = play.actors[ZERO_REPORT]
    await actor.gets(play.say("nudge-head", day=play.say("period-day", month=6, day=23), count=2))
    await actor.tap(play.say("nudge-zero"))
    await actor.tap(play.say("report-submit"))
    await actor.sees(_done(play, 1))


async def full_report(play: Play) -> None:
    """24 June: every question, a wrong answer, and a restart in the middle; the next day a correction."""
    play.scene("full")
    await play.at(6, 24, 19)
    actor, label = play.actors[FULL_REPORT], play.field_label
    await actor.tap(play.say("nudge-report", form=play.title(MONTHLY, JUNE)))
    await actor.tap(play.say("report-begin"))
    await actor.tap(label(MONTHLY, "light", "yellow"))
    await actor.send(play.say("demo-says-wrong-number"))
    await actor.sees(play.say("forms-answer-not-a-whole-number", minimum=0, maximum=200))
    await actor.tap("2")
    await actor.send("35")
    play.note("restart")
    await play.stage.restart()
    play.restarts += 1
    await actor.tap("3")
    await actor.tap("1")
    await actor.send(play.say("demo-says-tendency"))
    await actor.tap(label(MONTHLY, "tendencies.area", "suppliers"))
    await actor.send(play.say("demo-says-measure"))
    await actor.tap("1")
    await actor.tap("0")
    await actor.send(play.say("demo-says-suggestion"))
    await actor.tap(play.say("report-skip"))
    await actor.tap(play.say("report-skip"))
    await actor.tap(play.say("report-submit"))
    await actor.sees(_done(play, 2))


async def correction(play: Play) -> None:
    """25 June: a report is corrected after 提交, with a reason."""
    play.scene("correction")
    await play.at(6, 25, 9)
    actor = play.actors[FULL_REPORT]
    await actor.tap(play.say("report-look"))
    await actor.tap(play.say("report-correct"))
    await actor.tap(play.field_label(MONTHLY, "talks"))
    await actor.send("6")
    await actor.tap(play.say("report-submit-correction"))
    await actor.tap(play.say("report-reason-1"))
    await actor.sees(_done(play, 2))


async def the_others_report(play: Play) -> None:
    """28 to 30 June: nearly everybody reports; the office looks how far things are."""
    play.scene("others")
    await play.at(6, 28, 10)
    heads = [f"{name}{INSPECTOR}" for name in _departments(play)]
    await play.crowd("quarterly", heads, lambda actor: _selfcheck(play, actor, QUARTERLY))
    told = [name for name in _reporters(play) if name not in {ZERO_REPORT, FULL_REPORT, *OVERDUE}]
    await play.crowd("monthly", told, lambda actor: _report_the_other(play, actor))
    await play.at(6, 30)
    await play.actors[ON_THE_DAY].gets(
        play.say("nudge-head", day=play.say("period-day", month=6, day=30), count=1)
    )
    await play.crowd("monthly", [ON_THE_DAY], lambda actor: _report(play, actor))
    await play.at(6, 30, 17)
    office = play.actors[OFFICE]
    await office.send("/digest")
    await office.sees(_headline(play, reported=67, on_time=67, late=0))


async def _report_the_other(play: Play, actor: Actor) -> None:
    """File the month as the one thing that is left, of a reminder whose window the other report has taken."""
    await actor.phone.send("/report")
    await _report(play, actor, opened=True)


async def _report(play: Play, actor: Actor, *, opened: bool = False) -> None:
    phone, light = actor.phone, LIGHTS.get(actor.name)
    if light is None:
        await phone.tap(play.say("nudge-zero"))
    else:
        if not opened:
            await phone.tap(play.form(MONTHLY).title[play.speech.language])
        await phone.tap(play.say("report-begin"))
        await phone.tap(play.field_label(MONTHLY, "light", light))
        await phone.tap("2")
        await phone.send("24")
        await phone.tap(play.say("report-review"))
    await phone.tap(play.say("report-submit"))
    await phone.see(_filed(play, CLOSES_ON))


async def the_late_ones(play: Play) -> None:
    """1 to 3 July: overdue; one grid up hears of it, and the office taps 催报."""
    play.scene("late")
    await play.at(7, 1)
    await play.actors[BRANCH].gets(play.say("nudge-below", count=2))
    await play.at(7, 1, 9)
    office = play.actors[OFFICE]
    await office.tap(play.say("digest-chase", count=3))
    await play.stage.app.deliver()
    await office.sees(play.say("chase-done", count=3))
    late = play.actors[AFTER_CHASE]
    await late.gets(play.say("nudge-from-office"))
    await late.tap(play.say("nudge-zero"))
    await late.tap(play.say("report-submit"))
    await late.sees(_done(play, 68))
    await play.at(7, 3)
    await office.gets(play.say("nudge-below", count=2))
    await play.crowd("monthly", [AFTER_ESCALATION], lambda actor: _report(play, actor))


async def the_digest(play: Play) -> None:
    """6 July, 08:00: the period has closed; level 1 and the committee get their digests."""
    play.scene("digest")
    await play.at(7, 6)
    office = play.actors[OFFICE]
    headline = _headline(play, reported=69, on_time=67, late=2)
    _, picture = await office.gets_with_picture(headline)
    play.keep("lights.png", picture)
    await office.tap(play.say("digest-by-branch"))
    await office.tap(play.say("report-back"))
    await office.tap(play.say("digest-xlsx"))
    await office.sees(play.say("digest-file"))
    play.keep(*await office.file(".xlsx"))
    play.note("committee")
    shown, _ = await play.actors[COMMITTEE].gets_with_picture(headline)
    if named := [name for name in _departments(play) if name in shown.text]:
        raise NotShownError(f"a digest for the committee without {named}")


SCENES: tuple[Callable[[Play], Awaitable[None]], ...] = (
    import_and_invite,
    first_reminder,
    zero_report,
    full_report,
    correction,
    report_without_a_name,
    forward_what_was_told,
    the_others_report,
    the_late_ones,
    the_digest,
)


def _reporters(play: Play) -> list[str]:
    """Return those who file reports: all inspectors but level 1's own."""
    return [name for name in play.inspectors if not name.startswith("院级")]


def _departments(play: Play) -> list[str]:
    """Return the names of the third-level grids."""
    return [name.removesuffix(INSPECTOR) for name in _reporters(play) if "党支部" not in name]


def _done(play: Play, filed: int) -> str:
    closes = day_name(play.speech, CLOSES_ON)
    return play.say("report-done", closes=closes, filed=filed, expected=len(_reporters(play)))


def _filed(play: Play, closes_on: date) -> str:
    """Return how the window after 提交 begins, up to its counts, which depend on who was first."""
    closes = day_name(play.speech, closes_on)
    return play.say("report-done", closes=closes, filed=0, expected=0).partition("0/0")[0]


def _headline(play: Play, reported: int, on_time: int, late: int) -> str:
    due = len(_reporters(play))
    return play.say(
        "digest-headline",
        title=play.title(MONTHLY, JUNE),
        reported=reported,
        due=due,
        on_time=on_time,
        late=late,
        missing=due - reported,
    )
