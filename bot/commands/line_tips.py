"""What can be typed for the tip line: open what was downloaded, posters, the key's passphrase, the audit log."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

_audit = typer.Typer()


def open_tip(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.age", help="command-help-tip")],
    key: Annotated[Path, typer.Option("--key", metavar="KEYFILE", help="command-help-key")],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="OUT", help="command-help-out")] = None,
    original: Annotated[bool, typer.Option("--original", help="command-help-original")] = False,  # noqa: FBT002 - typer's way
) -> None:
    """Open a tip that was downloaded sealed."""
    from bot.commands.tips import open_file

    open_file(find_given(ctx, None), file, key, out, original=original)


def ledger(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="ledger-help-bundle")],
    key: Annotated[Path, typer.Option("--key", metavar="KEYFILE", help="command-help-key")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="ledger-help-out")],
) -> None:
    """Open an exported ledger."""
    from bot.commands.ledgers import open_ledger

    open_ledger(find_given(ctx, None), file, key, out)


def case(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="case-help-bundle")],
    key: Annotated[Path, typer.Option("--key", metavar="KEYFILE", help="command-help-key")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT.docx", help="case-help-out")],
) -> None:
    """Open an exported case."""
    from bot.commands.cases import open_case

    open_case(find_given(ctx, None), file, key, out)


def posters(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT.pdf", help="poster-help-out")],
    grid: Annotated[list[str] | None, typer.Option("--grid", metavar="CODE", help="poster-help-grid")] = None,
    config: ConfigPath = None,
) -> None:
    """Make posters for the departments."""
    from bot.commands.posters import make_posters

    make_posters(find_given(ctx, config), out, grid or ())


def lock_key(
    ctx: typer.Context,
    key: Annotated[Path, typer.Argument(metavar="KEYFILE", help="command-help-key")],
    out: Annotated[Path, typer.Argument(metavar="OUT.age", help="command-help-out")],
) -> None:
    """Put a secret key under a passphrase."""
    from bot.commands.tips import lock_file

    lock_file(find_given(ctx, None), key, out)


def new_key(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="KEYFILE", help="keys-help-new-key-out")],
) -> None:
    """Make a handler's own pair of keys."""
    from bot.commands.hand_over import make_key

    make_key(find_given(ctx, None), out)


def hand_over(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="keys-help-bundle")],
    key: Annotated[Path, typer.Option("--key", metavar="KEYFILE", help="command-help-key")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT.json", help="keys-help-back")],
    yes: Annotated[bool, typer.Option("--yes", help="keys-help-yes")] = False,  # noqa: FBT002 - typer's way
) -> None:
    """Seal the tips of a hand-over file to today's handlers."""
    from bot.commands.hand_over import hand_over_file

    hand_over_file(find_given(ctx, None), file, key, out, asked=yes)


@_audit.command("verify", help="audit-help-verify")
def verify_audit(
    ctx: typer.Context,
    head: Annotated[str | None, typer.Option("--head", metavar="PLACE:HEX", help="audit-help-head")] = None,
    config: ConfigPath = None,
) -> None:
    """Find out whether the audit log was changed."""
    from bot.commands.audit import verify

    if not verify(find_given(ctx, config), head):
        raise typer.Exit(1)


@_audit.command("settings", help="audit-help-settings")
def list_settings(ctx: typer.Context, config: ConfigPath = None) -> None:
    """List what was set, by whom, from what to what."""
    from bot.commands.audit_settings import list_changes

    if not list_changes(find_given(ctx, config)):
        raise typer.Exit(1)


def page_hash() -> None:
    """Print what stands for every byte of the page."""
    from bot.commands.pages import print_hash

    print_hash()


def page_check(
    ctx: typer.Context, url: Annotated[str, typer.Argument(metavar="URL", help="command-help-page-url")]
) -> None:
    """Compare the page of a server with this program's."""
    from bot.commands.pages import check_page

    if not check_page(find_given(ctx, None), url):
        raise typer.Exit(1)


def add_tip_commands(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("open-tip", help="command-help-open-tip")(open_tip)
    app.command("new-key", help="keys-help-new-key")(new_key)
    app.command("hand-over", help="keys-help-hand-over")(hand_over)
    app.command("ledger", help="ledger-help-command")(ledger)
    app.command("case", help="case-help-command")(case)
    app.command("posters", help="poster-help-command")(posters)
    app.command("lock-key", help="unlock-help-lock-key")(lock_key)
    app.command("page-hash", help="command-help-page-hash")(page_hash)
    app.command("page-check", help="command-help-page-check")(page_check)
    app.add_typer(_audit, name="audit", help="audit-help-group")
