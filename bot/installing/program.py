"""Where this program lies, as a service starts it, and as another account sees it."""

import os
import shutil
import sys
from pathlib import Path

NAME = "gridbot"


def find_program() -> tuple[str, ...]:
    """Return the absolute command that runs this very program: the script, else Python with the module."""
    beside = Path(sys.prefix, "bin", NAME)
    started = Path(sys.argv[0])
    for path in (started if started.name == NAME else beside, beside):
        if path.is_file() and os.access(path, os.X_OK):
            return (str(path.resolve()),)
    on_path = shutil.which(NAME)
    return (sys.executable, "-m", "bot") if on_path is None else (str(Path(on_path).resolve()),)
