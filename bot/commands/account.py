"""The bot's own account, asked of the Bot API server without either of the two libraries: they load slowly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx

from bot.config import Config, ConfigError, TelegramBlock
from domain.errors import RefusalError

ANSWER_TIMEOUT_S = 10
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class BotAccount:
    """The bot's username without @, and the server's clock (aware; None where it doesn't tell)."""

    username: str
    answered_at: datetime | None


def need_token(config: Config) -> str:
    """Return the token; raises ConfigError where there is none or it can't be one."""
    if not config.token:
        raise ConfigError("command-token-missing")
    need_token_form(config.token)
    return config.token


def need_token_form(token: str) -> None:
    """Raise ConfigError for what can't be a token."""
    if _TOKEN.fullmatch(token) is None:
        raise ConfigError("command-token-malformed")


def find_account(config: Config) -> BotAccount:
    """Ask the Bot API server (getMe, core.telegram.org/bots/api#getme).

    Raises ConfigError as `need_token`, and RefusalError: command-token-refused, or command-offline with
    `server` and `reason` where no Bot API server answers. None of them holds the token.
    """
    return ask_account(need_token(config), config.telegram)


def ask_account(token: str, telegram_block: TelegramBlock) -> BotAccount:
    """Ask for the account behind `token`, where `telegram_block` says; raises as `find_account`."""
    answer = ask_telegram(token, telegram_block, "getMe")
    try:
        username = str(answer.json()["result"]["username"])
    except (ValueError, KeyError, TypeError):
        raise _no_answer(answer, telegram_block) from None
    return BotAccount(username, _moment(answer.headers.get("Date")))


def ask_telegram(
    token: str,
    telegram_block: TelegramBlock,
    method: str,
    asked: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> httpx.Response:
    """Call `method` with what is `asked` and `files`, and return what comes back; raises as `find_account`."""
    need_token_form(token)
    server = telegram_block.api_base_url.rstrip("/")
    try:
        # As aiogram does: a proxy is what the configuration says, not what the environment does.
        with httpx.Client(proxy=telegram_block.proxy, timeout=ANSWER_TIMEOUT_S, trust_env=False) as telegram:
            how = "GET" if asked is None else "POST"
            answer = telegram.request(how, f"{server}/bot{token}/{method}", data=asked, files=files)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        reason = str(error).replace(token, "***") or type(error).__name__
        raise RefusalError("command-offline", server=server, reason=reason) from None
    if answer.status_code in _REFUSED:
        raise RefusalError("command-token-refused", server=server)
    return answer


def _no_answer(answer: httpx.Response, telegram_block: TelegramBlock) -> RefusalError:
    server = telegram_block.api_base_url.rstrip("/")
    return RefusalError("command-offline", server=server, reason=f"HTTP {answer.status_code}")


def ask_result(
    config: Config,
    method: str,
    asked: Mapping[str, str] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Any:
    """Call `method` and return its result; raises as `find_account`, and RefusalError (webhook-refused) for a no."""
    answer = ask_telegram(need_token(config), config.telegram, method, asked, files)
    try:
        told = answer.json()
        if told["ok"]:
            return told["result"]
        raise RefusalError("webhook-refused", reason=str(told["description"]))
    except (ValueError, KeyError, TypeError):
        raise _no_answer(answer, config.telegram) from None


def bot_username(config: Config) -> str:
    """Return the username that links need: the configured one, or else asked for; raises as `find_account`."""
    return config.telegram.username.removeprefix("@") or find_account(config).username


def _moment(header: str | None) -> datetime | None:
    try:
        return None if header is None else parsedate_to_datetime(header)
    except ValueError:
        return None
