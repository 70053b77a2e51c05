"""What /h asks for, checked field by field; nothing else is taken."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from domain.tips.tips import TipAct

CODE_MOST = 100
PASSPHRASE_MOST = 1000
WORDS_MOST = 20_000
"""What is longer than a step allows is refused in words."""

TipNumber = Annotated[str, Field(pattern=r"^Z?[0-9]{4}-[0-9]{1,9}$")]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    bundle: str


class SignInAsked(_Asked):
    """Somebody comes by a link."""

    code: str = Field(max_length=CODE_MOST)


class SessionAsked(_Asked):
    """Somebody who has signed in."""

    token: str = Field(pattern=r"^[0-9a-f]{64}$")


class RegisterPageAsked(SessionAsked):
    """A page of the register, from 0."""

    page: int = Field(ge=0, lt=1_000_000)


class TipAsked(SessionAsked):
    """One tip."""

    number: TipNumber


class PassphraseAsked(SessionAsked):
    """The passphrase of a key that lies on the server."""

    passphrase: str = Field(max_length=PASSPHRASE_MOST)


class LedgerAsked(SessionAsked):
    """The ledger; with the key `here` in the tab, what is sealed stays so."""

    here: bool


class HandedOverAsked(SessionAsked):
    """Headers written anew in the tab (reports/tips/hand_over_bundle.py)."""

    rows: list[dict[str, Any]] = Field(max_length=100)


class TipFilesAsked(TipAsked):
    """A batch of sealed files from `start` (from 0): cleaned copies, or what was sent."""

    start: int = Field(ge=0, lt=10_000)
    original: bool = False


class TipFileAsked(TipAsked):
    """One of the files that were handed out last, as it was sealed `back` hand-overs ago."""

    id: int = Field(ge=0, lt=2**63)
    back: int = Field(default=0, ge=0, lt=1000)


class StepAsked(TipAsked):
    """A step of a tip that had `version` steps: its way by its name, whose the tip is to be, words by their items."""

    version: int = Field(ge=0, lt=100_000)
    act: TipAct
    way: str | None = Field(default=None, max_length=16)
    person: int | None = Field(default=None, ge=0, lt=2**31)
    words: dict[Annotated[str, Field(max_length=16)], Annotated[str, Field(max_length=WORDS_MOST)]] = Field(
        default_factory=dict, max_length=4
    )


class QuestionAsked(TipAsked):
    """A question to the reporter of a tip of which `asked` were sent before."""

    asked: int = Field(ge=0, lt=100_000)
    text: str = Field(max_length=WORDS_MOST)
