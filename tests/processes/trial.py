"""One trial: a hospital over several processes that are killed, and what is held against it afterwards."""

import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

from domain.threads import in_a_thread
from tests.processes.chaos import Chaos, Killing
from tests.processes.checks import filed, strayed, tips_wrong, to_be_filed
from tests.processes.cluster import Cluster, cluster
from tests.processes.leaks import holding
from tests.processes.nursery import ROOT
from tests.processes.people import Person
from tests.processes.play import Cast, Month
from tests.processes.servers import TALKATIVE, servers
from tests.processes.tips import CANARIES

PROCESSES = 3
ABOUT_TIPS = ("有新的线索", "有线索收到补充材料")
"""Of these there is one a tip."""


@dataclass
class Trial:
    """What was played, by whom, and what was killed meanwhile."""

    cluster: Cluster
    month: Month
    chaos: Chaos

    async def hold(self) -> None:
        """Hold against it what must be so whatever was killed. Raises AssertionError with the seed."""
        self.tell()
        told = f"seed {self.chaos.killing.seed}"
        there, typed = filed(self.cluster.database), to_be_filed(self.month)
        differing = [*(typed - there)], [*(there - typed)]
        assert differing == ([], []), (told, differing)
        astray = strayed(self.month)
        assert astray == [], (told, astray)
        wrong = await tips_wrong(self.month)
        assert wrong == [], (told, wrong)
        again = self.repeated()
        assert again.total() <= len(self.chaos.killed), (told, again)
        self._hold_audit()

    def tell(self) -> None:
        """Print what was killed and what it took."""
        month, again = self.month, self.repeated()
        looked = sum(person.looked_again for person in self._everybody())
        unseen = sum(person.unseen for person in self._everybody())
        kills = ", ".join(f"{what} {times}" for what, times in Counter(self.chaos.killed).items())
        reports = sum(filed(self.cluster.database).values())
        sys.stdout.write(
            f"seed {self.chaos.killing.seed}; killed: {kills}; {len(self.cluster.seen.all)} letters, of them "
            f"{again.total()} repeated; {reports} reports, {len(month.strangers)} tips told; people looked again "
            f"{looked} times, and {unseen} times found done what they had not seen confirmed; handed to the processes: "
            f"{[*self.cluster.front.handed.values()]}\n"
        )

    def repeated(self) -> Counter[tuple[str, str, str]]:
        """Return the letters that came to somebody more often on a day than they should, and how often."""
        came = self.cluster.seen.counted(self.month.named)
        tips = len(self.month.strangers)
        return came - Counter({letter: tips if letter[2].startswith(ABOUT_TIPS) else 1 for letter in came})

    def hold_no_leak(self) -> None:
        """Hold that no word of a tip, no receipt and no question is on a disk, once all has ended."""
        codes = [code for each in self.month.strangers for code in (each.code, each.code.replace("-", ""))]
        folders = [self.cluster.folder, *self.cluster.servers.folders]
        assert holding(folders, CANARIES, codes) == [], f"seed {self.chaos.killing.seed}"
        # The search works: what it must find, it finds.
        found = holding(folders, [self.month.words[self.month.filing[0]].own])
        assert any("/pg_wal/" in name for name in found), found
        assert any(name.endswith("/data/log") for name in found), found

    def _everybody(self) -> Sequence[Person]:
        return [*self.month.people.values(), *(stranger.person for stranger in self.month.strangers)]

    def _hold_audit(self) -> None:
        config = self.cluster.members[0].config
        command = [sys.executable, "-m", "bot", "audit", "verify", "--config", str(config)]
        checked = run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        assert checked.returncode == 0, checked.stdout + checked.stderr


@asynccontextmanager
async def trial(folder: Path, cast: Cast, killing: Killing) -> AsyncIterator[Trial]:
    """Play `cast` while all is killed as `killing` says; the servers and processes end with the block."""
    with servers(*TALKATIVE) as served:
        async with cluster(folder, served, PROCESSES, cast.people) as made:
            month, chaos = Month(made, cast), Chaos(made, killing)
            async with chaos.raging():
                await month.play()
            await made.settle()
            await in_a_thread(made.look_anew)
            played = Trial(made, month, chaos)
            yield played
        played.hold_no_leak()
