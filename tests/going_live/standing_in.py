"""`gridbot` on the stand-in for a machine: accounts are files, / is a folder, root is whoever runs the tests."""

import os
import sys
from pathlib import Path

from bot.__main__ import main
from bot.commands import service
from bot.installing import machine


def stand_in(root: Path) -> None:
    """Put `root` in the place of /, and whoever this is in that of every account that its useradd has made."""

    def find_account(name: str) -> machine.Account | None:
        made = (root / "accounts" / name).exists()
        return machine.Account(name, os.geteuid(), os.getegid()) if made else None

    vars(machine).update(
        is_root=lambda: True,
        find_account=find_account,
        UNIT_FILE=root / machine.UNIT_FILE.relative_to("/"),
    )
    vars(service).update(HOME=root / service.HOME.relative_to("/"))


if __name__ == "__main__":
    stand_in(Path(sys.argv.pop(1)))
    main()
