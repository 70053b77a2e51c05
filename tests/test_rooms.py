"""What holds for the whole house: rooms under contract, conversations that are asked, words that exist and are used."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

from handlers.routers import routers
from locales import LANGUAGES
from tests.draw_house import contracts, rooms, wings

ROOT = Path(__file__).parent.parent
SPEAKING = {"text": 0, "label": 0, "say": 0, "RefusalError": 0, "RosterFault": 3, "FormFault": 1}
"""Calls that take a Fluent key, and at which place: of a Speech, of a function made of one, of a refusal or a fault."""
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
"""Lines (docs/decisions/0011)."""


@cache
def settings() -> dict[str, list[str] | list[dict[str, object]]]:
    found: dict[str, list[str] | list[dict[str, object]]] = tomllib.loads(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )["tool"]["importlinter"]
    return found


def packages() -> set[str]:
    return {folder.parent.name for folder in ROOT.glob("*/__init__.py")} - {"tests"}


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the product, by its path."""
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for package in sorted(packages())
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@cache
def messages(language: str) -> dict[str, frozenset[str]]:
    """Return the arguments of every message of a language, by its key."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted((ROOT / "locales" / language).rglob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{path.name}: {entry.id.name} stands twice"
                found[entry.id.name] = frozenset(arguments_of(entry))
    return found


def arguments_of(message: ftl.Message) -> set[str]:
    names: set[str] = set()

    class Collect(visitor.Visitor):
        def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
            names.add(node.id.name)

    Collect().visit(message)
    return names


def part_of_others(language: str) -> set[str]:
    """Return the keys of the messages that others have in them."""
    names: set[str] = set()

    class Collect(visitor.Visitor):
        def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
            names.add(node.id.name)

    for path in sorted((ROOT / "locales" / language).rglob("*.ftl")):
        Collect().visit(FluentParser().parse(path.read_text(encoding="utf-8")))
    return names


def keys_in(node: ast.expr) -> Iterator[str]:
    """Yield as patterns the keys that an expression may be: a text, a text with gaps, one or the other."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value).replace(r"\-", "-")
    elif isinstance(node, ast.JoinedStr):
        parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values)
        yield "".join(parts).replace(r"\-", "-")
    elif isinstance(node, ast.IfExp):
        yield from keys_in(node.body)
        yield from keys_in(node.orelse)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def spoken() -> Iterator[tuple[str, ast.Call, str]]:
    """Yield where, by which call and with which key (as a pattern) the product speaks."""
    for path, module in modules().items():
        if path.startswith(("simulator", "storage")):  # a label is a column's name there
            continue
        # A form's cells are asked for by column there; what forms say, they say in refusals.
        speaking = SPEAKING.keys() - ({"text"} if path.startswith("forms/") else set())
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and called(node) in speaking:
                for argument in node.args[(place := SPEAKING[called(node)]) : place + 1]:
                    for key in keys_in(argument):
                        yield f"{path}:{node.lineno}", node, key


def conversation(path: str) -> str:
    """Return the name of the conversation in the file at `path`: tips.submit."""
    return path.removeprefix("handlers/").removesuffix(".py").replace("/", ".")


def test_every_room_is_under_contract() -> None:
    assert set(settings()["root_packages"]) == packages()
    assert {room for level in rooms() for room in level} | {"simulator"} == packages()


def test_every_wing_is_under_contract() -> None:
    contained = {"bot", "locales", "forms", "registers", "simulator"}
    """Rooms whose folders are parts of a whole, or that hold no code."""
    under = {str(room) for contract in contracts() for room in contract.get("containers", ())}  # type: ignore[attr-defined]
    assert packages() - contained <= under
    for room in packages() - contained:
        folders = {folder.parent.name for folder in (ROOT / room).glob("*/__init__.py")}
        assert {wing for level in wings(room) for wing in level} == folders, room


def test_every_room_is_in_the_wheel_and_checked_for_types() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert set(project["hatch"]["build"]["targets"]["wheel"]["packages"]) == packages()
    assert set(project["mypy"]["packages"]) >= packages()


