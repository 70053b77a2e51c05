"""Puts the page into the wheel, built from its locked packages: whoever installs the wheel needs no node.

hatchling runs this file by its path, in an environment where nothing of ours is installed.
"""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageBuildHook(BuildHookInterface[Any]):
    """Called by hatchling before it packs the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page; where that can't be done, say so and pack the wheel without it."""
        building = _load(Path(self.root) / "web" / "building.py")
        if version == "editable":
            return
        try:
            building.build_page()
        except building.UnbuildableError as error:
            sys.stderr.write(f"gridbot: the wheel has no page (/t, /r), everything else works: {error}\n")
            return
        for file in sorted(building.BUILT.iterdir()):
            build_data["force_include"][str(file)] = f"web/dist/{file.name}"


def _load(path: Path) -> ModuleType:
    spec = spec_from_file_location("gridbot_page_building", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
