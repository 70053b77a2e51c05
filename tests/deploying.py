"""What docs/city.md has an administrator type and write, and compose.yaml start: taken from there, word for word."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
CITY_MD = ROOT / "docs/city.md"


def block(begins: str, page: Path = CITY_MD) -> str:
    """Return the one block under Deploying of `page` (its kind before it left out) that begins so."""
    deploying = page.read_text("utf-8").partition("## Deploying\n")[2]
    blocks = [found.partition("\n")[2].strip("\n") for found in deploying.split("```")[1::2]]
    (found,) = [each for each in blocks if each.startswith(begins)]
    return found


def composed() -> dict[str, Any]:
    """Return compose.yaml."""
    found: dict[str, Any] = YAML(typ="safe").load((ROOT / "compose.yaml").read_text("utf-8"))
    return found
