"""Who says that they come: once a person, until it begins; a bare digit only where nothing else can be meant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.sms.prepare import prepare
from budgeting.refusal import Refusal
from models import BroadcastText, Contact, SessionAnswer
from services.erasure import erase_contact
from services.house import House
from services.public_sessions.coming import Coming, answer_session, who_comes
from services.public_sessions.reasons import SessionNo
from services.public_sessions.running import cancel_session
from services.retention import forget_words
from services.telling import PAYLOAD
from tests.services.broadcast_town import BroadcastTown, plant_broadcast_town
from tests.services.session_town import SessionTown

FIRST = "+22890000000"


def comers(house: House, session_id: int) -> Coming:
    return house.work.read(lambda db: who_comes(db, session_id))


def test_each_person_counts_once_and_may_change_until_it_begins(town: SessionTown, house: House) -> None:
    held = town.announce(5)
    by_sms, other = town.person("+22890000001"), town.person("+22890000002")
    by_chat = town.person("+22890000001", channel="telegram", address_hash="chat")
    town.answer(answer_session, held, by_sms, comes=True)
    town.answer(answer_session, held, other, comes=True)
    town.answer(answer_session, held, by_chat, comes=False)  # the same proven phone
    assert comers(house, held) == town.page(held).coming == Coming(1, 1)
    assert town.public(held).coming == Coming()
    town.go_to(5)
    with pytest.raises(Refusal) as no:
        town.answer(answer_session, held, by_sms, comes=True)
    assert no.value.reason == SessionNo.TAKES_NO_ANSWER


def test_a_session_that_was_cancelled_or_is_of_another_commune_takes_no_answer(town: SessionTown) -> None:
    held, person = town.announce(5), town.person("+22890000001")
    town.do(cancel_session, held, "La salle est prise.")
    for session_id in (held, 99):
        with pytest.raises(Refusal) as no:
            town.answer(answer_session, session_id, person, comes=True)
        assert no.value.reason == SessionNo.TAKES_NO_ANSWER


def test_who_it_was_is_forgotten_after_the_session_and_taken_back_when_they_ask(
    town: SessionTown, house: House
) -> None:
    soon, later = town.announce(5), town.announce(15)
    one, two = town.person("+22890000001"), town.person("+22890000002")
    for session_id in (soon, later):
        for person in (one, two):
            town.answer(answer_session, session_id, person, comes=True)

    def known(db: Any) -> list[tuple[int, int | None]]:
        rows = db.query(SessionAnswer).order_by(SessionAnswer.session_id, SessionAnswer.id)
        return [(row.session_id, row.contact_id) for row in rows]

    town.go_to(7)
    house.work.write(lambda db: forget_words(db, town.clock()))
    assert house.work.read(known) == [(soon, None), (soon, None), (later, one), (later, two)]
    house.work.write(lambda db: erase_contact(db, db.get_one(Contact, one), town.clock()))
    assert (comers(house, soon), comers(house, later)) == (Coming(2, 0), Coming(1, 0))


@pytest.fixture
def invited(house: House) -> BroadcastTown:
    """A commune after its vote, whose people were sent an invitation and have read nothing since."""
    return after_the_vote(plant_broadcast_town(house))


def after_the_vote(town: BroadcastTown) -> BroadcastTown:
    town.end_vote()
    invite(town)
    return town


def invite(town: BroadcastTown) -> int:
    session_id = town.session(title="Débat budgétaire", made_at=town.day.opens_at - timedelta(days=9))
    town.agreed("session_invitation", session_id)
    town.minute()
    town.send()
    return session_id


def says(town: BroadcastTown, text: str, number: str = FIRST) -> str:
    taken = town.day.sms(number, text)
    return "\n".join(reply.text for reply in taken.replies) or town.day.texts()[-1]


def come(town: BroadcastTown) -> tuple[int, int]:
    """Return how many said that they come to any session, and that they do not."""
    said = town.read(lambda db: list(db.scalars(select(SessionAnswer.comes))))
    return said.count(True), said.count(False)


def test_the_invitation_ends_with_the_answer_and_fits_one_sms(invited: BroadcastTown) -> None:
    text = invited.read(lambda db: db.query(BroadcastText).first().payload)
    words = invited.house.vault.open_json(text, PAYLOAD)["text"]
    assert words.endswith("Plus de nouvelles : STOP. 1 je viens")
    assert prepare(words).segments == 1


@pytest.mark.parametrize("text", ["1", "١", "1 je viens", "Je viens", "oui"])
def test_who_was_invited_says_in_a_digit_or_in_words_that_they_come(invited: BroadcastTown, text: str) -> None:
    answer = says(invited, text)
    assert come(invited) == (1, 0)
    assert "JE NE VIENS PAS" in answer and prepare(answer).segments == 1
    assert "je viens" not in says(invited, "2").split(".")[0]
    assert come(invited) == (0, 1)
    says(invited, "JE VIENS")
    says(invited, "je ne viens pas", "+22890000001")
    assert come(invited) == (1, 1)


@pytest.mark.parametrize(("text", "answer"), [("I come", "send: NOT COMING"), ("سآتي", "أرسل: لن آتي")])
def test_it_is_said_in_every_language(invited: BroadcastTown, text: str, answer: str) -> None:
    assert answer in says(invited, text)
    assert come(invited) == (1, 0)


@pytest.mark.parametrize(
    ("text", "counted"),
    [("1 سآتي", (1, 0)), ("١ سآتي", (1, 0)), ("1 I come", (1, 0)), ("2 لن آتي", (0, 1)), ("2 I do not come", (0, 1))],
)
@pytest.mark.parametrize("reads", [None, "fr", "ar", "en"])
def test_the_answer_of_an_invitation_in_any_language_counts_whichever_is_spoken_now(
    invited: BroadcastTown, reads: str | None, text: str, counted: tuple[int, int]
) -> None:
    invited.write(lambda db: db.execute(update(Contact).values(language=reads)))
    says(invited, text)
    assert come(invited) == counted


def test_a_digit_is_none_once_something_else_was_written_or_told(invited: BroadcastTown) -> None:
    says(invited, "PROJETS")
    says(invited, "1")  # the first project of the list
    assert come(invited) == (0, 0)
    says(invited, "je viens")
    assert come(invited) == (1, 0)


def test_a_digit_goes_to_the_question_that_is_open(invited: BroadcastTown) -> None:
    number = "+22890000001"
    says(invited, "APPRENDRE", number)
    invite(invited)  # another session, while a list of lessons waits
    says(invited, "1", number)
    assert come(invited) == (0, 0)


@pytest.mark.parametrize("text", ["oui", "1 oui", "ok"])
def test_a_yes_at_another_open_question_is_asked_about_and_taken_for_neither(invited: BroadcastTown, text: str) -> None:
    number = "+22890000001"
    asked = says(invited, "Les lampadaires de la rue du marche sont en panne depuis lundi", number)
    assert "1" in asked and "2" in asked
    invite(invited)
    answer = says(invited, text, number)
    assert "JE VIENS" in answer and come(invited) == (0, 0) and prepare(answer).segments <= 2
    says(invited, "je viens", number)
    assert come(invited) == (1, 0)


@pytest.mark.parametrize(("text", "expected"), [("1 oui", (0, 0)), ("1 ok", (0, 0)), ("oui", (1, 0))])
def test_while_people_vote_a_digit_with_a_yes_is_asked_about_too(
    house: House, text: str, expected: tuple[int, int]
) -> None:
    town = plant_broadcast_town(house)
    invite(town)
    answer = says(town, text)
    assert ("Voter pour 1" in answer) == (expected == (0, 0))
    assert come(town) == expected and town.day.choices() == []


def test_while_people_vote_a_digit_is_asked_about_and_never_counted(house: House) -> None:
    town = plant_broadcast_town(house)
    invite(town)
    answer = says(town, "1")
    assert "dire que je viens" in answer and "Voter pour 1" in answer
    assert come(town) == (0, 0) and town.day.choices() == []
    says(town, "je viens")
    assert come(town) == (1, 0) and town.day.choices() == []


def test_who_was_not_invited_says_it_in_words_or_after_asking_for_the_next_session(invited: BroadcastTown) -> None:
    stranger = "+22899999999"
    says(invited, "1", stranger)
    assert come(invited) == (0, 0)
    told = says(invited, "REUNION", stranger)
    assert "Débat budgétaire" in told and "1 je viens" in told
    says(invited, "1", stranger)
    assert come(invited) == (1, 0)


def test_an_invitation_to_a_session_that_began_is_answered_by_nothing(invited: BroadcastTown) -> None:
    invited.house.clock.wait(days=3)  # type: ignore[attr-defined]
    assert "Aucune réunion" in says(invited, "je viens")
    says(invited, "1")
    assert come(invited) == (0, 0)
