"""The letter that tells level 1 that a phase of a campaign has ended, and that its report can be had."""

from datetime import timedelta

from storage.delivery.letters import LetterKind, Trace

PHASE_OVER = LetterKind(id="campaign_phase", life=timedelta(days=14), trace=Trace.TOLD, keeps=True)
