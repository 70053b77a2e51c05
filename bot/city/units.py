"""The units of config.toml: one hospital where it has no such word, or a [[unit]] block for each of many.

What a block does not say it has from the top of the file, but for what makes a hospital its own: its bot, its database,
the keys that its office opens tips with, and the page's address (docs/decisions/0026). Where the process listens is
the process's: [watch], and the url and listen of [webhook].
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.config import Config, ConfigError, checked, read_values
from bot.listening import WatchBlock, WebhookBlock

UNIT = "unit"
FOLDER = "units"
CODE = re.compile(r"[a-z][a-z0-9-]{0,15}")
_SHORT: Mapping[str, tuple[str, str]] = {
    "name": ("hospital", "name"),
    "token": ("telegram", "token"),
    "token_file": ("telegram", "token_file"),
    "username": ("telegram", "username"),
    "database": ("database", "url"),
}
"""What a block says in one word, and where the file of one hospital has it."""
_ITS_OWN = (
    *_SHORT.values(),
    ("tips", "office_recipients"),
    ("tips", "office_key_file"),
    ("tips", "letters_to"),
    ("registers", "unit_sign"),
    ("page", "listen"),
    ("page", "address"),
    ("watch", "listen"),
    ("watch", "heartbeat_url"),
)
"""What no unit has from the top: two that shared it would be one, or read what is the other's."""
_FOLDERS = ("forms", "registers", "campaigns", "polls")
_PLAIN = ("code", "kind", "folder", *_SHORT)
_NOT_A_UNITS = ("hospital", "telegram", "watch")
"""Tables of which a block says what it may by a short word, or nothing: the process has one watch."""
_THE_PROCESS_S = ("url", "listen")
"""What no unit says in [unit.webhook]: a process listens once, behind one address, and a unit's path tells it apart."""
_HEADER = re.compile(r"\s*\[\[\s*unit\s*\]\]\s*(#.*)?$")


@dataclass(frozen=True, slots=True)
class Installation:
    """All units of a file in its order, of one hospital alone one; `watch` and `webhook` are those of the process."""

    units: tuple[Config, ...]
    watch: WatchBlock
    webhook: WebhookBlock

    @property
    def is_city(self) -> bool:
        """Whether the file has [[unit]] blocks."""
        return any(unit.unit for unit in self.units)

    def chosen(self, codes: Sequence[str]) -> tuple[Config, ...]:
        """Return the units of these codes, all where none is named. Raises ConfigError (city-no-such-unit)."""
        known = {unit.unit: unit for unit in self.units if unit.unit}
        for code in codes:
            if code not in known:
                raise ConfigError("city-no-such-unit", unit=code, known="、".join(known) or "-")
        return tuple(unit for unit in self.units if not codes or unit.unit in codes)


def read_units(path: Path) -> Installation:
    """Read `path`.

    Raises ConfigError, in one line, for a file that is missing, no TOML or wrong, and for two units that share what
    each must have of its own; the line of the block is named.
    """
    values = read_values(path)
    if UNIT not in values:
        config = checked(values, str(path))
        return Installation((config,), config.watch, config.webhook)
    blocks = values.pop(UNIT)
    if not (isinstance(blocks, list) and blocks and all(isinstance(block, dict) for block in blocks)):
        raise ConfigError("command-config-wrong", what=f"{path}: [[unit]]")
    lines = _lines_of(path)
    top = checked(values, str(path))  # what is wrong at the top is said of the top, and not of every unit
    units: list[Config] = []
    taken: dict[tuple[str, object], str] = {("page.listen", top.watch.listen): "[watch]"}
    for number, block in enumerate(blocks):
        where = f"{path}:{lines[number]}" if number < len(lines) else str(path)
        unit = _unit(values, block, where)
        _keep_apart(unit, taken, where)
        units.append(unit)
    _need_one_organ(units, path)
    return Installation(tuple(units), top.watch, top.webhook)


