"""Numbers by a public draw before the rules are frozen: given once, for life, and never a number that was another's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.number_draw import numbers_by_draw
from budgeting.proof.verify import Bundle, canonical
from budgeting.refusal import Refusal
from models import AuditEntry, Project
from services.approvals import ApprovalReason
from services.counting import CountReason
from services.counting.number_draw import draw_numbers, numbers_page
from services.cycles.ballot_list import choose_ballot
from services.cycles.draft import start_cycle
from services.cycles.notices import notices_of
from services.cycles.reasons import CycleReason
from services.house import House
from services.projects import find_project, follow
from services.public import vote_rules
from services.voting.paper import poll_at
from tests.services.cycles.plans import OPENS, Plan, draft, refused
from tests.services.townsfolk import plant_contact, plant_line, told

SEED = "4 8 15"
AFTER = numbers_by_draw(SEED, (1, 2, 3), 4)


def draw(made: Plan, who: int, words: str = SEED, *, cycle_id: int | None = None, alone: bool = False) -> bool:
    where = (made.session, made.house, made.commune.id, cycle_id or made.cycle.id)
    return draw_numbers(*where, words, staff_id=made.staff[who].id, alone=alone)


def drawn(session: Session, house: House) -> Plan:
    """Draw the numbers of a ballot of three."""
    made = Plan(session, house)
    assert [draw(made, who) for who in (0, 1)] == [False, True]
    return made


def test_anybody_works_out_the_numbers_with_sha256_alone() -> None:
    tickets = {n: sha256(f"palabre-draw/1\n6\n{SEED}\n{n}".encode()).hexdigest() for n in (1, 2, 3)}
    assert [*AFTER] == sorted(tickets, key=tickets.__getitem__) and [*AFTER.values()] == [4, 5, 6]


def test_what_two_people_wrote_alike_gives_each_project_a_number_nobody_had(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house)
        made.exclude((1, 3))
        line, ali = plant_line(session, made.commune), plant_contact(session, house, made.commune, "+22901970001")
        follow(session, house, made.projects[0], ali.id, line.id)
        assert refused(draw, made, 0, "quatre") == CountReason.DRAW_UNREADABLE
        made.freeze()
        assert draw(made, 0) is False
        assert refused(draw, made, 0) == ApprovalReason.GIVEN_ALREADY
        assert draw(made, 1, "4 8 51") is False  # the second read something else
        assert refused(made.freeze) == CycleReason.CHECK_DRAW
        assert numbers_page(session, made.commune.id, made.cycle.id).to_draw == (1, 2, 3)
        assert made.cycle.rules is not None and draw(made, 1, " 4 8  15") is True
        assert made.cycle.rules is None  # what was frozen before is frozen no more
        assert [one.number for one in made.projects] == [AFTER[n] for n in (1, 2, 3)]
        assert made.cycle.exclusive == [sorted((AFTER[1], AFTER[3]))]
        page = numbers_page(session, made.commune.id, made.cycle.id)
        assert (page.to_draw, page.voices, page.given) == ((), (), ((SEED, tuple(AFTER.items())),))
        assert told(session, house) == [
            f"Projet 1 : les numéros du bulletin ont été tirés. C'est maintenant le projet {AFTER[1]} ; 1 y mène aussi."
        ]
        acts = [row.act for row in session.query(AuditEntry).order_by(AuditEntry.id)]
        assert acts[-1] == "cycle_numbers_drawn" and "cycle_numbers_written" in acts

    run(work)


def test_a_number_from_before_the_draw_leads_to_its_project_and_to_no_other(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = drawn(session, house)
        for number, project in enumerate(made.projects, 1):
            for called in (number, AFTER[number]):
                assert find_project(session, made.commune.id, called).id == project.id

    run(work)


def test_each_project_is_drawn_once_and_newcomers_are_drawn_among_themselves(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = drawn(session, house)
        assert refused(draw, made, 0) == CycleReason.NUMBERS_DRAWN
        made.projects.append(made._project(7, 2_000))
        made.choose(4, 5, 6, 7)
        assert refused(draw, made, 0) == CycleReason.NUMBERS_DRAWN  # one alone needs no draw
        made.projects.append(made._project(8, 2_000))
        made.choose(4, 5, 6, 7, 8)
        assert [draw(made, who, "1 2 3") for who in (0, 1)] == [False, True]
        assert sorted(one.number for one in made.projects) == [4, 5, 6, 9, 10]
        assert [one.former_number for one in made.projects] == [1, 2, 3, 7, 8]

    run(work)


def test_a_number_that_stood_on_an_approved_ballot_stays(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house).approved()
        assert refused(draw, made, 0) == CycleReason.NOT_DRAFT
        for project in made.projects:
            project.cycle_id = None
        later = draft(title="Budget 2027", year=2027)
        cycle = start_cycle(session, house, made.commune.id, later, staff_id=made.staff[0].id)
        choose_ballot(session, house, made.commune.id, cycle.id, (1, 2, 3), staff_id=made.staff[0].id)
        assert refused(draw, made, 0, cycle_id=cycle.id) == CycleReason.NUMBERS_DRAWN

    run(work)


def test_the_frozen_rules_hold_the_draw_and_the_vote_takes_the_drawn_numbers(
    house: House, run: Any, clock: Any
) -> None:
    def work(session: Session) -> None:
        made = drawn(session, house).approved()
        rules = vote_rules(session, made.commune.id, made.cycle.id)
        assert rules is not None and made.cycle.rules is not None
        (given,) = rules.number_draws
        assert (given.drawn, given.first, given.numbers) == (SEED, 4, tuple(AFTER.items()))
        assert [project.number for project in rules.projects] == [4, 5, 6]
        clock.set(OPENS + timedelta(hours=1))
        there = poll_at(session, house, made.commune, clock()).projects
        assert {one.former_number: one.number for one in there} == AFTER and [one.number for one in there] == [4, 5, 6]
        assert made.vote(1, 4, 6)
        with pytest.raises(Refusal):
            made.vote(2, 1)  # not on this ballot: nothing is guessed
        assert FAULT not in checked(made.cycle.rules)
        draw_of = made.cycle.rules["number_draws"][0]
        for wrong in ({"drawn": "4 8 16"}, {"first": 5}, {"numbers": draw_of["numbers"][::-1][:2]}):
            forged = {**made.cycle.rules, "number_draws": [{**draw_of, **wrong}]}
            assert FAULT in checked(forged)

    run(work)


FAULT = "the numbers of the ballot are not those that the public draw gives"


def checked(rules: dict[str, Any]) -> list[str]:
    """Return what the verifier finds in a bundle of these rules and of little more."""
    papers = {
        "manifest": {"kind": "palabre-bundle/1"},
        "rules": rules,
        "turnout": {"kind": "palabre-turnout/1"},
        "outcome": {"kind": "palabre-outcome/1"},
        "election": {"kind": "palabre-election/1", "projects": []},
    }
    return list(Bundle({f"{name}.json": canonical(paper) for name, paper in papers.items()}).faults())


def test_one_person_alone_waits_for_the_public_notice(house: House, run: Any, clock: Any) -> None:
    def work(session: Session) -> None:
        made = Plan(session, house, deciders=1)
        assert draw(made, 0) is False
        assert refused(draw, made, 0, alone=True) == CycleReason.NOTICE_RUNS
        assert [notice.matter for notice in notices_of(session, made.commune.id)] == ["cycle_numbers"]
        clock.wait(hours=48)
        assert draw(made, 0, alone=True) is True
        assert made.cycle.one_person is True and notices_of(session, made.commune.id) == []

    run(work)


def test_the_next_project_gets_a_number_after_the_drawn_ones(house: House, run: Any) -> None:
    def work(session: Session) -> Iterable[int]:
        made = drawn(session, house)
        taken = session.query(Project.number, Project.former_number).filter_by(commune_id=made.commune.id)
        return [number for pair in taken for number in pair]

    assert sorted(run(work)) == [1, 2, 3, 4, 5, 6]
