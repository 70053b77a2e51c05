"""The blocks of config.toml in which a hospital says how it works: keys of tips, hours, days, folders, backups."""

from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from domain.registers.rotation import RotationRule


class Block(BaseModel):
    """A block: what it does not know is refused, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


OneLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[^\r\n]*$")]


class TipsBlock(Block):
    """[tips]: the public keys that tips are sealed to, where letters go, how many days a closed tip is kept.

    `letters_to` is one line that reporters read; windows are small, and an alert has 200 characters.
    """

    office_recipients: tuple[str, ...] = ()
    supervisor_recipients: tuple[str, ...] = ()
    letters_to: OneLine = ""
    custody: Literal["office", "unlock"] = "office"
    office_key_file: Path | None = None
    supervisor_key_file: Path | None = None
    keep_closed_days: int = Field(default=90, ge=30)


def _time(value: object) -> object:
    return time.fromisoformat(value) if isinstance(value, str) else value


ClockTime = Annotated[time, BeforeValidator(_time)]


class NudgesBlock(Block):
    """[nudges]: hours of the day in Shanghai between which reminders are sent, and whether on any day."""

    earliest: ClockTime = time(8)
    latest: ClockTime = time(21)
    working_days_only: bool = False


class CalendarBlock(Block):
    """[calendar]: days that the official calendar does not know."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


class FormsBlock(Block):
    """[forms], [polls], [campaigns]: the folder with the office's own, one .toml each, besides the shipped ones."""

    folder: Path | None = None


class RegistersBlock(Block):
    """[registers]: the folder with the office's own registers, and the unit's 机关代字, as numbers begin with it."""

    folder: Path | None = None
    unit_sign: str = Field(default="", max_length=20)


class BackupBlock(Block):
    """[backup]: where a copy is put every night, when (Shanghai), how many are kept, and whose keys open them."""

    folder: Path | None = None
    at: ClockTime = time(2, 30)
    keep: int = Field(default=14, ge=1)
    recipients: tuple[str, ...] = ()


class RotationBlock(Block):
    """[rotation]: of which risk levels holders of a post are looked at, after how many years, how long before that."""

    levels: frozenset[Literal["a", "b", "c"]] = frozenset({"a"})
    years: int = Field(default=5, ge=1, le=40)
    days_before: int = Field(default=90, ge=0, le=365)

    def rule(self) -> RotationRule:
        """Return it as the domain knows it."""
        return RotationRule(frozenset(self.levels), self.years, self.days_before)
