"""What processes say to each other by Redis: old and new have it in common while one is replaced after the other."""

import ast
import hashlib
import inspect
from types import ModuleType

from storage import schema
from storage.leases import rules
from storage.shared import family, key_hand_over, key_ring, notes, page_state, turn_scripts, update_turns

SINCE = "0032"
"""The revision from which on programs say it so."""
SAID = "1d7c4417c1ae2c70"
"""Of all that is hashed here."""
WHAT_TO_DO = (
    "Processes of the version before would not understand this one: turns, marks, keys and notes would fall apart"
    " while both run. Leave it as it was. Where that can't be: add a migration (empty, if need be) without works_from,"
    " so that all processes have to end first, and put its revision and the new sum here (docs/upgrading.md)."
)


def said() -> str:
    """Return the sum over the scripts, and over whatever names, seals, reads and hands over keys."""
    parts = [
        turn_scripts.ARRIVE,
        turn_scripts.TAKE,
        turn_scripts.RENEW,
        turn_scripts.RELEASE,
        notes._WRITE,
        notes._EXCHANGE,
        page_state._USE,
        page_state._BEGIN,
        page_state._TAKE,
        page_state._FINISH,
        family._EXCHANGE,
        str((update_turns.LIFE_S, update_turns.GRACE_S, update_turns.KEPT_S)),
        str((rules.LIFE, [role.value for role in rules.LeaseRole])),
        _code(key_ring),
        _code(key_hand_over),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _code(module: ModuleType) -> str:
    """Return the code of a module as it is compiled: neither comments nor how it is laid out."""
    tree = ast.parse(inspect.getsource(module))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        ):
            del node.body[0]
    return ast.unparse(tree)


def test_what_is_said_stays_as_it_is_within_a_version() -> None:
    assert said() == SAID, WHAT_TO_DO
    assert schema.works_from() >= SINCE, WHAT_TO_DO
