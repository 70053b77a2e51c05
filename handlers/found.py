"""What conversations declare of themselves, found by walking this room: nothing is listed anywhere else.

A module says in `ACTS` whom its buttons and commands are for, in `MENU` what it brings to the menu, in `COMMANDS`
which of its commands Telegram and /help list. Who is not bound sees `STRANGERS` of the menu.

Places in the menu, ten for a row; a place that ends in 0 has each of its buttons on a row of its own:

* 100: what came back, and what waits for one's decision;
* 190: how things stand, and level 1's own buttons;
* 300: what is to be done;
* 400: an inspector's own;
* 500: who reads digests and tips without running a unit;
* 600: what goes down and up;
* 700: hearings;
* 880: what is there whether or not anything waits;
* 900: everybody's, all on one row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, TypeVar

import handlers as room
from domain.acts import ActorStanding, standings
from domain.people.people import Viewer
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from windows.registers.posts import joined
from windows.windows import Button

T = TypeVar("T")

Acts = Mapping[ActorStanding, str]
"""The names of a module's buttons and commands, between spaces, by the standing that they ask for."""


@dataclass(frozen=True)
class AtMenu:
    """Somebody bound, who opens the menu."""

    uow: UnitOfWork
    request: Request
    viewer: Viewer

    @cached_property
    def speech(self) -> Speech:
        """The words for them."""
        return speech_of(self.request, self.viewer)

    @cached_property
    def waiting(self) -> list[DutyItem]:
        """What is open today, theirs and not filed, soonest due first."""
        found = self.request.own_items(self.uow, self.viewer)
        return [item for item in found if item.submitted_at is None]

    @cached_property
    def _standings(self) -> frozenset[ActorStanding]:
        return standings(self.viewer)

    def may(self, act: str) -> bool:
        """Tell whether the act is for such as them."""
        return needed()[act] in self._standings

    def button(self, opens: str, key: str = "", **values: Any) -> Button:
        """Return the button that opens this; its label is `key`, or the menu's own for it."""
        return Button(self.speech.label(key or menu_label(opens), **values), opens)


@dataclass(frozen=True, slots=True)
class MenuPart:
    """What stands in the menu at one place: lines (HTML) above, buttons below."""

    lines: Sequence[str] = ()
    buttons: Sequence[Button] = ()


Menu = Mapping[int, Callable[[AtMenu], MenuPart]]
"""What a module brings to the menu, by its place."""
Strangers = Mapping[int, str]
"""What a module's buttons in the menu of strangers open, by their place."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One button that opens `opens`, for whom that act is; only where `offered`, if that is asked at all."""

    opens: str
    label: str = ""
    offered: Callable[[AtMenu], bool] | None = None

    def __call__(self, at: AtMenu) -> MenuPart:
        """Return the button, or nothing."""
        if not at.may(self.opens) or (self.offered is not None and not self.offered(at)):
            return MenuPart()
        return MenuPart(buttons=[at.button(self.opens, self.label)])


@dataclass(frozen=True, slots=True)
class ListedCommand:
    """A command that Telegram lists, the lowest place first, and /help, if it has a place there.

    It is described by `command-<name>`, in /help by `help-<name>` or `help_key`, and listed for whom that act is; where
    `offered` is given, only for those bound of whom it holds.
    """

    name: str
    place: int
    help_place: int | None = None
    help_key: str = ""
    offered: Callable[[Request, Viewer], bool] | None = None
    in_groups: bool = False
    work: Callable[[Request, Viewer, Speech], Sequence[str]] | None = None
    """What it is for whoever is acting, { $work } in its words: the list of commands has the first, /help all."""

    def is_for(self, viewer: Viewer | None, request: Request | None) -> bool:
        """Tell whether it is listed for `viewer`, None for a stranger; without a request, for anybody at all."""
        if not may(viewer, f"/{self.name}"):
            return False
        return self.offered is None or bool(viewer and request and self.offered(request, viewer))

    def described(self, viewer: Viewer | None, request: Request | None, speech: Speech) -> str:
        """Return what the list of commands says of it."""
        return speech.label(f"command-{self.name}", work="".join(self._work(viewer, request, speech)[:1]))

    def explained(self, viewer: Viewer | None, request: Request, speech: Speech) -> str:
        """Return what /help says of it (HTML)."""
        work = joined(self._work(viewer, request, speech), speech)
        return speech.text(self.help_key or f"help-{self.name}", work=work)

    def _work(self, viewer: Viewer | None, request: Request | None, speech: Speech) -> Sequence[str]:
        if self.work is None or viewer is None or request is None:
            return ()
        return self.work(request, viewer, speech)


def menu_label(opens: str) -> str:
    """Return the key of the menu's own label for what a button opens."""
    return f"menu-{opens}"


def runs_unit(at: AtMenu) -> bool:
    """Tell whether the menu is level 1's."""
    return at.viewer.unit_code is not None


def runs_no_unit(at: AtMenu) -> bool:
    """Tell whether the menu is not level 1's."""
    return not runs_unit(at)


def inspects(_request: Request, viewer: Viewer) -> bool:
    """Tell whether a command is listed for `viewer` because they inspect a grid."""
    return bool(viewer.inspected)


def modules() -> Sequence[ModuleType]:
    """Return all modules of the room."""
    return [import_module(found.name) for found in walk_packages(room.__path__, f"{room.__name__}.")]


@cache
def needed() -> Mapping[str, ActorStanding]:
    """Return the standing that each act asks for; raises ValueError for an act that two modules declare."""
    found: dict[str, ActorStanding] = {}
    for module in modules():
        acts: Acts = getattr(module, "ACTS", {})
        for standing, names in acts.items():
            for act in names.split():
                _put(found, act, standing, module)
    return found


def may(viewer: Viewer | None, act: str) -> bool:
    """Tell whether the act is for such as `viewer`; None is a stranger."""
    return needed()[act] in standings(viewer)


@cache
def menu() -> Sequence[tuple[int, Callable[[AtMenu], MenuPart]]]:
    """Return what stands in the menu, with its places, in order; raises ValueError for two at one place."""
    return _by_place("MENU")


@cache
def strangers_menu() -> Sequence[tuple[int, str]]:
    """Return what opens from a stranger's menu, with its places, in order; raises ValueError for two at one place."""
    return _by_place("STRANGERS")


@cache
def commands() -> Sequence[ListedCommand]:
    """Return the commands that are listed, in order; raises ValueError for two at one place."""
    found: dict[int, ListedCommand] = {}
    for module, command in _commands():
        _put(found, command.place, command, module)
    return [command for _place, command in sorted(found.items())]


@cache
def helped() -> Sequence[ListedCommand]:
    """Return the commands that /help names, in its order; raises ValueError for two at one place."""
    found: dict[int, ListedCommand] = {}
    for module, command in _commands():
        if command.help_place is not None:
            _put(found, command.help_place, command, module)
    return [command for _place, command in sorted(found.items())]


def _commands() -> Iterator[tuple[ModuleType, ListedCommand]]:
    return ((module, command) for module in modules() for command in getattr(module, "COMMANDS", ()))


def _by_place(name: str) -> list[tuple[int, Any]]:
    found: dict[int, Any] = {}
    for module in modules():
        for place, declared in getattr(module, name, {}).items():
            _put(found, place, declared, module)
    return sorted(found.items())


def _put(found: dict[Any, T], key: object, declared: T, module: ModuleType) -> None:
    if key in found:
        raise ValueError(f"{module.__name__}: {key} is declared elsewhere, too")
    found[key] = declared
