"""What a paper says of its issue: 文号, 签发人, 联系人; 填报人, 联系电话, 审核人. Asked once, kept, never made up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

from domain.characters import admit
from domain.errors import RefusalError

FACT_LENGTH = 60
OFFICIAL: Sequence[str] = ("number", "signer", "contact")
"""What an official document has room for: its number, who signs it for issue, whom to ask and by which telephone."""
FORM: Sequence[str] = ("filler", "phone", "checker")
"""What a form has room for below its table."""
_NUMBER = re.compile(
    r"(?P<head>.*[〔\[(（]\s*)(?P<year>\d{4})(?P<mid>\s*[〕\])）]\s*第?\s*)(?P<count>\d{1,5})(?P<tail>\s*号?)"
)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """The facts by name, plain; "" for what nobody gave, which is not printed."""

    number: str = ""
    signer: str = ""
    contact: str = ""
    filler: str = ""
    phone: str = ""
    checker: str = ""

    @property
    def filled_in(self) -> tuple[str, str, str]:
        """What stands below a form."""
        return self.filler, self.phone, self.checker

    def named(self, name: str) -> str:
        """Return the fact of that name."""
        return str(getattr(self, name))

    def with_fact(self, name: str, value: str) -> "PaperFacts":
        """Return these with another value of one."""
        return replace(self, **{name: value})

    def kept(self) -> dict[str, str]:
        """Return what is kept of them: those that were given."""
        return {name: value for name, value in asdict(self).items() if value}


NO_FACTS = PaperFacts()


def facts_of(kept: Mapping[str, str]) -> PaperFacts:
    """Return facts as they were kept; names that are known no more are left out."""
    known = {field.name for field in fields(PaperFacts)}
    return PaperFacts(**{name: value for name, value in kept.items() if name in known})


def read_fact(text: str) -> str:
    """Return what was typed, in one line. Raises RefusalError (documents-fact-length) for nothing or too much."""
    said = " ".join(admit(text).split())
    if not said or len(said) > FACT_LENGTH:
        raise RefusalError("documents-fact-length", limit=FACT_LENGTH)
    return said


def offered_facts(last: PaperFacts, year: int) -> PaperFacts:
    """Return what is offered for a further paper of `year`: what was given last, and the next number."""
    return replace(last, number=next_number(last.number, year))


def next_number(number: str, year: int) -> str:
    """Return the number that comes after `number`: 市某院纪〔2026〕3号 gives …4号, in another year …〔2027〕1号.

    "" where it does not say year and count: no number is given out twice.
    """
    found = _NUMBER.fullmatch(number)
    if found is None:
        return ""
    count = int(found["count"]) + 1 if int(found["year"]) == year else 1
    return f"{found['head']}{year}{found['mid']}{count}{found['tail']}"
