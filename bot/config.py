"""config.toml, checked: unknown keys are refused, secrets are SecretStr, the token may come from GRIDBOT_TOKEN."""

import os
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError

from bot.blocks.office_blocks import (
    BackupBlock,
    Block,
    CalendarBlock,
    FormsBlock,
    NudgesBlock,
    RegistersBlock,
    RotationBlock,
    TipsBlock,
)
from bot.blocks.processes_block import ProcessesBlock
from bot.listening import PageBlock, WatchBlock, WebhookBlock
from domain.characters import admit_all
from domain.duties.duties import Duty
from domain.duties.duty_block import DutyBlock, DutyTerms
from domain.errors import RefusalError
from domain.text_files import text_of
from domain.time.nudge_hours import NudgeHours
from domain.time.working_days import WorkingDays
from domain.tips.routing import Body
from reminders.last_tick import FILE_NAME

TOKEN_VARIABLE = "GRIDBOT_TOKEN"  # noqa: S105 - the name of a variable, not a token
TOKEN_FILE_VARIABLE = "GRIDBOT_TOKEN_FILE"  # noqa: S105 - as containers mount a secret
TELEGRAM = "https://api.telegram.org"
_SQLITE = "sqlite:///"


class ConfigError(RefusalError):
    """The configuration can't be used; its sentence says in one line what is wrong and where."""


class HospitalBlock(Block):
    """[hospital]."""

    name: str = "本院"


class TelegramBlock(Block):
    """[telegram]."""

    token: SecretStr = SecretStr("")
    token_file: Path | None = None
    api_base_url: str = Field(default=TELEGRAM, pattern=r"^https?://")
    proxy: str | None = None
    username: str = Field(default="", pattern=r"^$|^@?[A-Za-z][A-Za-z0-9_]{3,31}$")


class DatabaseBlock(Block):
    """[database]."""

    url: str = Field(default="sqlite:///gridbot.db", pattern=rf"^({_SQLITE}.|postgresql\+psycopg://)")


_FORMS_OF_BEFORE: dict[str, str | None] = {
    **dict.fromkeys(("risk_person", "risk_department", "risk_unit"), "risk_search"),
    "risk_selfcheck": None,
}
"""What is shipped no longer, and what a duty has filed instead; None where a register asks for it by itself."""


