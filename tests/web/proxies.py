"""What stands before the page in real life: Caddy or nginx as docs/page.md shows them, on a port of this machine."""

import asyncio
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import socket

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.deploying import CITY_MD, block

DOCS = Path(__file__).parents[2] / "docs"
PAGE_MD = DOCS / "page.md"
PROCESSES_MD = DOCS / "processes.md"
_STARTS_S = 20
RETRYING = (2, 7)
"""From this version on Caddy tries again what has a body; before, it takes the next process for dead, too."""


@dataclass(frozen=True)
class Proxy:
    """A running proxy: where it listens, what is trusted there, where it writes."""

    url: str
    trusted: ssl.SSLContext
    folder: Path

    def written(self) -> dict[str, bytes]:
        """Return all that it has written, its keys left out."""
        files = [path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".pem"]
        return {
            path.name: path.read_bytes() for path in files if path.name not in {"Caddyfile", "nginx.conf"}
        }


def example(begins: str, page: Path = PAGE_MD) -> str:
    """Return the block of docs/page.md, or another `page`, that begins so."""
    blocks = page.read_text(encoding="utf-8").split("```")[1::2]
    (found,) = [block.strip() for block in blocks if block.strip().startswith(begins)]
    return found


def certify(folder: Path) -> ssl.SSLContext:
    """Write a certificate of localhost and its key into `folder`; return what trusts it."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)  # noqa: TID251 - a proxy looks at the system's clock
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    return ssl.create_default_context(cafile=str(folder / "cert.pem"))


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@asynccontextmanager
async def caddy(folder: Path, page: str) -> AsyncIterator[Proxy]:
    """Run Caddy as the example has it, before the page at `page`."""
    trusted, port = certify(folder), _free_port()
    text = example("{")
    certificate = f"tls {folder / 'cert.pem'} {folder / 'key.pem'}"
    changes = {
        "{": "{\n\tadmin off\n\tauto_https disable_redirects",
        "jubao.example.cn {": f"https://localhost:{port} {{\n\tbind 127.0.0.1\n\t{certificate}",
        "127.0.0.1:8080": page.removeprefix("http://"),
    }
    (folder / "Caddyfile").write_text(_changed(text, changes), encoding="utf-8")
    command = [_caddy(), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    async with _running(folder, command, port):
        yield Proxy(f"https://localhost:{port}", trusted, folder)


def _caddy() -> str:
    return shutil.which("caddy") or "caddy"


def caddy_version() -> tuple[int, ...]:
    """Return the first two numbers of the version of Caddy that is found."""
    said = subprocess.run([_caddy(), "version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.match(r"v?(\d+)\.(\d+)", said)
    assert found is not None, said
    return int(found[1]), int(found[2])


@asynccontextmanager
async def caddy_of_a_city(
    folder: Path, hooks: Sequence[str], pages: Sequence[str]
) -> AsyncIterator[tuple[Proxy, Proxy]]:
    """Run it as docs/city.md has it: before three processes that receive updates, and serve a page, at such addresses.

    Gives what stands before the first, and before the second.
    """
    trusted, ports = certify(folder), [_free_port(), _free_port()]
    own = f"\tbind 127.0.0.1\n\ttls {folder / 'cert.pem'} {folder / 'key.pem'}"
    changes = {"{": "{\n\tadmin off\n\tauto_https disable_redirects"}
    for site, port in zip(("bot", "sx1"), ports, strict=True):
        changes[f"{site}.example.org {{"] = f"https://localhost:{port} {{\n{own}"
    for number, upstreams in ((8443, hooks), (8081, pages)):
        changes[f"bot:{number} bot2:{number} bot3:{number}"] = " ".join(upstreams)
    text = block("{", CITY_MD)
    if caddy_version() < RETRYING:
        text = _changed(text, {"\tlb_retries 2\n": ""})
    (folder / "Caddyfile").write_text(_changed(text, changes), encoding="utf-8")
    command = [_caddy(), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    async with _running(folder, command, ports[0]):
        first, second = (Proxy(f"https://localhost:{port}", trusted, folder) for port in ports)
        yield first, second


@asynccontextmanager
async def nginx(folder: Path, page: str) -> AsyncIterator[Proxy]:
    """Run nginx as the example has it, before the page at `page`, where all logs but its own are on."""
    changes = {
        "/etc/ssl/jubao.pem": str(folder / "cert.pem"),
        "/etc/ssl/private/jubao.key": str(folder / "key.pem"),
        "http://127.0.0.1:8080": page,
    }
    async with _nginx(folder, example("server {"), changes) as proxy:
        yield proxy


@asynccontextmanager
async def nginx_before_processes(
    folder: Path, *addresses: str, of_many_units: bool = False
) -> AsyncIterator[Proxy]:
    """Run it as docs/processes.md has it, before three processes at these (host:port), the last of them repeated.

    `of_many_units` changes what docs/city.md says.
    """
    ports = zip((8443, 8444, 8445), (*addresses, addresses[-1], addresses[-1]), strict=False)
    changes = {
        "/etc/ssl/bot.pem": str(folder / "cert.pem"),
        "/etc/ssl/bot.key": str(folder / "key.pem"),
        **{f"127.0.0.1:{port}": address for port, address in ports},
    }
    text = example("upstream", PROCESSES_MD)
    if of_many_units:
        text = text.replace("max_fails=1 fail_timeout=5s", "max_fails=0")
    async with _nginx(folder, text, changes) as proxy:
        yield proxy


@asynccontextmanager
async def _nginx(folder: Path, text: str, changes: dict[str, str]) -> AsyncIterator[Proxy]:
    trusted, port = certify(folder), _free_port()
    changes = {"listen 443 ssl": f"listen 127.0.0.1:{port} ssl", **changes}
    kept = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nuser root;\npid {folder / 'pid'};\nerror_log {folder / 'error.log'} info;\nevents {{}}\n"
        f"http {{\naccess_log {folder / 'access.log'};\n{kept}{_changed(text, changes)}\n}}\n",
        encoding="utf-8",
    )
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"), "-p", str(folder)]
    async with _running(folder, command, port):
        yield Proxy(f"https://localhost:{port}", trusted, folder)


def _changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@asynccontextmanager
async def _running(folder: Path, command: Sequence[str], port: int) -> AsyncIterator[None]:
    env = {"HOME": str(folder), "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"}
    with (folder / "said.log").open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *command, env=env, cwd=folder, stdout=said, stderr=asyncio.subprocess.STDOUT
        )
    try:
        async with asyncio.timeout(_STARTS_S):
            while not await _listens(port):
                assert process.returncode is None, (folder / "said.log").read_text(encoding="utf-8")
                await asyncio.sleep(0.05)
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _listens(port: int) -> bool:
    try:
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
