"""Who holds which phone of a training."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhoneHolder:
    """Who holds a phone: a person of the roster, or a stranger (without a staff number)."""

    name: str
    staff_number: str | None = None
