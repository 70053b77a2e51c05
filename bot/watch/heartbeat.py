"""The heartbeat: an address outside that hears every five minutes that all is well, and misses it when it is not.

As healthchecks.io and its like have it: the address itself while well, the same with /fail behind it while not. The
address is a secret of a kind (whoever knows it can say that all is well): it is not logged.
"""

import logging

from aiohttp import ClientError, ClientSession, ClientTimeout

log = logging.getLogger(__name__)

ANSWER_TIMEOUT_S = 10
_REFUSED_FROM = 400


async def beat(url: str, *, well: bool) -> bool:
    """Call `url` or its /fail once; return whether it was heard. Whatever goes wrong is logged and never raised."""
    address = url if well else f"{url.rstrip('/')}/fail"
    try:
        # As everywhere, a proxy is what the configuration says and not what the environment does.
        async with (
            ClientSession(timeout=ClientTimeout(total=ANSWER_TIMEOUT_S), trust_env=False) as session,
            session.get(address) as answer,
        ):
            if answer.status < _REFUSED_FROM:
                return True
            log.warning("the heartbeat was refused with %d", answer.status)
    except (TimeoutError, ClientError, OSError, ValueError) as error:
        log.warning("the heartbeat was not heard: %s", type(error).__name__)
    return False