def test_no_conversation_is_built_at_import_and_each_is_asked() -> None:
    building = {
        conversation(path)
        for path, module in modules().items()
        if path.startswith("handlers/")
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and node.name == "build"
    }
    assert {router.name for router in routers()} == building
    assert len(routers()) == len(building)
    for path, module in modules().items():
        inside = {
            id(call)
            for function in ast.walk(module)
            if isinstance(function, ast.FunctionDef) and function.name in {"build", "merged"}
            for call in ast.walk(function)
        }
        made = [n for n in ast.walk(module) if isinstance(n, ast.Call) and called(n) == "Router"]
        assert all(id(call) in inside for call in made), path


def test_a_public_class_name_stands_once_in_the_product() -> None:
    where: dict[str, list[str]] = {}
    for path, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(f"{path}:{node.lineno}")
    assert {name: places for name, places in where.items() if len(places) > 1} == {}


def test_no_filter_is_a_magic_one() -> None:
    for path, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aiogram"):
                assert not {"F", "MagicFilter"} & {alias.name for alias in node.names}, path


def test_one_conversation_does_not_import_another() -> None:
    conversations = {router.name for router in routers()}
    # Everybody's way back; what stands behind all others; the desk that the three ways of a tip share.
    shared, last = {"show_menu", "tips.desk"}, {"routers", "free_text"}
    for path, module in modules().items():
        if not path.startswith("handlers/") or conversation(path) in last:
            continue
        imported = {
            (node.module or "").removeprefix("handlers.")
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("handlers.")
        }
        assert not imported & (conversations - shared), path


def test_all_languages_have_the_same_messages_with_the_same_arguments() -> None:
    first, *others = (messages(language) for language in LANGUAGES)
    for other in others:
        assert first == other


def test_every_message_asked_for_exists() -> None:
    keys = messages("zh")
    asked = {key: where for where, _call, key in spoken() if key not in keys}
    missing = {key: where for key, where in asked.items() if not any(re.fullmatch(key, k) for k in keys)}
    assert not missing


def test_every_message_is_given_its_arguments() -> None:
    keys = messages("zh")
    for where, call, key in spoken():
        named = {(word.arg or "**").replace("_", "-") for word in call.keywords}
        if called(call) in {"text", "label"} and key in keys and "**" not in named:
            assert keys[key] <= named, where


def test_no_message_is_left_over() -> None:
    texts, gaps = set[str](), set[str]()
    for path, module in modules().items():
        for node in () if path.startswith("simulator") else ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr) and re.match("[a-z]+-", pattern := next(keys_in(node))):
                gaps.add(pattern)
    left = messages("zh").keys() - texts - part_of_others("zh")
    assert not {key for key in left if not any(re.fullmatch(gap, key) for gap in gaps)}


@pytest.mark.parametrize("mark", ["!", "！"])
def test_nobody_is_shouted_at(mark: str) -> None:
    data = [*(ROOT / "forms").glob("*.toml"), *(ROOT / "registers").glob("*.toml")]
    for path in [*(ROOT / "locales" / "zh").rglob("*.ftl"), *data]:
        assert mark not in path.read_text(encoding="utf-8"), path.name


def test_what_reaches_into_aiogram_stands_in_one_place() -> None:
    reaching = {
        path
        for path in modules()
        if path.startswith(("bot/", "handlers/")) and "SLF001" in (ROOT / path).read_text(encoding="utf-8")
    }
    assert reaching == {
        f"handlers/wire/{name}.py" for name in ("in_hand", "merged", "calls/session", "straight")
    }


def test_no_file_is_longer_than_a_person_reads_and_no_function_than_a_screen() -> None:
    """Migrations excepted, which are written once and read by nobody after."""
    for path, module in modules().items():
        if "/migrations/" in path:
            continue
        assert max((node.end_lineno or 0 for node in module.body), default=0) <= LONGEST_FILE, path
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{path}: {node.name}"
