"""起底 in a campaign: what became of old clues and earlier findings, and the ways to go through what is left."""

from domain.tips.tips import GoneThrough
from locales import Speech
from storage.tips.old_clues import ClueOutcomes
from usecases.campaigns.again import PROBLEM, FindingsAgain
from usecases.campaigns.facts import CampaignFacts
from windows.entries import BRING_OLD_CLUES, OLD_CLUES, back_to_menu, open_campaign
from windows.entry_buttons import open_register
from windows.windows import Button, Rows, Window


def again_window(
    facts: CampaignFacts, clues: ClueOutcomes | None, findings: FindingsAgain | None, speech: Speech
) -> Window:
    """Return how many were brought in and what became of them; of clues for who handles them alone."""
    lines = [speech.text("campaigns-head", title=facts.campaign.title)]
    rows: Rows = []
    if clues is not None:
        outcomes = clues.outcomes
        lines.append(
            speech.text(
                "campaigns-clues",
                count=clues.of,
                kept=outcomes.get(GoneThrough.KEPT, 0),
                again=outcomes.get(GoneThrough.REOPENED, 0),
                settled=outcomes.get(GoneThrough.SETTLED, 0),
                waiting=clues.waiting,
                charged=clues.in_charge,
            )
        )
        if clues.waiting:
            rows.append([Button(speech.label("campaigns-clues-open"), f"{OLD_CLUES}:0")])
        rows.append([Button(speech.label("campaigns-clues-bring"), BRING_OLD_CLUES)])
    if findings is not None:
        lines.append(
            speech.text(
                "campaigns-findings",
                count=findings.of,
                kept=findings.kept,
                again=findings.again,
                settled=findings.closed,
                waiting=findings.waiting,
            )
        )
        rows.append([Button(speech.label("campaigns-findings-open"), open_register(PROBLEM))])
    back = [Button(speech.label("report-back"), open_campaign(facts.campaign.id)), back_to_menu(speech)]
    return Window("\n".join(lines), [*rows, back])
