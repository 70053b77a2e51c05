"""Methods by which a bot gets its updates, and speaks of itself."""

import re

from simulator.methods.call import Call, Method, WaitingMethod
from simulator.refusals import ApiError, Json, bad_request
from simulator.state.webhooks import CONNECTIONS, CONNECTIONS_MAX, Webhook

_LIMIT_MAX = 100
_TIMEOUT_MAX_S = 50
_LENGTHS = {"description": 512, "short_description": 120, "name": 64}
_ADDRESS = re.compile(r"https?://[^\s/?#]+(/\S*)?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(call: Call) -> list[Json]:
    """Return what is new, waiting for it up to `timeout` seconds (at most 50)."""
    if call.bot.webhook is not None:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    params = call.params
    allowed = params.data("allowed_updates")
    if allowed is not None:
        call.bot.updates.allow(list(allowed))
    limit = params.number("limit", _LIMIT_MAX) or _LIMIT_MAX
    timeout_s = min(params.number("timeout", 0) or 0, _TIMEOUT_MAX_S)
    return await call.bot.updates.take(
        params.number("offset", 0) or 0, max(1, min(limit, _LIMIT_MAX)), timeout_s
    )


def get_me(call: Call) -> Json:
    """Return the bot's own account."""
    return call.bot.about | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_webhook(call: Call) -> bool:
    """Have updates pushed to an address, or no more where it is empty.

    As of Telegram's own server that runs locally, it may be any address (http, any port).
    """
    params, bot = call.params, call.bot
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(call)
    if not _ADDRESS.fullmatch(url):
        raise bad_request("bad webhook: invalid URL specified")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if (allowed := params.data("allowed_updates")) is not None:
        bot.updates.allow(list(allowed))
    if params.flag("drop_pending_updates"):
        bot.updates.clear()
    most = params.number("max_connections", CONNECTIONS) or CONNECTIONS
    certificate = params.upload("certificate")
    bot.webhook = Webhook(
        url=url,
        secret=secret,
        certificate=b"" if certificate is None else certificate.data,
        max_connections=max(1, min(most, CONNECTIONS_MAX)),
    )
    bot.updates.end_poll()
    call.world.ring_updates()
    return True


def delete_webhook(call: Call) -> bool:
    """Have the bot fetch its updates from now on; forget those that wait when asked to."""
    call.bot.webhook = None
    if call.params.flag("drop_pending_updates"):
        call.bot.updates.clear()
    return True


def get_webhook_info(call: Call) -> Json:
    """Say where updates are pushed to, how that goes, and how many wait."""
    hook, updates = call.bot.webhook, call.bot.updates
    told = {"url": "", "has_custom_certificate": False} if hook is None else hook.as_json()
    allowed = {"allowed_updates": updates.allowed} if updates.allowed else {}
    return {**told, **allowed, "pending_update_count": len(updates)}


def log_out(_call: Call) -> bool:
    """Accept logOut and close: there is no other server to move to."""
    return True


def _set_text(kind: str) -> Method:
    def set_text(call: Call) -> bool:
        text = call.params.text(kind)
        if len(text) > _LENGTHS[kind]:
            raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
        call.bot.texts[kind, call.params.text("language_code")] = text
        return True

    return set_text


def _get_text(kind: str) -> Method:
    def get_text(call: Call) -> Json:
        texts = call.bot.texts
        default = call.bot.about["first_name"] if kind == "name" else ""
        text = texts.get((kind, call.params.text("language_code"))) or texts.get((kind, ""), default)
        return {kind: text}

    return get_text


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "logout": log_out,
    "close": log_out,
    "setmydescription": _set_text("description"),
    "getmydescription": _get_text("description"),
    "setmyshortdescription": _set_text("short_description"),
    "getmyshortdescription": _get_text("short_description"),
    "setmyname": _set_text("name"),
    "getmyname": _get_text("name"),
}
WAITING: dict[str, WaitingMethod] = {"getupdates": get_updates}
