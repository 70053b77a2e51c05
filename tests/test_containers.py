"""Containerfile, compose.yaml and .dockerignore agree with the house; .ci/image-steps does what they say."""

import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from bot.commands.line_units import UNITS_VARIABLE
from reports.pictures import paper
from reports.tips import posters
from tests.deploying import CITY_MD, composed
from tests.test_rooms import packages

ROOT = Path(__file__).parents[1]
CONTAINERFILE, COMPOSE = ((ROOT / name).read_text("utf-8") for name in ("Containerfile", "compose.yaml"))


def stages() -> list[list[tuple[str, str]]]:
    loaded = SimpleNamespace(__name__="image_steps", __file__=str(ROOT / ".ci/image-steps"))
    exec(compile((ROOT / ".ci/image-steps").read_text("utf-8"), loaded.__file__, "exec"), vars(loaded))  # noqa: S102
    found: list[list[tuple[str, str]]] = loaded.steps(CONTAINERFILE)
    return found


def test_the_image_is_made_of_every_room_and_of_nothing_that_is_left_out_of_its_context() -> None:
    build, image = stages()
    copied = {name for word, rest in build if word == "COPY" for name in rest.split()[:-1]}
    let_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")
    }
    assert packages() <= copied
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)
    assert [rest for word, rest in image if word == "COPY"] == ["--from=build /opt/gridbot /opt/gridbot"]


def test_the_image_runs_as_nobody_in_particular_and_is_asked_how_it_is() -> None:
    image = dict(stages()[1])
    assert image["USER"] == "gridbot"
    assert json.loads(image["ENTRYPOINT"]) + json.loads(image["CMD"]) == ["gridbot", "run"]
    asked = re.search(r"CMD (\[.*\])$", image["HEALTHCHECK"])
    assert asked is not None
    assert "/healthz" in json.loads(asked[1])[2]


def test_the_fonts_that_pictures_need_are_kept_in_the_image() -> None:
    kept = {Path(font).name for font in (paper._FONT, posters._FONT)}
    trimmed = next(rest for word, rest in stages()[0] if word == "RUN" and "mplfonts" in rest)
    assert kept == set(re.findall(r"! -name (\S+)", trimmed))


def test_compose_is_what_compose_takes() -> None:
    """By the schema of the Compose specification, which the program has with it."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "compose.yaml",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr


def test_compose_mounts_what_lasts_and_nothing_else_can_be_written() -> None:
    bot = composed()["services"]["bot"]
    assert (bot["read_only"], bot["cap_drop"], bot["ulimits"]) == (True, ["ALL"], {"core": 0})
    assert {each.rpartition(":")[2] for each in bot["volumes"]} == set(
        json.loads(dict(stages()[1])["VOLUME"])
    )


def test_no_service_may_do_more_than_it_must_or_lays_memory_on_a_disk() -> None:
    for name, service in composed()["services"].items():
        extended = composed()["services"][service.get("extends", {}).get("service", name)]
        assert extended["read_only"], name
        assert extended["cap_drop"] == ["ALL"], name
        assert extended["security_opt"] == ["no-new-privileges:true"], name
        assert extended.get("mem_limit") == extended.get("memswap_limit"), name
        assert "latest" not in extended["image"], name


def test_the_processes_of_a_city_are_equal() -> None:
    whole = composed()
    services = whole["services"]
    of_city = {name for name, service in services.items() if "city" in service.get("profiles", [])}
    assert of_city == {"bot2", "bot3", "caddy", "valkey", "postgresql"}
    for name in ("bot2", "bot3"):
        assert services[name] == {"profiles": ["city"], "extends": {"service": "bot"}, "hostname": name}
    assert services["bot"]["environment"][UNITS_VARIABLE] == "${BOT_UNITS:-}"
    used = {each.partition(":")[0] for service in services.values() for each in service.get("volumes", [])}
    assert {name for name in used if name.isidentifier() or "-config" in name} | {"data", "backups"} == set(
        whole["volumes"]
    )
    assert {each for service in services.values() for each in service.get("secrets", [])} == set(
        whole["secrets"]
    )


def test_every_variable_of_compose_is_explained_to_whoever_deploys_a_city() -> None:
    asked = set(re.findall(r"\$\{(\w+)", COMPOSE))
    page = CITY_MD.read_text("utf-8")
    assert asked == {"BOT_COMMAND", "BOT_MEMORY", "BOT_UNITS", "BACKUPS", "DATA", "POSTGRESQL_CONNECTIONS"}
    assert [name for name in asked if f"`{name}" not in page and f"\n{name}=" not in page] == []
    # Whoever has one hospital sets none of them.
    assert {name for name in asked if f"${{{name}:-" in COMPOSE} == asked


def test_nothing_from_outside_reaches_what_the_processes_keep_things_in() -> None:
    whole = composed()
    assert whole["networks"]["servers"]["internal"]
    for name in ("valkey", "postgresql"):
        assert whole["services"][name]["networks"] == ["servers"]
    assert [name for name, service in whole["services"].items() if "ports" in service] == ["caddy"]


def test_the_image_has_what_backs_up_the_server_of_compose() -> None:
    server = re.search(r"postgres:(\d+)-", composed()["services"]["postgresql"]["image"])
    assert server is not None
    installed = next(rest for word, rest in stages()[1] if word == "RUN" and "apt-get" in rest)
    assert f"postgresql-client-{server[1]} " in installed
