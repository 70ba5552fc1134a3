from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Contact, Cycle, Follower, Line, Project, Proposal, Support, Zone
from models.cycle import CycleState
from models.proposal import ProposalRefusal, ProposalState
from services.house import House
from services.projects import ProjectReason
from services.proposals import (
    Acceptance,
    Author,
    Idea,
    ProposalReason,
    accept,
    authors_of,
    find_proposal,
    merge,
    proposal_page,
    proposals_page,
    refuse,
    similar_proposals,
    submit_proposal,
    support_proposal,
    view_of,
)
from tests.services.polling_day import plant_vote
from tests.services.proposals.test_submitting import open_proposals
from tests.services.townsfolk import plant_commune, plant_contact, plant_line, plant_staff, told

GOOD = Acceptance(3_000_000, {"fr": "Un forage à Zongo"}, {"fr": "Forage Zongo"})


MOST_ASKED = 4
"""Of the database for a page of the queue, however many rows it has."""


class Town:
    """A commune with an open phase, one author and two neighbours."""

    def __init__(self, session: Session, house: House, **values: Any) -> None:
        self.session, self.house = session, house
        self.commune: Commune = plant_commune(session, **values)
        open_proposals(session, self.commune)
        self.line: Line = plant_line(session, self.commune)
        self.staff = plant_staff(session, self.commune)
        self.author, self.ali, self.bio = (
            plant_contact(session, house, self.commune, f"+2290197000{n}") for n in range(3)
        )

    def propose(self, title: str, author: Contact | None = None) -> Proposal:
        author = author or self.author
        where = Author("sms", "fr", author.id, self.line.id)
        return submit_proposal(self.session, self.house, self.commune, where, Idea(title))

    def accept(self, proposal: Proposal, given: Acceptance = GOOD) -> Project:
        return accept(self.session, self.house, self.commune.id, proposal.id, given, staff_id=self.staff.id)

    def refuse(self, proposal: Proposal, code: ProposalRefusal | None, reason: str) -> Proposal:
        return refuse(self.session, self.house, self.commune.id, proposal.id, code, reason, staff_id=self.staff.id)

    def merge(self, proposal: Proposal, target: Proposal) -> Proposal:
        return merge(self.session, self.house, self.commune.id, proposal.id, target.id, staff_id=self.staff.id)

    def support(self, proposal: Proposal, *contacts: Contact) -> None:
        for contact in contacts:
            support_proposal(self.session, self.house, proposal, contact.id)

    def supporters(self, proposal: Proposal) -> set[int]:
        return {row.contact_id for row in self.session.query(Support).filter_by(proposal_id=proposal.id)}


def reason_of(run: Any, work: Any) -> str:
    with pytest.raises(Refusal) as no:
        run(work)
    return str(no.value.reason)


