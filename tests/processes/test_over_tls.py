"""Two processes that reach their Redis over TLS, by an account of its own: all that people do goes through."""

import re
from pathlib import Path

import pytest

from domain.errors import RefusalError
from storage.shared.family import check_shared
from tests.handlers.by_hand import INSPECTOR, file_green
from tests.processes.several import open_several
from tests.redis_server import free_port, redis_server
from tests.web.proxies import certify

PAGE = Path(__file__).parents[2] / "docs/processes.md"


def account() -> str:
    """Return what an account may do, as the page has it."""
    found = re.search(r"an account of its own needs `([^`]+)`", PAGE.read_text("utf-8"))
    assert found is not None
    return found[1]


async def test_a_report_and_a_tip_over_tls_by_an_account_of_its_own(tmp_path: Path, database: str) -> None:
    certify(tmp_path)
    certificate, key, port = tmp_path / "cert.pem", tmp_path / "key.pem", free_port()
    (tmp_path / "users.acl").write_text(
        f"user default off resetpass\nuser gridbot on >open {account()}\n", "utf-8"
    )
    settings = {
        "--tls-port": port,
        "--tls-cert-file": certificate,
        "--tls-key-file": key,
        "--tls-ca-cert-file": certificate,
        "--tls-auth-clients": "no",
        "--aclfile": tmp_path / "users.acl",
    }
    with redis_server(*(str(part) for pair in settings.items() for part in pair)):
        trusted = f"rediss://gridbot:open@localhost:{port}/0?ssl_ca_certs={certificate}"
        with pytest.raises(RefusalError, match="shared-away"):
            check_shared(trusted.partition("?")[0])  # a certificate that nobody vouches for
        async with open_several(tmp_path, database, trusted, number=2) as several:
            inspector = await several.stage.phone_of(INSPECTOR)
            await file_green(inspector)
            phone = await several.stage.stranger()
            await phone.send("/tip")
            await phone.tap("匿名")
            await phone.send("收了红包")
            await phone.send("还有一件事")
            await phone.see("内容 2 条")
            await several.at_rest()
            assert len(set(several.balancer.sent)) == 2
