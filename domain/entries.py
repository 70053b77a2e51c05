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
FACTS = "facts"
GRID = "grid"
DUTIES = "duties"
DIGEST = "digest"
TIPS = "tips"
INVITE = "invite"
UNLOCK = "unlock"
LEDGER = "tips-ledger"
KEYS = "keys"
TIP_FIGURES = "tips-figures"
TIP_FIGURES_OUTSIDE = "digest-tips"
SNOOZE = "snooze"
LEAVE = "leave"
HEARINGS = "hearings"
ASSESS = "assess"
MY_ASSESSMENT = "assess-mine"
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


def ask_for_facts(number: str) -> str:
    """Ask a grid's inspector for a fact about a tip, from the list of grids on."""
    return f"facts-where:{number}:0:0"


def withdraw_facts(number: str) -> str:
    """Choose which open request about a tip is withdrawn."""
    return f"facts-open:{number}"


def open_fact(request_id: int) -> str:
    """Open what an inspector is asked to verify."""
    return f"{FACTS}:{request_id}"


def merge_tip(number: str, version: int) -> str:
    """Choose what a tip that had `version` steps is merged into (并案)."""
    return f"merge:{number}:{version}"


def separate_tip(number: str, version: int) -> str:
    """Undo the merging of a tip that had `version` steps."""
    return f"separate:{number}:{version}"


def merged_tips(number: str) -> str:
    """List what is merged into a tip."""
    return f"merged:{number}:0"


def digest_of(duty_id: str, period_id: str) -> str:
    """Open the digest of a duty and period."""
    return f"{DIGEST}:{duty_id}:{period_id}"


def nudge_missing(duty_id: str, period_id: str) -> str:
    """Nudge all who have not reported."""
    return f"chase:{duty_id}:{period_id}"


def digest_part(part: str, duty_id: str, period_id: str) -> str:
    """Open a part of a digest: b (by branch), t (tendencies and suggestions), x (the xlsx)."""
    return f"part:{part}:{duty_id}:{period_id}"


def end_leave(leave_id: int) -> str:
    """Be back from a leave (销假)."""
    return f"{LEAVE}-end:{leave_id}"


def exempt_from(duty_id: str, period_id: str) -> str:
    """Choose which grid is exempted (免报) from a duty's period."""
    return f"exempt:{duty_id}:{period_id}"


def open_hearing(item_id: int) -> str:
    """Open a hearing as one who reports there: to choose its slot, or to see how it stands."""
    return f"hearing:{item_id}"


def host_hearing(item_id: int) -> str:
    """Open a hearing as its host: to record it, or to take its slot back."""
    return f"hears:{item_id}"


def host_hearings(duty_id: str) -> str:
    """List the hearings of a duty, for their host."""
    return f"hears-all:{duty_id}:0"


def offer_slots(duty_id: str) -> str:
    """Offer slots for the hearings of a duty."""
    return f"slots:{duty_id}"


def assessment_of(period_id: str, grid_code: str, page: int = 0) -> str:
    """Open the assessment (考核) of a grid and what hangs below it, for a year or half-year."""
    return f"{ASSESS}:{period_id}:{grid_code}:{page}"
