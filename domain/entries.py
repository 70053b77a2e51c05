"""Where conversations are entered: the callback data of buttons that stand in other conversations' windows.

Handlers answer them and reminders put them under what they send; neither imports the other.
"""

MENU = "menu"
REPORT = "report"
SEND_TIP = "tip"
LOOK_UP_RECEIPT = "receipt"
HOW_TO_BIND = "bind"
PROMISES = "promises"
FORWARD_TIP = "forward"
FORWARDED_TIPS = "forwarded"
GRID = "grid"
DUTIES = "duties"
DIGEST = "digest"
TIPS = "tips"
INVITE = "invite"
UNLOCK = "unlock"
LEDGER = "tips-ledger"
TIP_FIGURES = "tips-figures"
SNOOZE = "snooze"
LANGUAGE = "language"
RECEIVE_IN_GROUP = "group:receive"
"""The one button that groups are shown."""


def report_on(item_id: int) -> str:
    """Open the form of a duty item."""
    return f"{REPORT}:{item_id}"


def zero_report_on(item_id: int) -> str:
    """Open the empty report of a duty item, to be confirmed."""
    return f"zero:{item_id}"


def open_tip(number: str) -> str:
    """Open a tip in the register."""
    return f"{TIPS}:{number}"


def read_tip(number: str) -> str:
    """Read a tip in the chat."""
    return f"tips-read:{number}"


def read_reporter(number: str) -> str:
    """Read who gave a named tip."""
    return f"tips-who:{number}"


def digest_of(duty_id: str, period_id: str) -> str:
    """Open the digest of a duty and period."""
    return f"{DIGEST}:{duty_id}:{period_id}"


def nudge_missing(duty_id: str, period_id: str) -> str:
    """Nudge all who have not reported."""
    return f"chase:{duty_id}:{period_id}"


def digest_part(part: str, duty_id: str, period_id: str) -> str:
    """Open a part of a digest: b (by branch), t (tendencies and suggestions), x (the xlsx)."""
    return f"part:{part}:{duty_id}:{period_id}"
