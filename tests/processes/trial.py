"""One trial: a hospital over several processes that are killed, and what is held against it afterwards."""

import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

from domain.threads import in_a_thread
from tests.processes.chaos import Chaos, Killing
from tests.processes.checks import filed, repeated, strayed, tips_wrong, to_be_filed
from tests.processes.cluster import Cluster, cluster
from tests.processes.leaks import holding
from tests.processes.nursery import ROOT
from tests.processes.people import Person
from tests.processes.play import Cast, Month
from tests.processes.servers import TALKATIVE, servers
from tests.processes.tips import CANARIES

PROCESSES = 3


@dataclass
class Trial:
    """What was played, by whom, and what was killed meanwhile."""

    cluster: Cluster
    month: Month
    chaos: Chaos

    async def hold(self) -> None:
        """Hold against it what must be so whatever was killed. Raises AssertionError with the seed."""
        tell([self.month], self.chaos, self.cluster.front.handed.values())
        await hold_month(self.month, self.chaos)
        hold_audit(self.cluster.fleet.members[0].config)

    def hold_no_leak(self) -> None:
        """Hold that no word of a tip, no receipt and no question is on a disk, once all has ended."""
        hold_no_leak([self.month], [self.cluster.folder, *self.cluster.servers.folders], self.chaos)


async def hold_month(month: Month, chaos: Chaos) -> None:
    """Hold against one hospital's month what must be so whatever was killed."""
    told = f"seed {chaos.killing.seed}, {month.town.bot}"
    there, typed = filed(month.town.database), to_be_filed(month)
    differing = [*(typed - there)], [*(there - typed)]
    assert differing == ([], []), (told, differing)
    assert (told, strayed(month), await tips_wrong(month)) == (told, [], [])
    again = repeated(month)
    assert again.total() <= len(chaos.killed), (told, again)


def hold_no_leak(months: Iterable[Month], folders: Iterable[Path], chaos: Chaos) -> None:
    """Hold that no word of a tip and no receipt is in a file; what was reported is found, in the servers' files too."""
    folders = [*folders]
    for month in months:
        codes = [code for each in month.strangers for code in (each.code, each.code.replace("-", ""))]
        assert holding(folders, CANARIES, codes) == [], f"seed {chaos.killing.seed}"
        # The search works: what it must find, it finds.
        found = holding(folders, [month.words[month.filing[0]].own])
        assert any("/pg_wal/" in name for name in found), found
        assert any(name.endswith("/data/log") for name in found), found


def hold_audit(config: Path, *more: str) -> None:
    """Hold that `gridbot audit verify` finds nothing."""
    command = [sys.executable, "-m", "bot", "audit", "verify", "--config", str(config), *more]
    checked = run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert checked.returncode == 0, checked.stdout + checked.stderr


def tell(months: Sequence[Month], chaos: Chaos, handed: Iterable[int]) -> None:
    """Print what was killed and what it took."""
    people = [person for month in months for person in _everybody(month)]
    again = sum(repeated(month).total() for month in months)
    looked = sum(person.looked_again for person in people)
    unseen = sum(person.unseen for person in people)
    kills = ", ".join(f"{what} {times}" for what, times in Counter(chaos.killed).items())
    reports = sum(sum(filed(month.town.database).values()) for month in months)
    letters = sum(len(month.town.seen.all) for month in months)
    sys.stdout.write(
        f"seed {chaos.killing.seed}; killed: {kills}; {letters} letters, of them {again} repeated; {reports} reports, "
        f"{sum(len(month.strangers) for month in months)} tips told; people looked again {looked} times, and "
        f"{unseen} times found done what they had not seen confirmed; handed to the processes: {[*handed]}\n"
    )


def _everybody(month: Month) -> Sequence[Person]:
    return [*month.people.values(), *(stranger.person for stranger in month.strangers)]


@asynccontextmanager
async def trial(folder: Path, cast: Cast, killing: Killing) -> AsyncIterator[Trial]:
    """Play `cast` while all is killed as `killing` says; the servers and processes end with the block."""
    with servers(*TALKATIVE) as served:
        async with cluster(folder, served, PROCESSES, cast.people) as made:
            month, chaos = Month(made, cast), Chaos(made.fleet, served, killing)
            async with chaos.raging():
                await month.play()
            await made.settle()
            await in_a_thread(made.look_anew)
            played = Trial(made, month, chaos)
            yield played
        played.hold_no_leak()