def test_an_accepted_proposal_is_a_numbered_project_its_author_follows(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = town.propose("Un forage")
        town.support(proposal, town.ali)
        project = town.accept(proposal)
        view = view_of(session, proposal)
        assert (view.state, view.cost, view.project_number, view.supports) == ("accepted", 3_000_000, 1, 1)
        assert (project.state, project.cycle_id) == ("on_ballot", proposal.cycle_id)
        assert session.query(Follower).one().contact_id == town.author.id
        assert told(session, house) == [
            "Votre proposition P-26-0001 est acceptée. C'est le projet 1 : Forage Zongo.",
            "La proposition P-26-0001, que vous soutenez, est acceptée. C'est le projet 1 : Forage Zongo.",
        ]

    run(work)


def test_who_is_accepted_after_the_ballot_was_drawn_hears_that_it_is_for_a_later_vote(house: House, run: Any) -> None:
    def work(session: Session) -> list[str]:
        town = Town(session, house)
        proposal = town.propose("Un forage")
        proposal.cycle_id = None
        town.support(proposal, town.ali)
        town.accept(proposal)
        return told(session, house)

    assert run(work) == [
        "Votre proposition P-26-0001 est acceptée. C'est le projet 1 : Forage Zongo. Il est pour un prochain vote.",
        "La proposition P-26-0001, que vous soutenez, est acceptée : projet 1, Forage Zongo, pour un prochain vote.",
    ]


def test_who_is_accepted_while_another_vote_is_open_hears_that_it_is_for_a_later_one(house: House, run: Any) -> None:
    def work(session: Session) -> list[str]:
        town, now = Town(session, house), house.clock()
        plant_vote(session, house, town.commune, now - timedelta(hours=1), now + timedelta(hours=1))
        proposal = town.propose("Un forage")
        assert town.accept(proposal).cycle_id == proposal.cycle_id is not None
        return told(session, house)

    assert run(work) == [
        "Votre proposition P-26-0001 est acceptée. C'est le projet 11 : Forage Zongo. Il est pour un prochain vote."
    ]


def test_project_numbers_go_on_after_a_project_has_left_its_ballot(house: House, run: Any) -> None:
    def work(session: Session) -> list[int]:
        town = Town(session, house)
        first = town.accept(town.propose("Un forage"))
        second = town.accept(town.propose("Un marché"))
        second.cycle_id = None
        session.flush()
        return [first.number, second.number, town.accept(town.propose("Une école")).number]

    assert run(work) == [1, 2, 3]


@pytest.mark.parametrize("cost", [None, 0, -5, 10**18])
def test_a_project_needs_a_cost_that_can_be_one(house: House, run: Any, cost: int | None) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        town.accept(town.propose("Un forage"), Acceptance(cost, GOOD.titles, GOOD.short_names))

    assert reason_of(run, work) == ProposalReason.COST_NEEDED


@pytest.mark.parametrize(
    ("titles", "short", "reason"),
    [
        ({"fr": "Forage"}, {}, ProjectReason.NAME_MISSING),
        ({}, {"fr": "Forage"}, ProjectReason.NAME_MISSING),
        ({"fr": "Forage", "ar": "بئر"}, {"fr": "Forage"}, ProjectReason.NAME_MISSING),
        ({"fr": "Forage"}, {"fr": "Forage au marché de Zongo"}, ProjectReason.NAME_TOO_LONG),
        ({"fr": "Forage", "ar": "بئر"}, {"fr": "Forage", "ar": "بئر في حي الزنقو الكبير"}, ProjectReason.NAME_TOO_LONG),
    ],
)
def test_names_are_checked_in_every_language(house: House, run: Any, titles: Any, short: Any, reason: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house, languages=["fr", "ar"])
        town.accept(town.propose("Un forage"), Acceptance(5, titles, short))

    assert reason_of(run, work) == reason


@pytest.mark.parametrize("state", [CycleState.APPROVED, CycleState.CLOSED, CycleState.VOIDED])
def test_nothing_is_added_to_a_ballot_that_is_approved_and_the_idea_waits_for_a_later_vote(
    house: House, run: Any, state: CycleState
) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = town.propose("Un forage")
        from_cycle = session.query(Cycle).one()
        from_cycle.state = state
        session.flush()
        project = town.accept(proposal)
        assert (project.cycle_id, project.state, proposal.state) == (None, "on_ballot", "accepted")
        (said,) = told(session, house)
        assert said.endswith("Il est pour un prochain vote.")

    run(work)


def test_a_refusal_needs_a_code_and_words(house: House, run: Any) -> None:
    for code, words in ((None, "Trop cher"), (ProposalRefusal.TOO_DEAR, "  ")):

        def work(session: Session, code: Any = code, words: str = words) -> None:
            town = Town(session, house)
            town.refuse(town.propose("Un pont"), code, words)

        assert reason_of(run, work) == ProposalReason.REASON_NEEDED


def test_a_refused_proposal_tells_why_and_stays_refused(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = town.refuse(town.propose("Un pont"), ProposalRefusal.NOT_COMMUNAL, "La route est nationale.")
        assert (proposal.state, proposal.refusal) == (ProposalState.REFUSED, "not_communal")
        assert "La route est nationale. Pas d'accord ?" in told(session, house)[-1]
        with pytest.raises(Refusal) as no:
            town.accept(proposal)
        assert no.value.reason == ProposalReason.DECIDED

    run(work)


def test_merging_moves_each_person_s_support_once(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        target = town.propose("Un forage", town.bio)
        double = town.propose("Forage pour Zongo")
        town.support(target, town.ali)
        town.support(double, town.ali, town.bio)
        town.merge(double, target)
        assert town.supporters(target) == {town.ali.id}  # counted once; bio and the other author propose it together
        assert [one.contact_id for one in authors_of(session, target)] == [town.bio.id, town.author.id]
        assert told(session, house)[-1] == (
            "P-26-0002 est réunie à votre proposition P-26-0001, qui demande la meme chose. Vous la portez maintenant "
            "ensemble."
        )
        assert town.supporters(double) == set()
        assert view_of(session, double).merged_into == target.reference

    run(work)


def test_support_of_a_merged_proposal_goes_to_the_living_one(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        first, second, third = (town.propose(title) for title in ("Forage A", "Forage B", "Forage C"))
        town.merge(first, second)
        town.merge(second, third)
        assert support_proposal(session, house, first, town.ali.id).id == third.id
        assert town.supporters(third) == {town.ali.id}

    run(work)


def test_a_proposal_merges_neither_with_itself_nor_with_a_closed_one(house: House, run: Any) -> None:
    def itself(session: Session) -> None:
        town = Town(session, house)
        proposal = town.propose("Forage")
        town.merge(proposal, proposal)

    def closed(session: Session) -> None:
        town = Town(session, house)
        town.merge(town.propose("Forage"), town.refuse(town.propose("Pont"), ProposalRefusal.TOO_DEAR, "Trop cher"))

    assert reason_of(run, itself) == ProposalReason.MERGE_WITH_ITSELF
    assert reason_of(run, closed) == ProposalReason.MERGE_TARGET_CLOSED


def test_one_supports_once_and_never_one_s_own_idea(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        proposal = town.propose("Un forage")
        town.support(proposal, town.ali, town.ali, town.author)
        assert town.supporters(proposal) == {town.ali.id}

    run(work)


def test_a_proposal_of_another_commune_is_not_found(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        other = plant_commune(session, "parakou")
        proposal = town.propose("Un forage")
        with pytest.raises(Refusal):
            find_proposal(session, other.id, proposal.reference)
        with pytest.raises(Refusal):
            accept(session, house, other.id, proposal.id, GOOD, staff_id=None)

    run(work)


def test_ideas_in_other_words_are_found_alike(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        well = town.propose("Forage au quartier Zongo")
        market = town.propose("Rénover le marché de Zongo")
        school = town.propose("Des toilettes pour l'école de Banikanni")
        town.refuse(town.propose("Un forage à Zongo, vite"), ProposalRefusal.NOT_CLEAR, "Doublon")

        def alike(title: str) -> list[str]:
            return [found.reference for found in similar_proposals(session, town.commune.id, title)]

        assert alike("un FORAGE à zongo") == [well.reference]
        assert alike("marche zongo") == [market.reference]
        assert alike("Toilettes école Banikanni") == [school.reference]
        assert alike("Éclairage public") == []
        assert alike("???") == []

    run(work)


def test_a_place_or_the_shape_of_a_word_makes_no_ideas_alike(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        session.add_all(Zone(commune_id=town.commune.id, name=name) for name in ("Plateau", "Centre", "Zongo"))
        session.flush()
        well = town.propose("Forage à Zongo")
        for title in ("Une clinique pour les mamans au Plateau", "Un robinet au Plateau", "Une pompe au Centre"):
            town.propose(title)

        def alike(title: str) -> list[str]:
            return [found.reference for found in similar_proposals(session, town.commune.id, title)]

        assert [alike(title) for title in ("Un four au Plateau", "Une poste au Centre", "Le Plateau")] == [[], [], []]
        assert alike("forage au Plateau") == []
        assert alike("un forrage") == alike("des forages à Zongo") == [well.reference]

    run(work)


def test_an_idea_of_nothing_but_words_of_places_is_like_itself_and_like_no_other_idea_there(
    house: House, run: Any
) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        session.add_all(Zone(commune_id=town.commune.id, name=name) for name in ("Marché", "Grand Marché", "Zongo"))
        session.flush()
        market = town.propose("Le marché")
        town.propose("Des lampes au marché")

        def alike(title: str) -> list[str]:
            return [found.reference for found in similar_proposals(session, town.commune.id, title)]

        assert alike("Marché") == alike("le MARCHE") == alike("Grand marché") == [market.reference]
        assert alike("Zongo") == alike("Un forage au marché") == []

    run(work)


def test_ideas_alike_are_in_the_order_of_their_likeness_and_the_latest_of_equals_first(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        titles = [
            "Forage et château d'eau au marché de Zongo avec une clôture",
            "Forage au marché de Zongo",
            "Forage",
            "Forage au marché",
            "Forage au marché",
            "Forrage au marché",
        ]
        made = [town.propose(title).reference for title in titles]

        def alike(title: str, limit: int = 6) -> list[str]:
            return [found.reference for found in similar_proposals(session, town.commune.id, title, limit)]

        longest, long, short, same, again, misspelt = made
        assert alike("un forage au marché") == [again, same, long, short, longest, misspelt]
        assert alike("un forage au marché", 3) == [again, same, long]

    run(work)


def test_a_page_of_the_queue_asks_as_often_for_twenty_as_for_one(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        asked: list[str] = []
        event.listen(session.get_bind(), "before_cursor_execute", lambda _c, _u, sql, *_rest: asked.append(sql))
        first = town.propose("Un forage")
        support_proposal(session, house, first, town.ali.id)
        rows, counts = proposals_page(session, town.commune.id)[0], list[int]()
        assert [(row.title, row.supports, row.department) for row in rows] == [("Un forage", 1, "")]
        for more in (0, 19):
            for number in range(more):
                neighbour = plant_contact(session, house, town.commune, f"+22901971{number:03}")
                town.propose(f"Une place numéro {number}", neighbour)
            session.expire_all()
            asked.clear()
            counts.append(len(proposals_page(session, town.commune.id)[0]))
            assert len(asked) <= MOST_ASKED
        assert counts == [1, 20] and first.reference == rows[0].reference

    run(work)


def test_the_queue_shows_what_waits_first(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Town(session, house)
        decided = town.propose("Un pont")
        waiting = town.propose("Un forage")
        town.refuse(decided, ProposalRefusal.TOO_DEAR, "Trop cher")
        rows, total = proposals_page(session, town.commune.id, limit=1)
        assert ([row.reference for row in rows], total) == ([waiting.reference], 2)
        page = proposal_page(session, town.commune.id, decided.reference)
        assert [(past.state, past.who) for past in page.past] == [("refused", "Awa"), ("received", "")]

    run(work)
