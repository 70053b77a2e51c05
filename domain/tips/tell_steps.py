"""The windows of an unfinished tip, and in which order whoever writes one sees them (docs/domain.md section 4)."""

from enum import StrEnum


class TellStep(StrEnum):
    """The windows of a tip, in callback data and Fluent keys `tips-<step>-...`."""

    SOURCE = "source"
    RECEIVED = "received"
    NOTICE = "notice"
    OFFER = "offer"
    WHAT = "what"
    DEPARTMENT = "department"
    PERSON = "person"
    HAPPENED = "happened"
    CONCERN = "concern"
    ACCUSED = "accused"
    UNREACHED = "unreached"
    AREA = "area"
    GRID = "grid"
    NAME = "name"
    CONTACT = "contact"
    SUMMARY = "summary"
    CHANGE = "change"


OPTIONAL = (TellStep.DEPARTMENT, TellStep.PERSON, TellStep.HAPPENED)
TYPED = (TellStep.RECEIVED, *OPTIONAL, TellStep.ACCUSED, TellStep.NAME, TellStep.CONTACT)
ASKED = (TellStep.WHAT, *OPTIONAL, TellStep.CONCERN, TellStep.AREA)
ANONYMOUS_STEPS = (TellStep.NOTICE, *ASKED, TellStep.SUMMARY)
NAMED_STEPS = (TellStep.NOTICE, *ASKED, TellStep.NAME, TellStep.CONTACT, TellStep.SUMMARY)
EXPLAINING_STEPS = (
    TellStep.NOTICE,
    TellStep.WHAT,
    TellStep.HAPPENED,
    TellStep.AREA,
    TellStep.NAME,
    TellStep.CONTACT,
    TellStep.SUMMARY,
)
"""主动说明问题: of the person's own doing, so neither who nor where is asked."""
ANSWERING_STEPS = (TellStep.WHAT, TellStep.SUMMARY)
ENTERING_STEPS = (TellStep.SOURCE, TellStep.RECEIVED, *ASKED, TellStep.SUMMARY)
"""登记线索: a handler enters what came by another way than this chat."""
SIGNED_STEPS = (TellStep.SOURCE, TellStep.RECEIVED, *ASKED, TellStep.NAME, TellStep.CONTACT, TellStep.SUMMARY)
"""The same of a letter or a visit, which may have a name."""
