"""What registers add up to, as lines of a digest: outside level 1 no count of fewer than five."""

from domain.small_groups import SMALLEST_GROUP
from locales import Speech
from locales.dates import day_name
from reports.entry_facts import EntryFacts


def entry_lines(facts: EntryFacts, speech: Speech, *, for_level_one: bool) -> list[str]:
    """Return a piece (HTML) of a line with the day, then lines for warnings, for rectification, for risks.

    No line for what there is nothing of, and no piece where there is nothing at all.
    """

    def said(count: int) -> str:
        if for_level_one or count == 0 or count >= SMALLEST_GROUP:
            return str(count)
        return speech.label("digest-entries-few", most=SMALLEST_GROUP)

    lines = []
    for kind, entries in facts.open_entries().items():
        if not entries.open:
            continue
        # Of those that are not overdue so few may be left that the difference would tell them.
        alone = not for_level_one and entries.overdue >= SMALLEST_GROUP and not entries.tells_overdue
        key = f"digest-entries-{kind}{'-open' if alone else ''}"
        lines.append(speech.text(key, open=said(entries.open), overdue=said(entries.overdue)))
    if any(facts.risks.values()):
        risks = {level: said(count) for level, count in facts.risks.items()}
        lines.append(speech.text("digest-entries-risks", **risks))
    # One piece: the day must not stand on another page than what it is about.
    return (
        ["\n".join([speech.text("digest-entries", day=day_name(speech, facts.day)), *lines])] if lines else []
    )
