from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from models import (
    Ballot,
    BudgetInquiry,
    Commune,
    Contact,
    Conversation,
    Cycle,
    Feedback,
    Follower,
    Inbound,
    InformationRequest,
    Outbox,
    Project,
    Proposal,
    Support,
    Turnout,
)
from models.cycle import CycleState
from models.project import ProjectState
from models.proposal import ProposalState
from models.request import RequestState
from services.erasure import forget_addresses
from services.house import House
from services.outbox import claim, record_sent
from services.requests.deciding import answer
from services.retention import forget_words
from tests.conftest import HandClock
from tests.services.polling_day import PollingDay, plant_polling_day, plant_vote

AFI = "+22890112233"
KOFI = "+22890112234"


@pytest.fixture
def day(house: House) -> PollingDay:
    return plant_polling_day(house)


def one(house: House, table: Any) -> Any:
    return house.work.read(lambda session: session.scalars(select(table).order_by(table.id)).first())


def size(house: House, table: Any) -> int:
    return house.work.read(lambda session: session.scalar(select(func.count()).select_from(table)) or 0)


def erase(day: PollingDay, sender: str = AFI) -> str:
    asked = day.sms(sender, "EFFACER").reply
    assert asked is not None
    code = re.search(r"\b\d{4}\b", asked.text)
    assert code
    done = day.sms(sender, code[0]).reply
    assert done is not None
    return done.text


def send_all(day: PollingDay) -> list[str]:
    house = day.house
    texts = []
    while found := house.work.write(lambda session: claim(session, house, day.lines["sms"], house.clock(), 100)):
        for message in found:
            texts.append(message.message.text)
            house.work.write(lambda session, m=message: record_sent(session, m, f"SM{m.id}", house.clock()))
    return texts


def test_words_go_and_what_is_counted_stays(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "VOTE 3 7")
    day.sms(AFI, "QUESTION Combien coûte la route du marché ?")
    before = [size(day.house, table) for table in (Ballot, Turnout, Inbound)]
    row = one(day.house, InformationRequest)
    if row is not None:
        day.house.work.write(
            lambda session: setattr(session.get_one(InformationRequest, row.id), "state", RequestState.CLOSED)
        )
    erase(day)
    assert [size(day.house, table) for table in (Ballot, Turnout)] == before[:2]
    assert size(day.house, Conversation) <= 1
    assert size(day.house, Follower) == 0
    bodies = day.house.work.read(
        lambda session: list(session.scalars(select(Inbound.body).where(Inbound.body.is_not(None))))
    )
    assert [body for body in bodies if "route" in day.house.vault.open(body, "inbound")] == []
    send_all(day)
    assert day.house.work.write(lambda session: forget_addresses(session, day.house.clock())) == 1
    contact = one(day.house, Contact)
    assert (contact.address, contact.phone, contact.phone_hash) == (None, None, None)
    assert contact.address_hash != day.house.vault.hash("sms", AFI)
    assert day.choices() == [[3, 7]]
    payloads = day.house.work.read(lambda session: list(session.scalars(select(Outbox.payload))))
    assert payloads == [None] * len(payloads)


@pytest.mark.parametrize(
    ("word", "forgotten", "vote"), [("ERASE", "You are forgotten", "in the box"), ("حذف", "تم حذف معطياتك", "الصندوق")]
)
def test_who_is_forgotten_is_told_so_in_their_language_and_of_a_vote_only_after_one(
    day: PollingDay, word: str, forgotten: str, vote: str
) -> None:
    told = []
    for sender, said in ((AFI, "VOTE 3 7"), (KOFI, "0")):
        day.sms(sender, said)
        asked = day.sms(sender, word).reply
        assert asked is not None
        code = re.search(r"\b\d{4}\b", asked.text)
        assert code
        done = day.sms(sender, code[0]).reply
        assert done is not None
        told.append(done.text)
    assert all(forgotten in text for text in told)
    assert [vote in text for text in told] == [True, False]


def test_of_a_vote_that_is_over_who_is_forgotten_is_told_though_they_kept_out_of_the_next(
    day: PollingDay, clock: HandClock
) -> None:
    assert "urne" not in erase(day, KOFI)
    day.sms(AFI, "VOTE 3")
    clock.wait(days=30)
    opens_at, closes_at = clock() - timedelta(hours=1), clock() + timedelta(hours=1)

    def plant_next(session: Any) -> None:
        commune = session.get_one(Commune, day.commune_id)
        plant_vote(session, day.house, commune, opens_at, closes_at, first=11)
        commune.revision += 1

    day.house.work.write(plant_next)
    assert "urne" in erase(day)


