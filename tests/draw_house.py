"""Draws docs/architecture.png from the contracts, and prints the figures of the house: `make docs-architecture`."""

import ast
import re
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

ROOT = Path(__file__).parents[1]
ROOM_COLOUR, WING_COLOUR, TEXT_COLOUR = "#dbe7f3", "#ffffff", "#1d2a38"
WIDTH = 16.0


def contracts() -> list[dict[str, object]]:
    """Return the contracts of layers, as pyproject.toml has them."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = read["tool"]["importlinter"]["contracts"]
    return [contract for contract in found if contract["type"] == "layers"]


def levels(contract: dict[str, object]) -> list[list[str]]:
    """Return what stands on each level of a contract, from above."""
    listed = contract["layers"]
    assert isinstance(listed, list)
    return [[part.strip() for part in re.split("[|:]", line)] for line in listed]


def rooms() -> list[list[str]]:
    """Return the rooms, level by level from above."""
    return levels(next(contract for contract in contracts() if "containers" not in contract))


def wings(room: str) -> list[list[str]]:
    """Return the wings of a room, level by level from above: folders alone, not the files beside them."""
    for contract in contracts():
        if contract.get("containers") == [room]:
            found = [[part for part in level if (ROOT / room / part).is_dir()] for level in levels(contract)]
            return [level for level in found if level]
    folders = sorted(folder.parent.name for folder in (ROOT / room).glob("*/__init__.py"))
    return [folders] if folders else []


def draw(path: Path) -> None:
    """Draw the rooms from above, each with its wings; what stands lower imports nothing of what stands above."""
    figure, axes = plt.subplots(figsize=(WIDTH, 11), dpi=90)
    axes.set_xlim(0, WIDTH)
    axes.axis("off")
    top = 0.0
    for level in rooms():
        height = max(0.7 + 0.55 * max(len(wings(room)), 1) for room in level)
        rows = [max((len(row) for row in wings(room)), default=2) for room in level]
        left = 0.0
        for room, most in zip(level, rows, strict=True):
            share = WIDTH * most / sum(rows)
            _room(axes, room, (left + 0.1, top, share - 0.2, height))
            left += share
        top -= height + 0.2
    axes.set_ylim(top, 0.3)
    figure.savefig(path, bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)


def _room(axes: Axes, room: str, place: tuple[float, float, float, float]) -> None:
    left, top, width, height = place
    box = FancyBboxPatch((left, top - height), width, height, boxstyle="round,pad=0,rounding_size=0.1")
    box.set(facecolor=ROOM_COLOUR, edgecolor=TEXT_COLOUR, linewidth=0.8)
    axes.add_patch(box)
    axes.text(left + 0.15, top - 0.32, f"{room}/", fontsize=13, weight="bold", color=TEXT_COLOUR)
    for row, level in enumerate(wings(room)):
        share = (width - 0.2) / len(level)
        for column, wing in enumerate(level):
            corner = (left + 0.1 + column * share + 0.04, top - 1.1 - 0.55 * row)
            cell = FancyBboxPatch(corner, share - 0.08, 0.45, boxstyle="round,pad=0,rounding_size=0.06")
            cell.set(facecolor=WING_COLOUR, edgecolor=TEXT_COLOUR, linewidth=0.5)
            axes.add_patch(cell)
            middle = (corner[0] + (share - 0.08) / 2, corner[1] + 0.22)
            axes.text(*middle, wing, ha="center", va="center", fontsize=9, color=TEXT_COLOUR)


def lengths() -> tuple[list[int], list[int]]:
    """Return how many lines each file and each function of the product has."""
    packages = [folder.parent for folder in ROOT.glob("*/__init__.py") if folder.parent.name != "tests"]
    files, functions = [], []
    for path in (path for package in packages for path in package.rglob("*.py")):
        if path.name == "__init__.py" or "versions" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        files.append(len(text.splitlines()))
        functions += [
            (node.end_lineno or node.lineno) - node.lineno + 1
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
    return files, functions


def main() -> None:
    """Draw, and print the figures of docs/decisions/0011."""
    draw(Path(sys.argv[1]) / "architecture.png")
    assert all(not set(above) & set(below) for above, below in pairwise(rooms()))
    for name, found in zip(("files", "functions"), lengths(), strict=True):
        figures = f"median {median(found):.0f}, 90 % {quantiles(found, n=10)[8]:.0f}, longest {max(found)}"
        print(f"{name}: {len(found)}, {figures}")  # noqa: T201 - asked for at a terminal


if __name__ == "__main__":
    main()
