"""Where entries of registers are opened: the callback data of buttons that stand in other conversations' windows."""

from datetime import date


def open_entry(entry_id: int, leaf: int = 0) -> str:
    """Open an entry of a register, from a leaf of its answers on."""
    return f"entry:{entry_id}:{leaf}" if leaf else f"entry:{entry_id}"


def entry_history(entry_id: int, leaf: int = 0) -> str:
    """Show what became of an entry."""
    return f"entry-log:{entry_id}:{leaf}"


def entry_files(entry_id: int, page: int = 0) -> str:
    """List the files of an entry."""
    return f"entry-files:{entry_id}:{page}"


def entry_parts(entry_id: int, page: int = 0) -> str:
    """List the entries below an entry."""
    return f"entry-parts:{entry_id}:{page}"


def open_register(register_id: str, page: int = 0) -> str:
    """List the entries of a register."""
    return f"register:{register_id}:{page}"


def new_entry(register_id: str, parent_id: int = 0) -> str:
    """Open an entry of a register (新增), below another where it is a part."""
    return f"entry-new:{register_id}:{parent_id}"


def reached_since(register_id: str, number: int, day: date) -> str:
    """List whom the coverage `number` of a register has reached since a day, and whom not."""
    return f"reach:{register_id}:{number}:{day:%Y%m%d}::0"
