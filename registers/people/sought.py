"""By what lists find an entry: its title, its owner, and whom it names in groups."""

from collections.abc import Mapping
from typing import Any

from domain.people.sought_names import Readings, name_keys, title_keys
from registers.language import Register
from registers.moves import persons_in_groups


def sought_by(register: Register, title: str, answers: Mapping[str, Any]) -> str:
    """Return by what lists find an entry of this title: by it, by its owner and by whom it names in groups."""
    read = Readings()
    owner = answers.get(register.owner or register.addressee or "")
    name = owner.get("name", "") if isinstance(owner, dict) else ""
    # As titles are: there may be forty of them. The number tells namesakes apart.
    named = [
        person[key] for person in persons_in_groups(register, answers) for key in ("name", "staff_number")
    ]
    return title_keys(title, read) + name_keys(name, read) + "".join(title_keys(key, read) for key in named)
