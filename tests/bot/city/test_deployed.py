"""The configuration that docs/city.md has an administrator write is one, and says what the page says."""

import re
from pathlib import Path

from bot.city.units import read_units
from storage.tips.sealing import new_office_key
from tests.deploying import block


def test_the_configuration_of_the_page_is_taken(tmp_path: Path) -> None:
    text = re.sub(r'"<age1[^>]*>"', lambda _found: f'"{new_office_key().recipient}"', block("[database]"))
    (tmp_path / "config.toml").write_text(text, "utf-8")
    installation = read_units(tmp_path / "config.toml")
    hospital, organ = installation.units
    assert [unit.unit for unit in installation.units] == ["sx1", "organ"]
    assert organ.is_organ
    assert [unit.database_url.rpartition("/")[2] for unit in installation.units] == [
        "gridbot_sx1",
        "gridbot_organ",
    ]
    assert hospital.folder == tmp_path / "units/sx1"
    assert hospital.backup.folder == Path("/var/backups/gridbot/sx1")
    assert installation.watch.listen == "0.0.0.0:9464"
    redis = {unit.processes.redis.get_secret_value() for unit in installation.units}
    assert redis == {"redis://gridbot:<the password shown above>@valkey:6379/0"}
