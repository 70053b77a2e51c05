"""page-hash: which page this program serves."""

import typer

from domain.errors import RefusalError
from web.served import NotBuiltError, PageFiles, page_files


def print_hash() -> None:
    """Print 64 hex digits that stand for every byte of the page; raises RefusalError where it was not built."""
    typer.echo(_files().bundle)


def _files() -> PageFiles:
    try:
        return page_files()
    except NotBuiltError as error:
        raise RefusalError("command-page-not-built") from error
