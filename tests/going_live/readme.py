"""What README.md tells an operator to type, taken from the file itself."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCED = re.compile(r"^( *)```sh\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_HERE = re.compile(r"<<'(\w+)'$")


def commands(heading: str) -> list[str]:
    """Return the commands of the section `heading`, one after the other; a here-document is part of its command."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = [textwrap.dedent(found[2]) for found in _FENCED.finditer(section)]
    return [command for block in blocks for command in _split(block)]


def _split(block: str) -> Iterator[str]:
    lines = iter(block.splitlines())
    for line in lines:
        taken = [line]
        if (here := _HERE.search(line)) is not None:
            for following in lines:
                taken.append(following)
                if following == here[1]:
                    break
        yield "\n".join(taken)
