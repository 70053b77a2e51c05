"""What can be typed: the commands with their options, and how each of them ends.

Help texts are Fluent keys here; `_in_words` puts the language's words in their place.
"""
# ruff: noqa: PLC0415 - each command loads what it needs and no more: --help must not wait for aiogram or matplotlib

import importlib.metadata
import re
import sys
import tomllib
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.given import DEFAULT_CONFIG, ConfigPath, Given, find_given
from bot.commands.line_backups import add_backup_commands
from bot.commands.line_campaigns import add_campaign_commands
from bot.commands.line_duties import add_duty_commands
from bot.commands.line_forms import add_form_commands
from bot.commands.line_grades import add_grade_commands
from bot.commands.line_polls import add_poll_commands
from bot.commands.line_registers import add_register_commands
from bot.commands.line_settings import add_settings_commands
from bot.commands.line_setup import add_setup_commands
from bot.commands.line_tips import add_tip_commands
from bot.commands.line_units import offer_units
from bot.commands.line_webhook import add_webhook_commands
from bot.commands.misuse import speak_help
from bot.commands.saying import DEBUG_VARIABLE, DONE, MISUSED, NOT_DONE, said
from domain.errors import RefusalError

DEMO_PORT = 8088
_HELP_KEY = re.compile(r"[a-z]+-help-[a-z-]+")

app = typer.Typer(name="gridbot", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

StaffNumber = Annotated[str, typer.Argument(metavar="工号", help="command-help-staff-number")]
NewWorkbook = Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="command-help-new-workbook")]


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"gridbot {program_version()}")
        raise typer.Exit


def program_version() -> str:
    """Return the version: the installed one, or in a checkout that is not installed, that of pyproject.toml."""
    try:
        return importlib.metadata.version("gridbot")
    except importlib.metadata.PackageNotFoundError:
        checkout = Path(__file__).parents[2] / "pyproject.toml"
        return str(tomllib.loads(checkout.read_text(encoding="utf-8"))["project"]["version"])


def run_line(args: list[str], given: Given | None = None) -> int:
    """Run the command that `args` name; return the exit code: 0 done, 1 not done, 2 wrong usage or configuration.

    Every error is one plain line on standard error; with --debug the traceback comes before it.
    """
    known = given or Given()
    command = typer.main.get_command(app)
    offer_units(command)
    _in_words(command, known)
    try:
        code = command.main(args or ["--help"], prog_name="gridbot", standalone_mode=False, obj=known)
    except Exception as error:  # noqa: BLE001 - a person is told of everything, in one line
        if known.debug:
            typer.echo(known.without_secrets("".join(traceback.format_exception(error))), err=True, nl=False)
        code, line = said(error, known)
        typer.echo(known.without_secrets(line), err=True)
        return code
    if not args:
        return MISUSED
    # A command that returns has done its work; any other code is that of an interruption.
    return DONE if code is None else code if code in (DONE, NOT_DONE) else NOT_DONE


@app.callback(help="command-about")
def common(
    ctx: typer.Context,
    config: ConfigPath = None,
    *,
    debug: Annotated[bool, typer.Option("--debug", envvar=DEBUG_VARIABLE, help="command-help-debug")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="command-help-version")
    ] = False,
) -> None:
    """Take what every command shares."""
    del version  # printed by its callback
    find_given(ctx, config).debug = debug


@app.command("init", help="command-help-init")
def init(ctx: typer.Context, config: ConfigPath = None) -> None:
    """Write config.toml and the office's key, create the database."""
    from bot.commands.set_up import set_up

    set_up(find_given(ctx, config))


@app.command("run", help="command-help-run")
def run(
    ctx: typer.Context,
    config: ConfigPath = None,
    *,
    webhook: Annotated[bool, typer.Option("--webhook", help="webhook-help-run")] = False,
) -> None:
    """Run the bot until it is stopped."""
    from bot.commands.start import start

    start(find_given(ctx, config), webhook=webhook)


