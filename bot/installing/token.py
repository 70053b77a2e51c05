"""The step of setup that asks for the token: checked where Telegram answers, written, never shown."""

import os
from pathlib import Path

from bot.commands.account import ask_account
from bot.config import TELEGRAM, TOKEN_FILE_VARIABLE, TOKEN_VARIABLE, TelegramBlock
from bot.installing.config_text import fill_in
from bot.installing.talk import SetupTalk
from domain.errors import RefusalError
from domain.text_files import text_of

_LONGEST_FILE = 4096


def bring_token(talk: SetupTalk) -> None:
    """Have a token in config.toml that the Bot API server knows.

    Offline it is said, asked whether there is a proxy, and gone on. Raises RefusalError, ConfigError for one from a
    file or the environment that is none or is refused, OSError for a file that can't be read.
    """
    config, options = talk.config, talk.options
    path = talk.given.config_path
    if options.listen and not config.watch.listen:
        fill_in(path, "watch", "listen", options.listen)
    if options.api_base_url and config.telegram.api_base_url == TELEGRAM:
        fill_in(path, "telegram", "api_base_url", options.api_base_url)
    if options.proxy and config.telegram.proxy is None:
        fill_in(path, "telegram", "proxy", options.proxy)
    if os.environ.get(TOKEN_FILE_VARIABLE) and talk.options.token_file is None:
        _check(talk, talk.given.config().token)  # it stays where it is mounted
        return
    if kept := config.telegram.token.get_secret_value().strip():
        _check_kept(talk, kept)
        return
    offered = os.environ.get(TOKEN_VARIABLE, "").strip()
    if options.token_file is not None:
        offered = _from_file(options.token_file)
    if offered:
        _take(talk, offered)
    elif not talk.is_terminal:
        talk.say("setup-token-missing", variable=TOKEN_VARIABLE)
    else:
        talk.say("setup-token-how")
        if not talk.until_taken("setup-ask-token", lambda typed: _take(talk, typed), hidden=True):
            talk.say("setup-left-token")


def _from_file(file: Path) -> str:
    with file.open("rb") as opened:
        return text_of(opened.read(_LONGEST_FILE), errors="replace").strip()


def _check_kept(talk: SetupTalk, kept: str) -> None:
    """Look whether the one in config.toml is good; one that is refused is replaced only by whoever says so."""
    try:
        _check(talk, kept)
    except RefusalError as refusal:
        talk.say(refusal.key, **refusal.details)
        if talk.agrees("setup-ask-other-token"):
            talk.until_taken("setup-ask-token", lambda typed: _take(talk, typed), hidden=True)


def _take(talk: SetupTalk, token: str) -> None:
    talk.given.secrets.add(token)
    _check(talk, token)
    fill_in(talk.given.config_path, "telegram", "token", token)


def _check(talk: SetupTalk, token: str) -> None:
    """Say whose token it is; raises RefusalError for one that is refused. Offline is said, and no reason to stop."""
    block = talk.config.telegram
    while True:
        try:
            talk.say("command-doctor-account", username=ask_account(token, block).username)
        except RefusalError as refusal:
            if refusal.key != "command-offline":
                raise
            talk.say(refusal.key, **refusal.details)
            if talk.is_terminal and block.proxy is None and (proxy := talk.line("setup-ask-proxy")):
                block = block.model_copy(update={"proxy": proxy})
                continue
            talk.say("setup-offline")
            return
        _keep_proxy(talk, block)
        return


def _keep_proxy(talk: SetupTalk, block: TelegramBlock) -> None:
    """Write down the proxy through which Telegram has answered."""
    if block.proxy is not None and talk.config.telegram.proxy is None:
        fill_in(talk.given.config_path, "telegram", "proxy", block.proxy)
