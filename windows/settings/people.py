"""/settings [人员]: who is bound, branch by branch, counts first; and the handlers' public keys."""

from typing import Final

from locales import Speech
from locales.dates import dated_day_name
from usecases.settings.people import BodyKeys, BranchCount, KeyOfPerson, ListedBranch
from windows.entries import INVITE, SETTINGS
from windows.page_turns import ListPage, PageOf, in_rows, turn_rows
from windows.settings.found import SettingsPart, SettingsParts
from windows.text_parts import key_ends
from windows.windows import Button, Window

PEOPLE: Final = "settings-people"
BRANCH: Final = "settings-branch"
KEYS: Final = "settings-keys"
A_PAGE: Final = 8
KEYS_SHOWN: Final = 6


def people_window(counts: list[BranchCount], page: int, speech: Speech) -> Window:
    """Return how many are bound, in all and by branch."""
    everybody = sum(each.count.people for each in counts)
    bound = sum(each.count.bound for each in counts)
    lines = [speech.text("people-head", people=everybody, bound=bound, unbound=everybody - bound)]
    of = ListPage(page, len(counts)).of(A_PAGE)
    page = min(page, max(of.pages - 1, 0))
    listed = counts[page * A_PAGE : (page + 1) * A_PAGE]
    lines += [
        speech.text("people-branch", name=each.grid.name, bound=each.count.bound, people=each.count.people)
        for each in listed
    ]
    branches = [Button(each.grid.name, f"{BRANCH}:{each.grid.code}:0") for each in listed]
    rows = [
        [Button(speech.label("people-invite"), INVITE)],
        *in_rows(branches, 2),
        *turn_rows(PageOf(page, of.pages), lambda to: f"{PEOPLE}:{to}", speech),
        [Button(speech.label("people-keys"), KEYS), Button(speech.label("report-back"), SETTINGS)],
    ]
    return Window("\n".join(lines), rows)


def branch_window(listed: ListedBranch, speech: Speech) -> Window:
    """Return a page of a branch's people, who has no phone first; a person opens what can be done about them."""
    branch = listed.branch
    lines = [
        speech.text(
            "people-branch-head",
            name=branch.grid.name,
            bound=branch.count.bound,
            people=branch.count.people,
        )
    ]
    for person in listed.people:
        state = "bound" if person.bound else "invited" if person.person_id in listed.invited else "unbound"
        lines.append(speech.text(f"people-{state}", name=person.name, grid=person.grid_name))
    people = [Button(person.name, f"{INVITE}:{person.person_id}") for person in listed.people]
    page = ListPage(listed.page, branch.count.people).of(A_PAGE)
    turns = turn_rows(page, lambda to: f"{BRANCH}:{branch.grid.code}:{to}", speech)
    back = Button(speech.label("report-back"), f"{PEOPLE}:0")
    return Window("\n".join(lines), [*in_rows(people, 2), *turns, [back]])


def keys_window(keys: BodyKeys, speech: Speech) -> Window:
    """Return whose keys open what is reported to the office, since when; and whether 驻组 can receive."""
    lines = [speech.text("people-keys-head")]
    lines += [_key_line(key, speech) for key in keys.own[:KEYS_SHOWN]]
    if len(keys.own) > KEYS_SHOWN:
        lines.append(speech.text("people-keys-more", count=len(keys.own) - KEYS_SHOWN))
    if not keys.own:
        lines.append(speech.text("people-keys-nobody"))
    lines.append(speech.text("people-keys-shared", count=keys.shared))
    lines.append(speech.text("people-keys-above" if keys.supervisor_receives else "people-keys-above-none"))
    lines.append(speech.text("people-keys-how"))
    return Window("\n".join(lines), [[Button(speech.label("report-back"), f"{PEOPLE}:0")]])


def _key_line(key: KeyOfPerson, speech: Speech) -> str:
    if key.recipient is None or key.added_on is None:
        return speech.text("people-key-none", name=key.name)
    day, ends = dated_day_name(speech, key.added_on), key_ends(key.recipient)
    return speech.text("people-key-here" if key.here else "people-key", name=key.name, day=day, ends=ends)


SETTINGS_PARTS: SettingsParts = {400: SettingsPart("settings-people", f"{PEOPLE}:0")}