@app.command("demo", help="command-help-demo")
def demo(  # noqa: PLR0913 - the options of a command
    ctx: typer.Context,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="FOLDER", help="command-help-keep")] = None,
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="training-help-port")
    ] = DEMO_PORT,
    roster: Annotated[
        Path | None, typer.Option("--roster", metavar="FILE.xlsx", help="training-help-roster")
    ] = None,
    *,
    browser: Annotated[bool, typer.Option("--browser", help="training-help-browser")] = False,
    play: Annotated[bool, typer.Option("--play", help="training-help-play")] = False,
) -> None:
    """Open the sample hospital's phones in the browser, or play a month of it in the terminal."""
    if play or not (browser or roster or sys.stdin.isatty()):
        if roster is not None:
            raise RefusalError("training-roster-plays-not")
        from bot.stage.demo import run_demo

        raise typer.Exit(run_demo(keep))
    from bot.commands.browser import open_browser_phones

    open_browser_phones(find_given(ctx, None), port, keep, roster)


@app.command("replay", help="training-help-replay")
def replay(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="training-help-files")],
    *,
    update: Annotated[bool, typer.Option("--update", help="training-help-update")] = False,
) -> None:
    """Play recordings of the browser's phones again."""
    from bot.commands.recordings import replay_files

    if not replay_files(find_given(ctx, None), files, update=update):
        raise typer.Exit(NOT_DONE)


@app.command("import-roster", help="command-help-import-roster")
def import_roster(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="command-help-roster")],
    config: ConfigPath = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="command-help-dry-run")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="command-help-roster-yes")] = False,
) -> None:
    """Put an Excel roster into force, or show what it would change."""
    from bot.commands.rosters import import_file

    import_file(find_given(ctx, config), file, dry_run=dry_run, confirmed=yes)


@app.command("sample-roster", help="command-help-sample-roster")
def sample_roster(ctx: typer.Context, out: NewWorkbook) -> None:
    """Write the sample hospital's roster."""
    from bot.commands.rosters import write_sample

    write_sample(find_given(ctx, None), out)


@app.command("invites", help="command-help-invites")
def invites(  # noqa: PLR0913 - each is an option of the command line
    ctx: typer.Context,
    xlsx: Annotated[Path | None, typer.Option(metavar="OUT.xlsx", help="command-help-xlsx")] = None,
    staff_number: Annotated[list[str] | None, typer.Option(metavar="工号", help="command-help-only")] = None,
    config: ConfigPath = None,
    *,
    everybody: Annotated[bool, typer.Option("--all", help="command-help-all")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="command-help-json")] = False,
) -> None:
    """Make one-time links that bind phones."""
    from bot.commands.invitations import Wanted, invite

    invite(find_given(ctx, config), Wanted(staff_number or [], everybody), xlsx, as_json=as_json)


@app.command("revoke", help="command-help-revoke")
def revoke(ctx: typer.Context, staff_number: StaffNumber, config: ConfigPath = None) -> None:
    """Unbind a lost phone."""
    from bot.commands.invitations import unbind

    unbind(find_given(ctx, config), staff_number)


@app.command("doctor", help="command-help-doctor")
def doctor(ctx: typer.Context, config: ConfigPath = None) -> None:
    """Check the installation and say what to do."""
    from bot.commands.doctor import examine

    if not examine(find_given(ctx, config)):
        raise typer.Exit(NOT_DONE)


add_setup_commands(app)
add_backup_commands(app)
add_duty_commands(app)
add_settings_commands(app)
add_form_commands(app)
add_register_commands(app)
add_campaign_commands(app)
add_poll_commands(app)
add_grade_commands(app)
add_tip_commands(app)
add_webhook_commands(app)


def _in_words(command: Any, given: Given) -> None:
    """Put words in the place of the keys in the help of `command` and all below it."""
    speech = given.speech
    speak_help(command, speech)
    command.help = speech.label(command.help)
    for parameter in command.params:
        if parameter.help and _HELP_KEY.fullmatch(parameter.help):
            parameter.help = speech.label(parameter.help, default=str(DEFAULT_CONFIG))
    for below in getattr(command, "commands", {}).values():
        _in_words(below, given)
