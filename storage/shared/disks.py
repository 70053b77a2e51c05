"""Whether a Redis keeps anything on a disk: then processes share nothing by it."""

from typing import Any

from domain.errors import RefusalError


def check_no_disk(client: Any) -> None:
    """Look at what the server is set to keep, and whom it sends everything.

    Raises RefusalError: shared-keeps for one that writes what it has to a disk, shared-copies for one that is copied
    or a copy, shared-unasked where it may not be asked, shared-away where it can't be reached, shared-locked where it
    wants another password.
    """
    from redis import AuthenticationError, RedisError, ResponseError  # noqa: PLC0415 - the extra "processes"

    try:
        client.ping()
        kept = {**client.config_get("save"), **client.config_get("appendonly")}
        copies = client.info("replication")
    except AuthenticationError:
        raise RefusalError("shared-locked") from None
    except ResponseError as error:
        if str(error).startswith(("NOAUTH", "WRONGPASS")):
            raise RefusalError("shared-locked") from None
        # NOPERM, or a command that a hoster has taken away.
        raise RefusalError("shared-unasked") from None
    except (RedisError, OSError):
        raise RefusalError("shared-away") from None
    said = {_text(name): _text(value) for name, value in kept.items()}
    if {"save", "appendonly"} - said.keys():
        raise RefusalError("shared-unasked")
    wrong = [f"{name} {value}" for name, value in said.items() if value not in ("", "no")]
    if wrong:
        raise RefusalError("shared-keeps", settings=", ".join(wrong))
    if copies.get("role") != "master" or copies.get("connected_slaves"):
        raise RefusalError("shared-copies")


def _text(said: object) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
