"""The windows in which a campaign is changed: its phases' days, who answers for them, its end."""

from collections.abc import Mapping, Sequence
from datetime import date

from locales import Speech
from locales.dates import day_name
from usecases.campaigns.facts import CampaignFacts
from windows.campaigns.board import END, PLAN
from windows.campaigns.making import later_label, phase_lines
from windows.entries import back_to_menu, open_campaign
from windows.page_turns import in_rows
from windows.windows import Button, Window

MOVE, MOVE_TO, END_YES = "campaign-move", "campaign-move-to", "campaign-end-yes"
CHARGE, CHARGED = "campaign-charge", "campaign-charged"


def plan_window(
    facts: CampaignFacts, names: Mapping[int, str], today: date, speech: Speech, note: str = ""
) -> Window:
    """Return the phases with their days and who answers for each; what is not over may be changed."""
    campaign = facts.campaign
    lines = [*([note] if note else []), speech.text("campaigns-head", title=campaign.title)]
    moves, charges = [], []
    for place, (kept, line) in enumerate(
        zip(campaign.phases, phase_lines(facts.template, campaign.spans, speech), strict=True)
    ):
        name = names.get(kept.person_id or 0) or speech.label("campaigns-nobody")
        lines += [line, speech.text("campaigns-in-charge", name=name)]
        title = facts.template.phases[place].title[speech.language]
        if kept.span.ends_on >= today and campaign.ended_on is None:
            label = speech.label("campaigns-change-phase", phase=title)
            moves.append(Button(label, f"{MOVE}:{campaign.id}:{place}"))
            label = speech.label("campaigns-change-person", phase=title)
            charges.append(Button(label, f"{CHARGE}:{campaign.id}:{place}:0"))
    rows = in_rows([button for pair in zip(moves, charges, strict=True) for button in pair], 2)
    last = [Button(speech.label("report-back"), open_campaign(campaign.id))]
    if moves:
        last.append(Button(speech.label("campaigns-end"), f"{END}:{campaign.id}"))
    return Window("\n".join(lines), [*rows, last])


def move_window(
    facts: CampaignFacts, place: int, days: Sequence[tuple[int, date]], speech: Speech, note: str = ""
) -> Window:
    """Ask on which day a phase is to end; what moves with it is said."""
    lines = [*([note] if note else []), speech.text("campaigns-ask-end")]
    lines.append(phase_lines(facts.template, facts.campaign.spans, speech)[place])
    lines.append(speech.text("campaigns-moves-with"))
    where = f"{MOVE_TO}:{facts.campaign.id}:{place}"
    buttons = [Button(later_label(by, speech), f"{where}:{day:%Y%m%d}") for by, day in days]
    back = [Button(speech.label("report-back"), f"{PLAN}:{facts.campaign.id}"), back_to_menu(speech)]
    return Window("\n".join(lines), [*in_rows(buttons, 2), back])


def end_window(facts: CampaignFacts, speech: Speech, note: str = "") -> Window:
    """Ask why it ends early."""
    lines = [*([note] if note else []), speech.text("campaigns-head", title=facts.campaign.title)]
    lines.append(speech.text("campaigns-ask-reason", day=day_name(speech, facts.campaign.ends_on)))
    back = [Button(speech.label("report-back"), f"{PLAN}:{facts.campaign.id}")]
    return Window("\n".join(lines), [back])


def sure_window(facts: CampaignFacts, reason: str, missing: int, speech: Speech) -> Window:
    """Ask once whether it is to end now."""
    lines = [
        speech.text("campaigns-head", title=facts.campaign.title),
        speech.text("campaigns-end-sure", count=missing),
        speech.text("campaigns-end-reason", reason=reason),
    ]
    rows = [
        [Button(speech.label("campaigns-end-yes"), f"{END_YES}:{facts.campaign.id}")],
        [Button(speech.label("report-back"), f"{PLAN}:{facts.campaign.id}")],
    ]
    return Window("\n".join(lines), rows)
