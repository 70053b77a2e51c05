"""What registers add up to, as lines of a digest: outside level 1 no count of fewer than five."""

from domain.small_groups import SMALLEST_GROUP
from locales import Speech
from reports.entry_facts import EntryFacts


def entry_lines(facts: EntryFacts, speech: Speech, *, for_level_one: bool) -> list[str]:
    """Return a line (HTML) for warnings, one for rectification, one for risks; none for what there is nothing of."""

    def said(count: int) -> str:
        if for_level_one or count == 0 or count >= SMALLEST_GROUP:
            return str(count)
        return speech.label("digest-entries-few", most=SMALLEST_GROUP)

    lines = []
    warnings, problems, measures = facts.warnings, facts.problems, facts.measures
    if warnings.open:
        overdue = said(warnings.overdue)
        lines.append(speech.text("digest-entries-warnings", open=said(warnings.open), overdue=overdue))
    if problems.open:
        overdue = said(problems.overdue)
        lines.append(speech.text("digest-entries-problems", open=said(problems.open), overdue=overdue))
    if measures.open:
        overdue = said(measures.overdue)
        lines.append(speech.text("digest-entries-measures", open=said(measures.open), overdue=overdue))
    if any(facts.risks.values()):
        risks = {level: said(count) for level, count in facts.risks.items()}
        lines.append(speech.text("digest-entries-risks", **risks))
    return lines
