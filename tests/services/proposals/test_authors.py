"""Several people propose one idea: each by their own yes, each told once, each free to leave."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.ports import Joined
from budgeting.refusal import Refusal
from models import CoAuthor, Contact, Follower, Outbox, Proposal
from models.proposal import ProposalRefusal
from services.erasure import erase_contact
from services.house import House
from services.proposals import appeal_for, authors_of, join, leave, stance_of, supports_of
from services.proposals.joining import MOST_AUTHORS, MOST_TRIES, code_of
from services.proposals.reading import references_of
from tests.services.proposals.test_deciding import Town
from tests.services.townsfolk import plant_contact, plant_line, told


class Together(Town):
    """A town where people propose together."""

    def join(self, proposal: Proposal, contact: Contact, code: str | None = None) -> Joined:
        return join(self.session, self.house, proposal, contact, self.line.id, code or code_of(proposal))[1]

    def authors(self, proposal: Proposal) -> list[int]:
        return [one.contact_id for one in authors_of(self.session, proposal)]

    def addressed(self) -> list[int]:
        return [row.contact_id for row in self.session.query(Outbox).order_by(Outbox.id)]


def test_who_sends_the_code_of_an_author_proposes_it_too(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        living, outcome = join(session, house, proposal, town.author, town.line.id, None)
        assert (outcome, len(living.author_code or "")) == (Joined.AUTHOR, 4)
        assert town.join(proposal, town.ali) is Joined.NEW
        assert town.authors(proposal) == [town.author.id, town.ali.id]
        assert town.addressed() == [town.author.id]
        assert told(session, house) == ["Votre proposition P-26-0001 a un auteur de plus, qui en a envoyé le code."]
        assert town.join(proposal, town.ali) is Joined.AUTHOR  # who has joined may hand it on
        assert references_of(session, town.commune.id, [town.ali.id]) == ["P-26-0001"]

    run(work)


def test_nobody_is_made_an_author_without_the_code(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        nobody_asked = join(session, house, proposal, town.ali, town.line.id, "4821")[1]
        right = code_of(proposal)
        assert nobody_asked is Joined.WRONG_CODE
        assert join(session, house, proposal, town.ali, town.line.id, None)[1] is Joined.NO_CODE
        wrong = "3000" if right != "3000" else "3001"
        for _try in range(MOST_TRIES):
            assert town.join(proposal, town.ali, wrong) is Joined.WRONG_CODE
        assert town.join(proposal, town.ali, right) is Joined.WRONG_CODE  # guessed at too often
        assert town.authors(proposal) == [town.author.id]
        assert told(session, house) == []
        assert town.join(proposal, town.ali) is Joined.NEW  # by a new one

    run(work)


def test_every_author_is_told_of_each_step_once_and_follows_the_project(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        town.join(proposal, town.ali)
        english = plant_contact(session, house, town.commune, "+22901970009", language="en")
        town.join(proposal, english)
        session.query(Outbox).delete()
        town.accept(proposal)
        assert town.addressed() == [town.author.id, town.ali.id, english.id]
        assert [words.split()[0] for words in told(session, house)] == ["Votre", "Votre", "Your"]
        assert {row.contact_id for row in session.query(Follower)} == set(town.authors(proposal))

    run(work)


def test_one_person_on_two_channels_is_told_and_counted_once(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        phone = {"phone_hash": "the same"}
        chat = plant_contact(session, house, town.commune, "12345", channel="telegram", **phone)
        by_sms = plant_contact(session, house, town.commune, "+22901970009", **phone)
        town.support(proposal, chat, by_sms)
        assert supports_of(session, proposal.id) == 1
        assert town.join(proposal, by_sms) is Joined.NEW
        assert supports_of(session, proposal.id) == 0  # an author is no supporter
        assert town.join(proposal, chat) is Joined.AUTHOR
        assert stance_of(session, proposal, chat.id) == "own"
        session.query(Outbox).delete()
        town.refuse(proposal, ProposalRefusal.TOO_DEAR, "Trop cher.")
        assert town.addressed() == [town.author.id, by_sms.id]

    run(work)


def test_any_author_may_appeal_and_the_others_are_told(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        town.join(proposal, town.ali)
        town.refuse(proposal, ProposalRefusal.TOO_DEAR, "Trop cher.")
        assert all("RECOURS P-26-0001" in words for words in told(session, house)[1:])
        session.query(Outbox).delete()
        appeal_for(session, house, town.commune, town.ali, "P-26-0001", "Un devis dit le contraire.")
        assert town.addressed() == [town.author.id]
        assert told(session, house)[0].startswith("Un auteur de votre proposition P-26-0001 a fait un recours.")

    run(work)


def test_an_idea_stays_with_the_others_when_its_first_author_leaves(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        town.join(proposal, town.ali)
        town.join(proposal, town.bio)
        town.accept(proposal)
        assert leave(session, proposal, town.author)
        assert not leave(session, proposal, town.author)
        assert town.authors(proposal) == [town.ali.id, town.bio.id]
        assert {row.contact_id for row in session.query(Follower)} == {town.ali.id, town.bio.id}
        assert leave(session, proposal, town.ali)
        assert leave(session, proposal, town.bio)
        assert (town.authors(proposal), proposal.contact_id, session.query(CoAuthor).count()) == ([], None, 0)

    run(work)


def test_a_photo_on_its_way_is_not_looked_for_on_another_line(house: House, run: Any) -> None:
    def work(session: Session) -> str | None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        proposal.photo = "pending:00:AgAD"
        other = plant_line(session, town.commune, key="other")
        join(session, house, proposal, town.ali, other.id, code_of(proposal))
        leave(session, proposal, town.author)
        return proposal.photo

    assert run(work) == "gone:left"


def test_who_asks_to_be_forgotten_is_no_author_any_more(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal, other = town.propose("Un forage"), town.propose("Un pont", town.ali)
        town.join(proposal, town.ali)
        town.join(other, town.author)
        erase_contact(session, town.author, house.clock())
        assert (town.authors(proposal), town.authors(other)) == ([town.ali.id], [town.ali.id])
        assert session.query(CoAuthor).count() == 0

    run(work)


def test_merging_leads_who_was_given_either_code_to_the_one_that_lives_on(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        target, double = town.propose("Un forage"), town.propose("Forage pour Zongo", town.ali)
        code = code_of(double)
        town.support(double, town.author)
        town.merge(double, target)
        living, outcome = join(session, house, double, town.bio, town.line.id, code)
        assert (living.id, outcome) == (target.id, Joined.NEW)
        assert town.authors(target) == [town.author.id, town.ali.id, town.bio.id]
        assert town.supporters(target) == set()
        assert leave(session, double, town.ali)
        assert town.authors(target) == [town.author.id, town.bio.id]

    run(work)


def test_the_code_of_an_idea_that_was_merged_is_guessed_at_no_longer_than_any(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        target, double = town.propose("Un forage"), town.propose("Forage pour Zongo", town.ali)
        code = code_of(double)
        town.merge(double, target)
        for _try in range(MOST_TRIES):
            assert town.join(double, town.bio, "3000" if code != "3000" else "3001") is Joined.WRONG_CODE
        assert town.join(double, town.bio, code) is Joined.WRONG_CODE
        assert town.join(target, town.bio, code) is Joined.WRONG_CODE

    run(work)


def test_a_merge_into_a_project_lets_the_authors_follow_it(house: House, run: Any) -> None:
    def work(session: Session) -> set[int]:
        town = Together(session, house)
        target, double = town.propose("Un forage"), town.propose("Forage pour Zongo", town.ali)
        town.accept(target)
        town.merge(double, target)
        return {row.contact_id for row in session.query(Follower)} - {town.author.id, town.ali.id}

    assert run(work) == set()


def test_no_more_join_than_write_an_idea_together_nor_once_it_is_decided(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        for n in range(MOST_AUTHORS - 1):
            town.join(proposal, plant_contact(session, house, town.commune, f"+229019701{n:02}"))
        with pytest.raises(Refusal, match="too_many"):
            town.join(proposal, town.ali)
        town.refuse(proposal, ProposalRefusal.TOO_DEAR, "Trop cher.")
        with pytest.raises(Refusal, match="not_joinable"):
            town.join(proposal, town.ali)

    run(work)


def test_an_idea_of_the_desk_gets_its_author_from_their_own_phone(house: House, run: Any) -> None:
    def work(session: Session) -> None:
        town = Together(session, house)
        proposal = town.propose("Un forage")
        proposal.channel, proposal.contact_id, proposal.line_id = "desk", None, None
        assert town.join(proposal, town.ali) is Joined.NEW
        assert proposal.contact_id == town.ali.id
        town.refuse(proposal, ProposalRefusal.TOO_DEAR, "Trop cher.")
        assert town.addressed() == [town.ali.id]

    run(work)