def _unit(top: Mapping[str, Any], block: Mapping[str, Any], where: str) -> Config:
    code = block.get("code", "")
    if not (isinstance(code, str) and CODE.fullmatch(code)):
        raise ConfigError("city-no-code", where=where)
    if odd := sorted(_not_a_units(block)):
        raise ConfigError("command-config-wrong", what=f"{where}: [[unit]] {code}: {odd[0]}")
    values = _inherited(top, code)
    for key, content in block.items():
        if key in _SHORT:
            table, name = _SHORT[key]
            values.setdefault(table, {})[name] = content
        elif key not in _PLAIN:
            both = isinstance(content, dict) and isinstance(values.get(key), dict)
            values[key] = {**values[key], **content} if both else content
    values |= {
        "unit": code,
        "unit_kind": block.get("kind", "hospital"),
        "folder": top["folder"] / str(block.get("folder", f"{FOLDER}/{code}")),
    }
    return checked(values, f"{where}: [[unit]] {code}")


def _not_a_units(block: Mapping[str, Any]) -> Iterator[str]:
    """Return what a block says that no unit says, or not in this way."""
    for key, content in block.items():
        if key in _NOT_A_UNITS or (key in _SHORT and not isinstance(content, str)):
            yield key
        if key == "webhook" and isinstance(content, dict):
            yield from (f"webhook.{name}" for name in content if name in _THE_PROCESS_S)


def _inherited(top: Mapping[str, Any], code: str) -> dict[str, Any]:
    """Return what a unit has from the top of the file; folders there start at the file."""
    values = {table: dict(said) if isinstance(said, dict) else said for table, said in top.items()}
    server = values.get("database", {}).get("url", "")
    for table, name in _ITS_OWN:
        values.get(table, {}).pop(name, None)
    for table in _FOLDERS:
        if folder := values.get(table, {}).get("folder"):
            values[table]["folder"] = str(top["folder"] / folder)
    if certificate := values.get("webhook", {}).get("certificate"):
        values["webhook"]["certificate"] = str(top["folder"] / certificate)
    if folder := values.get("backup", {}).get("folder"):
        values["backup"]["folder"] = str(top["folder"] / folder / code)
    if server.startswith("postgresql"):
        values["database"] = {"url": database_beside(server, code)}
    return values


def database_beside(url: str, code: str) -> str:
    """Return the address of a unit's own database on the PostgreSQL server of `url`, called after both."""
    address, mark, options = url.partition("?")
    server, slash, name = address.partition("://")[2].partition("/")
    scheme = address.partition("://")[0]
    return f"{scheme}://{server}{slash or '/'}{name or 'gridbot'}_{code.replace('-', '_')}{mark}{options}"


def _keep_apart(unit: Config, taken: dict[tuple[str, object], str], where: str) -> None:
    """Note what the unit has of its own; raise ConfigError where another has it already. Secrets are not shown."""
    for what, value in _own_things(unit):
        if not value:
            continue
        other = taken.setdefault((what, value), unit.unit)
        if other != unit.unit or (what == "code" and taken.setdefault(("block", unit.unit), where) != where):
            raise ConfigError("city-shared", where=where, unit=unit.unit, other=other, what=what)


def _own_things(unit: Config) -> Iterator[tuple[str, object]]:
    yield "code", unit.unit
    yield "token", _token(unit)
    yield "database", unit.database_url
    yield "folder", unit.folder.resolve()
    yield "page.listen", unit.page.listen
    yield "page.address", unit.page.address.rstrip("/").lower()
    yield "backup.folder", _backups(unit)
    for key in unit.tips.office_recipients:
        yield "tips.office_recipients", key


def _token(unit: Config) -> str:
    with suppress(OSError):  # a secret that is not there yet is said when the bot is started
        return unit.token
    return ""


def _backups(unit: Config) -> Path | None:
    return None if unit.backup.folder is None else (unit.folder / unit.backup.folder).resolve()


def _need_one_organ(units: Sequence[Config], path: Path) -> None:
    if sum(unit.is_organ for unit in units) > 1:
        raise ConfigError("city-two-organs", where=str(path))


def _lines_of(path: Path) -> list[int]:
    """Return on which line each [[unit]] stands."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return [number for number, line in enumerate(lines, start=1) if _HEADER.fullmatch(line)]
