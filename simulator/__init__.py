"""A local Bot API server and the people who talk to its bots: for tests, training and the demo."""

from simulator.faults import Fault
from simulator.phone import NotShownError, Phone, Phones
from simulator.screen import Group, Message, Toast
from simulator.server import Simulator
from simulator.state.users import VirtualUser

__all__ = [
    "Fault",
    "Group",
    "Message",
    "NotShownError",
    "Phone",
    "Phones",
    "Simulator",
    "Toast",
    "VirtualUser",
]
