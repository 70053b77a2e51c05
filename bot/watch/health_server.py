"""/healthz and /metrics on the address of [watch] listen: for the operator's monitoring, not for the internet."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from domain.errors import RefusalError
from reminders.watch.self_check import Health

_SHUTDOWN_S = 0.5


Answer = tuple[int, dict[str, object]]
"""The status and the body of /healthz."""


def serve(
    listen: str, health: Callable[[], Health | None], metrics: Callable[[], bytes]
) -> AbstractAsyncContextManager[str]:
    """Serve on `listen` (host:port) while the block runs; yields the base URL.

    /healthz answers 200 when all is well, else 503, also before the first check (`health` returns None). Raises
    RefusalError where the address can't be used.
    """
    return serve_answers(listen, lambda: answer_of(health()), metrics)


def answer_of(health: Health | None) -> Answer:
    """Return what /healthz answers for one bot."""
    return 200 if health is not None and health.ok else 503, healthz_body(health)


@asynccontextmanager
async def serve_answers(
    listen: str, answer: Callable[[], Answer], metrics: Callable[[], bytes]
) -> AsyncIterator[str]:
    """Do the same with what `answer` says of all bots of this process."""

    async def healthz(_request: web.Request) -> web.Response:
        status, body = answer()
        return web.json_response(body, status=status)

    async def page(_request: web.Request) -> web.Response:
        return web.Response(body=metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_S)
    await runner.setup()
    try:
        host, _, port = listen.rpartition(":")
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise RefusalError("watch-cannot-listen", address=listen, reason=reason) from error
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def healthz_body(health: Health | None) -> dict[str, object]:
    """Return what /healthz answers: the status (ok, trouble, starting), when it was looked, and each check."""
    if health is None:
        return {"status": "starting", "checks": {}}
    return {
        "status": "ok" if health.ok else "trouble",
        "checked_at": health.checked_at.isoformat(timespec="seconds"),
        "checks": {check.name: {"ok": check.ok, "detail": check.detail} for check in health.checks},
        **({} if health.leases is None else {"leases": health.leases}),
    }
