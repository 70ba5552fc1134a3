"""The staff of a commune at work, through the services behind their panel."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from budgeting.phases import Phase, PhaseKind
from budgeting.ways_in import WayIn, WaysIn
from models import Commune, CountRun, Proposal
from models.cycle import IdentityLevel
from palabre.demo.clock import DemoClock
from palabre.demo.load import read_demo
from palabre.demo.staff import SignIn, add_demo_staff, demo_sign_ins
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import Installation, install
from services.by_hand.boxes import close_ballot_box, open_ballot_box
from services.by_hand.helping import cast_with_help, show_with_help
from services.by_hand.meetings import Figures, Meeting, enter_meeting, type_meeting_again
from services.by_hand.sheets import enter_sheet, show_sheet
from services.by_hand.typing import Hand, Shown, Typed
from services.codes.making import MOST_IN_BATCH, NewBatch, draw_batch, keep_batch
from services.communes import NewCommune, create_commune
from services.counting.count import count_beside, latest_run
from services.counting.publish import publish, run_digest
from services.cycles.approve import approve_cycle
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import Draft, start_cycle
from services.cycles.key import confirm_backup, show_key
from services.cycles.phases import phase_of
from services.cycles.rules import freeze
from services.proof.keeping import make_due_bundles
from services.proposals.accept import Acceptance, accept

T = TypeVar("T")
ENVELOPE = 30_000_000
GRACE = timedelta(seconds=7200)
PLAN = (  # days from the first at which each phase opens and closes
    (PhaseKind.PROPOSALS, -1, 10),
    (PhaseKind.REVIEW, 10, 20),
    (PhaseKind.VOTE, 21, 35),
    (PhaseKind.COUNT, 35, 37),
    (PhaseKind.APPEAL, 38, 45),
    (PhaseKind.WORKS, 46, 300),
)


@dataclass(frozen=True)
class TownHall:
    """A commune with two people who decide, one cycle, and the clock on which its processes run."""

    installation: Installation
    clock: DemoClock
    commune: int
    staff: tuple[int, ...]
    cycle: int

    @property
    def sign_in(self) -> SignIn:
        """What the first of the staff types to sign in."""
        return demo_sign_ins(self.installation.house, read_demo())[0]

    def accept_ideas(self) -> list[int]:
        """Look at every idea when ideas are closed; each becomes a project with a cost. Return their numbers."""
        self.clock.turn_to(self.phase(PhaseKind.REVIEW).opens_at)
        return self.installation.house.work.write(self._accept)

    def _accept(self, session: Session) -> list[int]:
        numbers = []
        query = select(Proposal).where(Proposal.commune_id == self.commune).order_by(Proposal.id)
        for place, idea in enumerate(session.scalars(query).all()):
            given = Acceptance(3_000_000 + 1_700_000 * (place % 5), {"fr": idea.title}, {"fr": f"Projet {place}"})
            house = self.installation.house
            numbers.append(accept(session, house, self.commune, idea.id, given, staff_id=self.staff[0]).number)
        return numbers

    def open_vote(self, numbers: list[int]) -> None:
        """Freeze the rules, back the key up, approve by two people, and wait until the vote opens."""
        self.clock.turn_to(self.phase(PhaseKind.REVIEW).closes_at)
        self.installation.house.work.write(lambda session: self._approve(session, numbers))
        self.clock.turn_to(self.phase(PhaseKind.VOTE).opens_at)

    def _approve(self, session: Session, numbers: list[int]) -> None:
        house, where = self.installation.house, (self.commune, self.cycle)
        choose_ballot(session, house, *where, numbers, staff_id=self.staff[0])
        frozen = freeze(session, house, *where, staff_id=self.staff[0])
        sheet = show_key(session, house, *where, staff_id=self.staff[0])
        confirm_backup(session, house, *where, sheet.groups[-1], staff_id=self.staff[0])
        for person in self.staff:
            approve_cycle(session, house, *where, str(frozen.rules_hash), staff_id=person)

    def hand_out(self, codes: int) -> list[str]:
        """Print so many voting codes and return them."""
        found: list[str] = []
        while len(found) < codes:
            size = min(MOST_IN_BATCH, codes - len(found))
            found += self.installation.house.work.write(lambda session: self._batch(session, size))  # noqa: B023
        return found

    def _batch(self, session: Session, size: int) -> tuple[str, ...]:
        house = self.installation.house
        drawn = draw_batch(session, house, self.commune, self.cycle, NewBatch(size, "Zongo", "Awa"))
        keep_batch(session, house, self.commune, drawn, staff_id=self.staff[0])
        return drawn.codes

    def help(self, code: str, choices: Sequence[int]) -> None:
        """Type the ballot of somebody who stands at the desk."""
        house, typed = self.installation.house, Typed(code, _typed(choices))
        where, staff_id = (house, self.commune, self.cycle), self.staff[0]
        shown = _again(
            lambda: house.work.write(lambda session: show_with_help(session, *where, typed, staff_id=staff_id))
        )
        assert isinstance(shown, Shown)
        _again(
            lambda: house.work.write(lambda session: cast_with_help(session, *where, shown.token, staff_id=staff_id))
        )

    def empty_box(self, sheets: Mapping[str, Sequence[int]]) -> None:
        """Enter every sheet of a ballot box, which a second person closes."""
        house, (clerk, other) = self.installation.house, self.staff
        where = (house, self.commune, self.cycle)
        box = house.work.write(lambda session: open_ballot_box(session, *where, "Mairie", len(sheets), staff_id=clerk))
        for code, choices in sheets.items():
            self._enter(Typed(code, _typed(choices)), Hand(clerk, WayIn.PAPER, box))
        house.work.write(lambda session: close_ballot_box(session, *where, box, staff_id=other))

    def _enter(self, typed: Typed, hand: Hand) -> None:
        house = self.installation.house
        where = (house, self.commune, self.cycle)
        shown = house.work.write(lambda session: show_sheet(session, *where, typed, hand))
        assert isinstance(shown, Shown)
        entered = house.work.write(lambda session: enter_sheet(session, *where, shown.token, hand))
        assert entered.void is None

    def meet(self, present: int, raised: Mapping[int, int]) -> dict[str, int]:
        """Type the count sheet of a meeting; a second person misreads it once, then confirms. Return its hands."""
        house, (clerk, other) = self.installation.house, self.staff
        where = (house, self.commune, self.cycle)
        hands = {str(number): count for number, count in sorted(raised.items())}
        meeting = Meeting("Marché", self.clock(), ("Chef de quartier", "Secrétaire de séance"))
        sheet = Figures(present, hands)
        number = house.work.write(lambda session: enter_meeting(session, *where, meeting, sheet, staff_id=clerk))
        for typed in (Figures(present + 1, hands), sheet):
            said = house.work.write(lambda session: type_meeting_again(session, *where, number, typed, staff_id=other))  # noqa: B023
            assert (said is True) == (typed is sheet)
        return hands

    def close_and_count(self) -> CountRun:
        """Wait until closing and grace are over, count, and publish by two people."""
        self.clock.turn_to(self.phase(PhaseKind.VOTE).closes_at + GRACE)
        house = self.installation.house
        count_beside(house, self.commune, self.cycle, staff_id=self.staff[0])
        for person in self.staff:
            house.work.write(lambda session: self._publish(session, person))  # noqa: B023
        run = house.work.read(lambda session: latest_run(session, self.cycle))
        assert run is not None
        return run

    def _publish(self, session: Session, person: int) -> None:
        run = latest_run(session, self.cycle)
        assert run is not None
        publish(session, self.installation.house, self.commune, self.cycle, run_digest(run), staff_id=person)

    def bundle(self) -> Path:
        """Return the bundle of the published result."""
        make_due_bundles(self.installation.house)
        (found,) = (self.installation.house.files / "bundles").glob("*.zip")
        return found

    def phase(self, kind: PhaseKind) -> Phase:
        """Return a phase of the cycle."""
        found = self.installation.house.work.read(lambda session: phase_of(session, self.cycle, kind))
        assert found is not None
        return found


def found_town(settings: Settings, level: IdentityLevel, *, meets: bool = False) -> TownHall:
    """Set a real commune up in an empty database, with the lines of the settings and a cycle that takes ideas.

    Its rules announce shows of hands where it `meets`.
    """
    clock = DemoClock(settings.var_dir)
    installation = install(settings, clock=clock)
    prepare(installation)

    def fill(session: Session) -> tuple[int, tuple[int, ...], int]:
        house = installation.house
        new = NewCommune("Agou", "agou", "TG", "XOF", "Africa/Lome", ("fr",), 12_000, ("Zongo", "Gare"))
        commune = session.get_one(Commune, create_commune(session, house, new).id)
        commune.replies_an_hour = 60
        staff = tuple(add_demo_staff(session, house, commune, read_demo()))
        cycle = start_cycle(session, house, commune.id, _draft(house.clock(), level, meets=meets), staff_id=staff[0])
        return commune.id, staff, cycle.id

    commune, staff, cycle = installation.house.work.write(fill)
    installation.book.forget()
    return TownHall(installation, clock, commune, staff, cycle)


def _draft(now: datetime, level: IdentityLevel, *, meets: bool) -> Draft:
    phases = (Phase(kind, now + timedelta(days=opens), now + timedelta(days=closes)) for kind, opens, closes in PLAN)
    by_code = level is IdentityLevel.VOTING_CODE
    return Draft(
        title="Budget participatif",
        year=now.year,
        envelope=ENVELOPE,
        rule="greedy" if meets else "equal_shares",  # equal shares cannot tell whose a raised hand is
        choices={} if meets else {"completion": "none"},
        level=level.value,
        grace_seconds=int(GRACE.total_seconds()),
        phases=tuple(phases),
        ways=WaysIn(by_code, by_code, boxes="École" if by_code else "", by_hands=meets, in_booth=by_code),
    )


def _again(act: Callable[[], T], patience: float = 60) -> T:
    """Do what somebody does who presses again while the database is away."""
    until = time.monotonic() + patience
    while True:
        try:
            return act()
        except DBAPIError:
            assert time.monotonic() < until
            time.sleep(0.2)


def _typed(choices: Sequence[int]) -> str:
    return " ".join(map(str, choices))
