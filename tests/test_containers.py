"""Containerfile, compose.yaml and .dockerignore agree with the house; .ci/image-steps does what they say."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

from bot.commands.line_units import UNITS_VARIABLE
from reports.pictures import paper
from reports.tips import posters
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


def test_compose_mounts_what_lasts_and_nothing_else_can_be_written() -> None:
    bot, _, others = COMPOSE.partition("\n  # A second process")
    for line in ("read_only: true", "cap_drop: [ALL]", "secrets: [gridbot_token]", "core: 0"):
        assert f"    {line}" in bot or f"      {line}" in bot, line
    assert set(re.findall(r"- \w+:(\S+)", bot)) == set(json.loads(dict(stages()[1])["VOLUME"]))
    assert "    profiles: [postgresql, city]" in others
    assert "\t" not in COMPOSE
    assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in COMPOSE.splitlines())


def services() -> dict[str, str]:
    """Return what stands under each service of compose.yaml, by its name."""
    _, _, under = COMPOSE.partition("\nservices:\n")
    under = re.split(r"\n(?=\w)", under)[0]
    parts = re.split(r"^  ([\w-]+):\n", under, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_a_citys_second_process_is_the_bots_own_with_other_hospitals() -> None:
    of_city = {name for name, text in services().items() if re.search(r"profiles: \[.*\bcity\b.*\]", text)}
    assert of_city == {"city", "caddy", "postgresql"}
    assert "      service: bot\n" in services()["city"]
    named = {
        name: re.findall(rf"{UNITS_VARIABLE}: \$\{{(\w+):-\}}", services()[name]) for name in ("bot", "city")
    }
    assert named == {"bot": ["BOT_UNITS"], "city": ["CITY_UNITS"]}
    kept = {line.strip() for line in COMPOSE.partition("\nvolumes:\n")[2].splitlines()}
    used = {f"{name}:" for name in re.findall(r"- (\w[\w-]*):/", COMPOSE)}
    assert used == kept - {""}
