"""The methods of the Bot API that this server knows, by lower-case name."""

from simulator.methods import chats, commands, editing, sending, updating
from simulator.methods.call import Call, Method

METHODS: dict[str, Method] = {
    **updating.METHODS,
    **sending.METHODS,
    **editing.METHODS,
    **chats.METHODS,
    **commands.METHODS,
}
WAITING = updating.WAITING

__all__ = ["METHODS", "WAITING", "Call"]
