"""The command line: gridbot, also python -m bot. Exit codes: 0 done, 1 not done, 2 wrong usage or configuration."""

import io
import os
import sys

from bot.commands.line import run_line


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # What is written here (database, keys, invitations) is for the account that runs the bot and nobody else.
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Chinese must not end the command
    sys.exit(run_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
