"""All registers of an installation: those in use, and the text of each, so that what was kept under it can be told."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from functools import cache

from registers.language import Register
from registers.reader import read_registers, shipped_register_texts, shipped_registers

Version = tuple[str, int]
"""A register's id and the number of its version."""

TURNING = ("risk", "warning", "problem")
"""The registers on which the work turns, in the order in which they are offered."""
_TURNING = {register_id: place for place, register_id in enumerate(TURNING)}


class RegisterLibrary(Mapping[str, Register]):
    """The registers in use by id."""

    def __init__(self, own: Mapping[str, str]) -> None:
        """Read the shipped registers and the `own` ones, texts by file name; raises FormError at the first fault."""
        self._registers = read_registers(own) if own else shipped_registers()
        self._texts = {**shipped_register_texts(), **own}

    def __getitem__(self, register_id: str) -> Register:
        """Return the register in use; KeyError for an id that there is not."""
        return self._registers[register_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the registers in use."""
        return iter(self._registers)

    def __len__(self) -> int:
        """Return how many registers are in use."""
        return len(self._registers)

    def values(self) -> ValuesView[Register]:
        """Return the registers as they are now: whoever goes through them goes on with these."""
        return self._registers.values()

    def items(self) -> ItemsView[str, Register]:
        """Return ids and registers as they are now."""
        return self._registers.items()

    def become(self, other: "RegisterLibrary") -> None:
        """Be what `other` is from now on, for everybody who holds this library."""
        self.__dict__ = dict(vars(other))

    def texts(self) -> Mapping[Version, str]:
        """Return the text of each register in use."""
        return {
            (register.id, register.version): self._texts[f"{register.id}.toml"]
            for register in self._registers.values()
        }

    def changed(self, kept: Mapping[Version, str]) -> Iterator[Version]:
        """Yield the registers in use whose text is not that which is kept of the same version."""
        for version, text in self.texts().items():
            if version in kept and kept[version] != text:
                yield version

    def tops(self) -> Iterator[Register]:
        """Go through those that are no parts of another: first those on which the work turns."""
        parts = {part.register for register in self._registers.values() for part in register.parts}
        tops = (register for register in self._registers.values() if register.id not in parts)
        return iter(sorted(tops, key=lambda register: _TURNING.get(register.id, len(_TURNING))))


@cache
def shipped_library() -> RegisterLibrary:
    """Return the registers that come with the product."""
    return RegisterLibrary({})