def void_the_vote(day: PollingDay) -> None:
    def void(session: Any) -> None:
        session.get_one(Cycle, day.cycle_id).state = CycleState.VOIDED
        session.get_one(Commune, day.commune_id).revision += 1

    day.house.work.write(void)


@pytest.mark.parametrize("days", [0, 30])
def test_of_a_ballot_in_a_vote_that_was_voided_its_voter_is_told_and_nobody_else(
    day: PollingDay, clock: HandClock, days: int
) -> None:
    day.sms(AFI, "VOTE 3")
    day.sms(KOFI, "BUDGET")
    void_the_vote(day)
    clock.wait(days=days)
    assert "urne" in erase(day, AFI)
    assert "urne" not in erase(day, KOFI)


@pytest.mark.parametrize("voted", [True, False])
def test_once_the_key_of_a_voided_vote_is_gone_nobody_can_tell_whose_its_ballots_are(
    day: PollingDay, voted: bool
) -> None:
    day.sms(AFI, "VOTE 3" if voted else "BUDGET")
    void_the_vote(day)
    day.house.keyring.destroy(day.cycle_id)
    assert ("urne" in erase(day, KOFI)) == voted


def test_of_a_vote_to_come_nobody_can_have_a_ballot(day: PollingDay, clock: HandClock) -> None:
    clock.wait(hours=-2)
    assert "urne" not in erase(day)


def test_where_the_key_of_a_vote_is_missing_nobody_can_tell(day: PollingDay) -> None:
    day.house.keyring.destroy(day.cycle_id)
    assert "urne" in erase(day)


def test_a_trial_phone_is_told_of_no_vote(day: PollingDay, clock: HandClock) -> None:
    clock.wait(days=30)
    asked = day.trial_sms(AFI, "EFFACER").reply
    assert asked is not None
    code = re.search(r"\b\d{4}\b", asked.text)
    assert code
    done = day.trial_sms(AFI, code[0]).reply
    assert done is not None and "urne" not in done.text


def test_an_address_stays_until_the_last_message_has_gone(day: PollingDay) -> None:
    erase(day)
    assert day.house.work.write(lambda session: forget_addresses(session, day.house.clock())) == 0
    assert any("oubli" in text or "effac" in text.lower() for text in send_all(day))
    assert day.house.work.write(lambda session: forget_addresses(session, day.house.clock())) == 1
    assert day.house.work.write(lambda session: forget_addresses(session, day.house.clock())) == 0


def test_an_open_question_is_still_answered_and_then_the_address_goes(day: PollingDay) -> None:
    day.sms(AFI, "QUESTION Combien coûte la route du marché ?")
    day.sms(AFI, "1")
    row = one(day.house, InformationRequest)
    assert row is not None
    assert "1" in erase(day)
    send_all(day)
    assert day.house.work.write(lambda session: forget_addresses(session, day.house.clock())) == 0
    day.house.work.write(
        lambda session: answer(
            session, day.house, commune_id=day.commune_id, request_id=row.id, text="Neuf millions.", staff_id=None
        )
    )
    assert any("Neuf millions" in text for text in send_all(day))
    assert day.house.work.write(lambda session: forget_addresses(session, day.house.clock())) == 1
    assert one(day.house, InformationRequest).contact_id is None


def test_a_later_message_begins_anew_at_once(day: PollingDay) -> None:
    day.sms(AFI, "LANGUE anglais")
    erase(day)
    taken = day.sms(AFI, "VOTE 5")
    assert taken.reply is not None
    assert size(day.house, Contact) == 2
    send_all(day)
    assert day.house.work.write(lambda session: forget_addresses(session, day.house.clock())) == 1
    assert day.sms(AFI, "VOTE 6").reply is not None
    assert size(day.house, Contact) == 2
    assert day.choices() == [[6]]


def plant_idea(day: PollingDay) -> str:
    def plant(session: Any) -> str:
        idea = Proposal(
            commune_id=day.commune_id, reference="P-26-0001", title="Un forage", state=ProposalState.RECEIVED,
            channel="sms", language="fr", made_at=day.house.clock(),
        )  # fmt: skip
        session.add(idea)
        session.execute(update(Project).where(Project.number == 3).values(state=ProjectState.DONE))
        session.flush()
        return idea.reference

    return str(day.house.work.write(plant))


