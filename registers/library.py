"""All registers of an installation: those in use, and the text of each, so that what was kept under it can be told."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from copy import copy
from functools import cache

from forms.reading.faults import FormError
from registers.language import Register
from registers.reader import read_register, read_registers, shipped_register_texts, shipped_registers

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
        self._kept: Mapping[Version, str] = {}
        self._read: dict[Version, Register] = {}

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

    def version(self, register_id: str, number: int) -> Register:
        """Return that version of the register, in use or older.

        Raises KeyError for one that was never kept, or that the language of today no longer reads.
        """
        in_use, wanted = self._registers.get(register_id), (register_id, number)
        if in_use is not None and in_use.version == number:
            return in_use
        if wanted not in self._read:
            try:
                self._read[wanted] = read_register(self._kept[wanted], f"{register_id}.toml")
            except FormError:
                raise KeyError(wanted) from None
        return self._read[wanted]

    def with_kept(self, kept: Mapping[Version, str]) -> "RegisterLibrary":
        """Return this library with `kept` as what was in use before."""
        whole = copy(self)
        whole._kept, whole._read = kept, {}  # noqa: SLF001 - of its own class
        return whole

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