class Config(Block):
    """The whole file. `folder` is where it lies: relative paths in it start there."""

    hospital: HospitalBlock = HospitalBlock()
    telegram: TelegramBlock = TelegramBlock()
    database: DatabaseBlock = DatabaseBlock()
    tips: TipsBlock = TipsBlock()
    nudges: NudgesBlock = NudgesBlock()
    calendar: CalendarBlock = CalendarBlock()
    watch: WatchBlock = WatchBlock()
    page: PageBlock = PageBlock()
    processes: ProcessesBlock = ProcessesBlock()
    webhook: WebhookBlock = WebhookBlock()
    forms: FormsBlock = FormsBlock()
    registers: RegistersBlock = RegistersBlock()
    rotation: RotationBlock = RotationBlock()
    polls: FormsBlock = FormsBlock()
    backup: BackupBlock = BackupBlock()
    campaigns: FormsBlock = FormsBlock()
    duty: tuple[DutyBlock, ...] = ()
    folder: Path = Field(default=Path(), exclude=True)
    unit: str = Field(default="", exclude=True)
    """The code of its [[unit]] block; empty for an installation of one hospital."""
    unit_kind: Literal["hospital", "organ"] = Field(default="hospital", exclude=True)

    @property
    def is_organ(self) -> bool:
        """Whether this is the organ above the hospitals of the installation."""
        return self.unit_kind == "organ"

    @property
    def token(self) -> str:
        """The bot's token, the environment's before the file's; may be empty. Raises OSError for a secret not there."""
        secret: str | Path | None = os.environ.get(self._variable(TOKEN_FILE_VARIABLE))
        if secret is None and self.telegram.token_file is not None:
            secret = self.folder / self.telegram.token_file
        named = os.environ.get(self._variable(TOKEN_VARIABLE)) or (
            secret and text_of(Path(secret).read_bytes(), errors="replace")
        )
        return (named or self.telegram.token.get_secret_value()).strip()

    def _variable(self, name: str) -> str:
        """Return the environment's variable: that of one hospital must not be taken for each of many."""
        return f"{name}_{self.unit.upper().replace('-', '_')}" if self.unit else name

    @property
    def database_url(self) -> str:
        """The database's URL with a relative SQLite path made to start at the configuration's folder."""
        return self.database.url if self.database_file is None else f"{_SQLITE}{self.database_file}"

    @property
    def database_file(self) -> Path | None:
        """Where the SQLite file lies or will lie; None for PostgreSQL."""
        name = self.database.url.removeprefix(_SQLITE)
        return None if name == self.database.url else (self.folder / name).resolve()

    @property
    def tick_file(self) -> Path:
        """The file that holds when the clock last ticked: beside the SQLite file, else beside the configuration."""
        return (self.database_file or self.folder / FILE_NAME).with_name(FILE_NAME)

    @property
    def forms_folder(self) -> Path | None:
        """The folder with the office's own forms, or None where there is none."""
        return None if self.forms.folder is None else (self.folder / self.forms.folder).resolve()

    def form_in_use(self, block: DutyBlock) -> str | None:
        """Return the form of a duty, in the place of one that is shipped no longer what took it; None for nothing.

        What the office has of its own under that id stays. The unit's own yearly report is the document of 文书.
        """
        form_id = block.form
        own = self.forms_folder is not None and (self.forms_folder / f"{form_id}.toml").is_file()
        if own:
            return form_id
        if form_id == "annual_report" and block.max_level == 1:
            return "unit_report"
        return _FORMS_OF_BEFORE.get(form_id, form_id)

    @property
    def registers_folder(self) -> Path | None:
        """The folder with the office's own registers, or None where there is none."""
        return None if self.registers.folder is None else (self.folder / self.registers.folder).resolve()

    def locked_keys(self) -> dict[Body, bytes]:
        """Return the secret keys that lie here under a passphrase, by body. Raises ConfigError for a missing file."""
        if self.tips.custody == "office":
            return {}
        files = {Body.OFFICE: self.tips.office_key_file, Body.SUPERVISOR: self.tips.supervisor_key_file}
        if files[Body.OFFICE] is None:
            raise ConfigError("command-config-wrong", what="[tips] office_key_file")
        try:
            return {
                body: (self.folder / file).read_bytes() for body, file in files.items() if file is not None
            }
        except OSError as error:
            raise ConfigError(
                "command-config-wrong", what=f"[tips] {error.filename}: {error.strerror}"
            ) from None

    @property
    def hours(self) -> NudgeHours:
        """When reminders may be sent. Raises ConfigError where they end before they begin."""
        try:
            return NudgeHours(self.nudges.earliest, self.nudges.latest, self.nudges.working_days_only)
        except ValueError as error:
            raise ConfigError("command-config-wrong", what=f"[nudges] {error}") from error

    def working_days(self) -> WorkingDays:
        """Return the calendar with the own dates. Raises ConfigError where a day is said to be both."""
        try:
            return WorkingDays(self.calendar.holidays, self.calendar.workdays)
        except ValueError as error:
            raise ConfigError("command-config-wrong", what=f"[calendar] {error}") from error

    def duties(self) -> dict[str, Duty]:
        """Return the duties of the file by id, as they count until they were taken over. Raises as `duty_terms`."""
        return {duty_id: terms.called(duty_id) for duty_id, terms in self.duty_terms().items()}

    def duty_terms(self) -> dict[str, DutyTerms]:
        """Return their terms by id. Raises ConfigError for two of one id or a wrong rule.

        One with a form of before has what took its place.
        """
        found: dict[str, DutyTerms] = {}
        for block in self.duty:
            if block.id in found:
                raise ConfigError("command-config-wrong", what=f"[[duty]] {block.id}: the id stands twice")
            try:
                if (form := self.form_in_use(block)) is not None:
                    found[block.id] = block.with_form(form)
            except ValueError as error:
                raise ConfigError("command-config-wrong", what=f"[[duty]] {error}") from error
        return found


def read_config(path: Path) -> Config:
    """Read `path`, of one hospital. Raises ConfigError, in one line, for one that is missing, no TOML or wrong."""
    return checked(read_values(path), str(path))


def read_values(path: Path) -> dict[str, Any]:
    """Return what stands in `path`, unchecked. Raises ConfigError for a file that is missing or no TOML."""
    try:
        # Windows editors put a mark before UTF-8, which TOML does not allow.
        values: dict[str, Any] = admit_all(tomllib.loads(text_of(path.read_bytes())))
    except FileNotFoundError:
        raise ConfigError("command-config-missing", path=str(path)) from None
    except OSError as error:
        raise ConfigError("command-config-wrong", what=f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("command-config-not-toml", path=str(path), what=str(error)) from None
    return values | {"folder": path.resolve().parent, "unit_kind": "hospital"}


def checked(values: dict[str, Any], where: str) -> Config:
    """Return the configuration that `values` are. Raises ConfigError, in one line that begins with `where`."""
    try:
        config = Config.model_validate(values)
    except ValidationError as error:
        # Only where and what, never the value: it may be a secret.
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ConfigError("command-config-wrong", what=f"{where}: {faults}") from None
    # What contradicts itself is said now, not when it is first needed.
    listening = {"page": config.page.listen, "watch": config.watch.listen, "webhook": config.webhook.listen}
    for one, other in combinations((name for name, listen in listening.items() if listen), 2):
        if listening[one] == listening[other]:
            raise ConfigError("command-config-wrong", what=f"[{one}] listen = [{other}] listen")
    _ = config.duties(), config.working_days(), config.hours
    return config


def example_config() -> Path:
    """Return where config.example.toml lies: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).parent
    shipped = here / "config.example.toml"
    return shipped if shipped.exists() else here.parent / "config.example.toml"