def test_one_phone_counts_once_however_often_it_is_forgotten(day: PollingDay) -> None:
    reference = plant_idea(day)
    for _time in range(3):
        day.sms(AFI, f"SOUTENIR {reference}")
        day.sms(AFI, "NOTE 3 4")
        day.sms(AFI, "BUDGET EAU")
        counts = [size(day.house, table) for table in (Support, Feedback, BudgetInquiry)]
        erase(day)
    assert counts == [1, 1, 1]
    assert [size(day.house, table) for table in (Support, Feedback, BudgetInquiry)] == [0, 0, 0]


def test_what_was_asked_before_today_stays_counted(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "BUDGET EAU")
    clock.wait(days=1)
    erase(day)
    assert size(day.house, BudgetInquiry) == 1


@pytest.mark.parametrize("state", [ProposalState.REFUSED, ProposalState.APPEALED])
def test_one_phone_supports_an_idea_once_that_was_refused_and_is_accepted_after_all(
    day: PollingDay, state: ProposalState
) -> None:
    reference = plant_idea(day)
    day.sms(AFI, f"SOUTENIR {reference}")
    put_idea_in(day, state)
    erase(day)
    put_idea_in(day, ProposalState.ACCEPTED)
    day.sms(AFI, f"SOUTENIR {reference}")
    assert size(day.house, Support) == 1


def put_idea_in(day: PollingDay, state: ProposalState) -> None:
    day.house.work.write(lambda session: setattr(session.scalar(select(Proposal)), "state", state))


def test_words_about_works_stay_without_their_author_and_without_the_mark(day: PollingDay) -> None:
    def plant(session: Any) -> None:
        contact = session.scalar(select(Contact))
        said = Feedback(
            project_id=1, contact_id=contact.id, rating=1, told_rating=1, text="en panne", made_at=day.house.clock()
        )
        session.add(said)

    day.sms(AFI, "MENU")
    day.house.work.write(plant)
    erase(day)
    stays = one(day.house, Feedback)
    assert (stays.contact_id, stays.rating, stays.told_rating, stays.text) == (None, None, None, "en panne")


def test_who_asked_of_the_budget_is_forgotten_and_the_asking_stays_counted(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "BUDGET")
    clock.wait(days=1)
    erase(day)
    assert one(day.house, BudgetInquiry).contact_id is None
    day.sms("+22890112299", "BUDGET")
    clock.wait(days=364)
    day.house.work.write(lambda session: forget_words(session, clock()))
    owners = day.house.work.read(lambda session: session.scalars(select(BudgetInquiry.contact_id)).all())
    assert owners.count(None) == 1 and len(owners) == 2
    clock.wait(days=2)
    day.house.work.write(lambda session: forget_words(session, clock()))
    assert day.house.work.read(lambda s: s.scalars(select(BudgetInquiry.contact_id)).all()) == [None, None]


def test_old_words_are_erased_and_counts_stay(day: PollingDay, clock: HandClock) -> None:
    day.sms(AFI, "QUESTION Combien coûte la route du marché ?")
    send_all(day)
    clock.wait(days=89)
    assert day.house.work.write(lambda session: forget_words(session, clock())) <= 1  # the open conversation
    assert one(day.house, Inbound).body is not None
    clock.set(clock() + timedelta(days=2))
    assert day.house.work.write(lambda session: forget_words(session, clock())) >= 2
    assert one(day.house, Inbound).body is None
    assert (one(day.house, Outbox).payload, size(day.house, Inbound)) == (None, 1)


def test_a_proven_phone_is_forgotten_on_every_channel_at_once(day: PollingDay) -> None:
    day.telegram("501", "VOTE 3 7")
    day.telegram("501", "", phone=AFI)
    assert day.choices() == [[3, 7]]
    done = erase(day)
    assert "sur tous les canaux" in done
    asked = day.telegram("501", "VOTE 4").reply
    assert asked is not None and "Partager mon numéro" in str(asked)
    assert day.choices() == [[3, 7]]


def test_a_phone_of_somebody_else_is_not_forgotten_with_it(day: PollingDay) -> None:
    day.telegram("501", "VOTE 3 7")
    day.telegram("501", "", phone=KOFI)
    erase(day)
    day.telegram("501", "VOTE 4")
    assert day.choices() == [[4]]


def test_whoever_may_have_voted_hears_before_the_code_that_the_vote_stays(day: PollingDay) -> None:
    day.sms(AFI, "VOTE 3 7")
    asked = day.sms(AFI, "EFFACER").reply
    assert asked is not None and "reste dans l'urne" in asked.text and len(asked.text) <= 160
    other = day.sms(KOFI, "EFFACER").reply
    assert other is not None and "urne" not in other.text
