"""Where conversations are entered: the callback data of buttons that stand in other conversations' windows.

Handlers answer them and reminders put them under what they send; neither imports the other.
"""

from locales import Speech
from windows.windows import Button

TO_MENU = "menu"
REPORT = "report"
REPORT_LIST = "report-list"
"""Turns to another page of what may be filled in."""
SEND_TIP = "tip"
LOOK_UP_RECEIPT = "receipt"
HOW_TO_BIND = "bind"
PROMISES = "promises"
FORWARD_TIP = "forward"
FORWARDED_TIPS = "forwarded"
FACTS = "facts"
GRID = "grid"
MY_BRANCH = "drill-mine"
REPORT_PAPER = "report-paper"
RECEIVED = "received"
DUTIES = "duties"
DIGEST = "digest"
TIPS = "tips"
ENTER_CLUE = "tips-enter"
BRING_OLD_CLUES = "tips-old-bring"
OLD_CLUES = "tips-old"
EXPORT_CASE = "tips-case"
INVITE = "invite"
UNLOCK = "unlock"
LEDGER = "tips-ledger"
KEYS = "keys"
TIP_FIGURES = "tips-figures"
HANDLERS_PAGE = "tips-web"
TIP_FIGURES_OUTSIDE = "digest-tips"
SNOOZE = "snooze"
LEAVE = "leave"
HEARINGS = "hearings"
ASSESS = "assess"
DOCUMENTS = "documents"
OWN_FILE = "own-file"
MY_ASSESSMENT = "assess-mine"
REVIEW = "review"
MATERIALS = "materials"
SENT_MATERIALS = "materials-sent"
SUGGEST = "suggest"
SUGGESTIONS = "suggestions"
HOLIDAYS = "holidays"
SETTINGS = "settings"
SET_DUTIES = "duties-set"
REGISTERS = "registers"
WAITING_ENTRIES = "registers-mine"
POLLS = "polls"
ALL_POLLS = "polls-all"
"""The polls of the unit, for who runs it."""
GRADES = "grades"
MY_GRADE = "grades-mine"
CAMPAIGNS = "campaigns"
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


def arrange_tip(number: str) -> str:
    """Arrange by whom and how a tip is handled."""
    return f"tips-arrange:{number}"


def choose_in_charge(number: str, version: int) -> str:
    """Choose who has a tip in charge (承办人) that had `version` steps."""
    return f"tips-charge:{number}:{version}"


def tip_steps(number: str, page: int = 0) -> str:
    """List a page (from 0) of the steps in a tip's register."""
    return f"tips-steps:{number}:{page}"


def read_tip(number: str, page: int = 0) -> str:
    """Read a page (from 0) of a tip in the chat."""
    return f"tips-read:{number}:{page}" if page else f"tips-read:{number}"


def read_reporter(number: str) -> str:
    """Read who gave a named tip."""
    return f"tips-who:{number}"


def hand_over_again(number: str) -> str:
    """Hand a tip over that was handed over before, and opens only as it was sealed until then."""
    return f"keys-again:{number}"


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


def digest_part(part: str, duty_id: str, period_id: str, page: int = 0) -> str:
    """Open a part of a digest: b (by branch), p (pictures), t (what was written), w (the whole text), x (the xlsx)."""
    turned = f":{page}" if page else ""
    return f"part:{part}:{duty_id}:{period_id}{turned}"


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


def grade_of(period_id: str, ref: str, page: int = 0) -> str:
    """Open one grade (考核等次) of a unit for its level 1: whose `ref` it is, in a year or half-year."""
    return f"grade:{period_id}:{ref}:{page}"


def second_of(period_id: str, ref: str) -> str:
    """Make the second assessment (再次考核) of one that was graded 不合格."""
    return f"grade-second:{period_id}:{ref}"


def assessment_of(period_id: str, grid_code: str, page: int = 0) -> str:
    """Open the assessment (考核) of a grid and what hangs below it, for a year or half-year."""
    return f"{ASSESS}:{period_id}:{grid_code}:{page}"


def open_review(submission_id: int) -> str:
    """Open a filed report as one who reviews it (审核)."""
    return f"{REVIEW}:{submission_id}"


def review_state_of(duty_id: str, period_id: str, page: int = 0) -> str:
    """Open how far each branch has got with reviewing a duty's period; for level 1."""
    return f"reviews:{duty_id}:{period_id}:{page}"


def my_materials(page: int = 0) -> str:
    """List what the person is to read and has read, from page `page` on."""
    return f"{MATERIALS}:{page}" if page else MATERIALS


def open_material(material_id: int) -> str:
    """Open study material or a requirement as one who reads it."""
    return f"material:{material_id}"


def read_material(material_id: int) -> str:
    """Note that it has been read (已阅)."""
    return f"material-read:{material_id}"


def sent_material(material_id: int, page: int = 0) -> str:
    """Open what was sent, with those who have not read it, from page `page` on."""
    return f"material-sent:{material_id}:{page}"


def my_suggestions(page: int = 0) -> str:
    """List what the person suggested, and what came of it."""
    return f"suggest-mine:{page}"


def open_branch(item_id: int, page: int = 0) -> str:
    """Open how the grids of a branch stand, in the period and branch of one of their items."""
    return f"drill:{item_id}:{page}"


def open_filed(item_id: int, page: int = 0) -> str:
    """Open what a grid filed for an item, or that it has not."""
    return f"drill-grid:{item_id}:{page}"


def report_paper_of(item_id: int) -> str:
    """Make a document of what a grid filed for an item."""
    return f"{REPORT_PAPER}:{item_id}"


def open_change(item_id: int, number: int, page: int = 0) -> str:
    """Open a correction of what was filed for an item, by its number from 1."""
    return f"drill-change:{item_id}:{number}:{page}"


def nudge_one(item_id: int) -> str:
    """Nudge whoever answers for an item that is missing."""
    return f"chase-one:{item_id}"


def enter_holidays(year: int) -> str:
    """Enter the holidays of a year from the State Council's notice."""
    return f"{HOLIDAYS}-enter:{year}"


def open_document(kind: str, subject: str) -> str:
    """Open a document of the office (domain/reporting/documents.py)."""
    return f"doc:{kind}:{subject}"


def open_campaign(campaign_id: int) -> str:
    """Open the board of a campaign."""
    return f"campaign:{campaign_id}"


def open_poll(poll_id: int) -> str:
    """Open a poll: to answer it, or to run it."""
    return f"poll:{poll_id}"


def back_to_workbench(speech: Speech) -> Button:
    """Return the button that leads back to the registers."""
    return Button(speech.label("registers-back"), REGISTERS)


def back_to_menu(speech: Speech) -> Button:
    """Return the button that leads back to the menu."""
    return Button(speech.label("menu-back"), TO_MENU)


def page_button(address: str, speech: Speech) -> Button:
    """Return the way to the tip page at `address`: the same for everybody, with nothing of whoever presses it."""
    return Button(speech.label("tips-notice-page"), url=f"{address}/t")
