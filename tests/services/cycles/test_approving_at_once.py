"""Two people at the same moment: drafts, approvals, voiding, and the projects that join a ballot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import AuditEntry, Cycle, Project, Proposal
from models.cycle import CycleState
from services.approvals import ApprovalReason
from services.cycles.approve import approve_cycle, void_cycle
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import start_cycle
from services.cycles.key import confirm_backup, show_key
from services.cycles.reasons import CycleReason
from services.cycles.rules import freeze
from services.house import House
from services.proposals import Acceptance, accept
from services.voting.paper import poll_at
from tests.services.at_once import Act, at_once
from tests.services.cycles.plans import CLOSES, OPENS, Plan, draft, plan, refused
from tests.services.townsfolk import NOW, planted

GOOD = Acceptance(2_000, {"fr": "Un forage"}, {"fr": "Forage"})


class Twins:
    """A commune with two frozen drafts whose votes are at the same time; each has one yes."""

    def __init__(self, house: House, second_opens: timedelta = timedelta(0)) -> None:
        self.house = house
        house.work.write(lambda session: self._plant(session, second_opens))

    def _plant(self, session: Session, second_opens: timedelta) -> None:
        made = Plan(session, self.house)
        made.choose(1, 2)
        for number in (4, 5):
            names = {"fr": f"Projet {number}"}
            row = Project(
                commune_id=made.commune.id, number=number, titles=names, short_names=names, cost=1_000, made_at=NOW
            )
            planted(session, row)
        when = plan(OPENS + second_opens, CLOSES + second_opens)
        other = start_cycle(session, self.house, made.commune.id, draft(title="Jeunes", phases=when), staff_id=None)
        choose_ballot(session, self.house, made.commune.id, other.id, (4, 5), staff_id=None)
        self.commune_id, self.people = made.commune.id, [person.id for person in made.staff]
        self.cycles = [made.cycle.id, other.id]
        for cycle_id in self.cycles:
            self._ready(session, cycle_id)

    def _ready(self, session: Session, cycle_id: int) -> None:
        where = (session, self.house, self.commune_id, cycle_id)
        freeze(*where, staff_id=None)
        confirm_backup(*where, show_key(*where, staff_id=None).groups[-1], staff_id=None)
        assert not self.approving(0, self.cycles.index(cycle_id))(session)

    def approving(self, who: int, which: int) -> Act:
        def act(session: Session) -> bool:
            digest = str(session.get_one(Cycle, self.cycles[which]).rules_hash)
            session.expire_all()
            where = (session, self.house, self.commune_id, self.cycles[which])
            return approve_cycle(*where, digest, staff_id=self.people[who])

        return act

    def states(self) -> list[str]:
        query = select(Cycle.state).order_by(Cycle.id)
        return [str(state) for state in self.house.work.read(lambda session: session.scalars(query).all())]


def test_two_votes_of_the_same_days_are_not_both_approved(house: House, run: Callable[[Act], Any]) -> None:
    twins = Twins(house)
    assert run(twins.approving(1, 0)) is True
    assert refused(run, twins.approving(1, 1)) == CycleReason.CHECK_OTHER_VOTE
    assert twins.states() == ["approved", "draft"]


def test_a_vote_after_the_other_one_is_approved(house: House, run: Callable[[Act], Any]) -> None:
    twins = Twins(house, CLOSES - OPENS)
    assert [run(twins.approving(1, which)) for which in (0, 1)] == [True, True]


def test_two_votes_approved_at_once_are_not_both_approved(house: House, engine: Engine) -> None:
    twins = Twins(house)
    first, second = at_once(engine, twins.approving(1, 0), twins.approving(1, 1))
    assert first is True
    assert isinstance(second, Refusal) and second.reason == CycleReason.CHECK_OTHER_VOTE
    assert twins.states() == ["approved", "draft"]


def test_the_same_person_pressing_twice_says_one_yes(house: House, engine: Engine) -> None:
    twins = Twins(house)
    house.work.write(lambda session: _forget_yes(session, twins))
    first, second = at_once(engine, twins.approving(0, 0), twins.approving(0, 0))
    assert first is False
    assert isinstance(second, Refusal) and second.reason == ApprovalReason.GIVEN_ALREADY
    assert twins.states() == ["draft", "draft"]


def test_two_people_pressing_at_once_are_two(house: House, engine: Engine) -> None:
    twins = Twins(house)
    house.work.write(lambda session: _forget_yes(session, twins))
    assert at_once(engine, twins.approving(0, 0), twins.approving(1, 0)) == (False, True)
    assert twins.states() == ["approved", "draft"]
    acts = select(AuditEntry.act).where(AuditEntry.act == "cycle_approved")
    assert house.work.read(lambda session: len(session.scalars(acts).all())) == 1


def _forget_yes(session: Session, twins: Twins) -> None:
    """Freeze the first draft anew, with another envelope: nobody has said yes to it."""
    cycle = session.get_one(Cycle, twins.cycles[0])
    cycle.envelope += 1
    freeze(session, twins.house, twins.commune_id, cycle.id, staff_id=None)


def test_a_project_chosen_at_once_for_two_ballots_stands_on_one(house: House, engine: Engine) -> None:
    twins = Twins(house)
    free = house.work.write(lambda session: _plant_free(session, twins.commune_id))

    def choosing(which: int, *numbers: int) -> Act:
        where = (house, twins.commune_id, twins.cycles[which])
        return lambda session: choose_ballot(session, *where, (*numbers, free), staff_id=None)

    first, second = at_once(engine, choosing(0, 1, 2), choosing(1, 4, 5))
    assert [project.number for project in first] == [1, 2, free]
    assert isinstance(second, Refusal) and second.reason == CycleReason.PROJECT_TAKEN


def _plant_free(session: Session, commune_id: int) -> int:
    names = {"fr": "Libre"}
    row = Project(commune_id=commune_id, number=9, titles=names, short_names=names, cost=1_000, made_at=NOW)
    return planted(session, row).number


def _plant_proposal(session: Session, twins: Twins) -> int:
    row = Proposal(
        commune_id=twins.commune_id,
        cycle_id=twins.cycles[0],
        reference="P-26-0001",
        title="Un forage",
        channel="sms",
        language="fr",
        made_at=NOW,
    )
    return planted(session, row).id


@pytest.mark.parametrize("accepts_first", [True, False])
def test_a_project_accepted_while_the_ballot_is_approved_is_on_it_or_nowhere(
    house: House, engine: Engine, accepts_first: bool
) -> None:
    twins = Twins(house)
    proposal_id = house.work.write(lambda session: _plant_proposal(session, twins))

    def accepting(session: Session) -> int:
        return accept(session, house, twins.commune_id, proposal_id, GOOD, staff_id=None).number

    approving = twins.approving(1, 0)
    first, second = at_once(engine, *((accepting, approving) if accepts_first else (approving, accepting)))
    if accepts_first:
        assert isinstance(second, Refusal)
        assert (first, second.reason, twins.states()[0]) == (6, CycleReason.CHANGED, CycleState.DRAFT)
    else:
        assert (first, second) == (True, 6)
        of_cycle = select(Project.cycle_id).where(Project.number == 6)
        assert house.work.read(lambda session: session.scalars(of_cycle).all()) == [None]


def test_the_paper_of_a_vote_holds_what_was_frozen_and_nothing_else(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        made.projects[0].cost = 1
        made.projects[0].titles = {"fr": "Autre chose"}
        names = {"fr": "Un intrus"}
        where = {"commune_id": made.commune.id, "cycle_id": made.cycle.id}
        planted(session, Project(**where, number=8, titles=names, short_names=names, cost=5, made_at=NOW))
        made.projects[1].cycle_id = None
        session.flush()
        paper = poll_at(session, house, made.commune, OPENS).paper()
        assert [(project.number, project.cost) for project in paper.projects] == [(1, 4_000), (2, 3_000), (3, 6_000)]
        assert paper.projects[0].titles == {"fr": "Projet 1"}

    run(work)


def test_a_cycle_is_voided_once_by_two_who_press_at_once(house: House, engine: Engine) -> None:
    twins = Twins(house)
    house.work.write(twins.approving(1, 0))

    def voiding(who: int) -> Act:
        where = (house, twins.commune_id, twins.cycles[0])
        return lambda session: void_cycle(session, *where, "Erreur de liste", staff_id=twins.people[who])

    assert at_once(engine, voiding(0), voiding(1)) == (False, True)
    assert twins.states() == ["voided", "draft"]
