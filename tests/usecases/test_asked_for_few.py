"""A person's own request asks about the grids and people that it concerns, not about a whole city's."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("usecases", "handlers", "windows")
OF_MANY = {"present", "reached", "reachable"}
"""What takes None for everybody: of storage/people/holders.py and people.py."""


def test_no_request_of_one_person_asks_who_holds_every_post_or_who_has_a_phone() -> None:
    asked, of_all = 0, []
    for path in (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in OF_MANY
            ):
                asked += 1
                given = [*call.args, *(keyword.value for keyword in call.keywords)]
                if any(isinstance(value, ast.Constant) and value.value is None for value in given):
                    of_all.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    assert asked > 10
    assert of_all == []


WALKS_DOWN = [
    "usecases/grades/compile.py",
    "usecases/campaigns/preview.py",
    "usecases/duties/chasing.py",
    "usecases/hearings/house.py",
    "usecases/materials/house.py",
    "usecases/materials/unsent.py",
    "usecases/polls/subjects.py",
    "usecases/settings/duties.py",
    "usecases/settings/duties_seen.py",
    "usecases/settings/people.py",
    "handlers/duties/chase_missing.py",
    "handlers/duties/exempt_items.py",
    "handlers/hearings/offer.py",
    "handlers/materials/read.py",
    "handlers/materials/send.py",
    "handlers/materials/sent.py",
    "handlers/show_menu.py",
    "handlers/tips/ask_for_facts.py",
]
"""Who goes through what hangs below a grid; who only looks up asks `Rosters.paths` for that."""


def test_only_who_goes_down_the_tree_reads_it_whole() -> None:
    reads_whole = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "rosters.tree()" in path.read_text(encoding="utf-8")
    }
    assert reads_whole == set(WALKS_DOWN)
