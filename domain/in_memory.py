"""What must never leave the process's memory: on a disk or in another process it would say who reported."""

from typing import NoReturn


class LeavesMemoryError(TypeError):
    """Something was about to be written down, or sent to another process, that must not be."""


class InMemoryOnly:
    """The mark of such a value (docs/domain.md section 7, promise 3): nothing that serialises takes it.

    Pickling and copying refuse it of themselves; a store that writes in another form asks `refuse_kept` first.
    """

    __slots__ = ()

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        """Refuse: raises LeavesMemoryError."""
        raise LeavesMemoryError(type(self).__name__)


def refuse_kept(value: object) -> None:
    """Raise LeavesMemoryError for a value, or the kind of one, that must not leave the process's memory."""
    kind = value if isinstance(value, type) else type(value)
    if issubclass(kind, InMemoryOnly):
        raise LeavesMemoryError(kind.__name__)
