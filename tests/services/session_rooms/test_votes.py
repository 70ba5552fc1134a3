"""Recommendations voted in the room: by hands with a signed count, by phones with the code on the screen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Ballot, FollowUp, PublicSession, RoomTry, RoomVoice, RoomVote
from models.public_session import SessionState
from services.public_sessions.running import close_session, open_session
from services.retention import forget_words
from services.session_rooms.reading import VoteView, read_screen, votes_of
from services.session_rooms.reasons import RoomNo
from services.session_rooms.voting import (
    CODES,
    HandCount,
    NewVote,
    count_hands,
    count_phones,
    put_to_vote,
    withdraw,
)
from tests.services.session_rooms.planting import PHONES, Room
from tests.services.session_rooms.test_questions import ABOUT_MONEY, ids, why
from tests.services.townsfolk import plant_commune

TEXT = "Élargir le débat aux villages"
HANDS = NewVote(TEXT, "hands", "Secrétariat général", date(2026, 12, 1))
SIGNED = ("Secrétaire de séance", "Représentante des associations")


def votes(room: Room) -> tuple[VoteView, ...]:
    found: tuple[VoteView, ...] = room.read(lambda db: votes_of(db, room.id))
    return found


def by_phone(room: Room) -> tuple[int, str]:
    vote = room.write(put_to_vote, room.id, NewVote(TEXT, "phones"))
    return vote.id, vote.code


def count_of(room: Room, table: Any) -> int:
    found: int = room.read(lambda db: db.scalar(select(func.count()).select_from(table)))
    return found


def test_hands_are_counted_once_signed_by_two_and_what_is_adopted_is_promised(room: Room) -> None:
    room.opens()
    vote = room.write(put_to_vote, room.id, HANDS).id
    assert why(room.write, put_to_vote, room.id, HANDS) == RoomNo.VOTE_IS_ON
    for counted, no in (
        (HandCount(-1, 0, 0, SIGNED), RoomNo.COUNT_WRONG),
        (HandCount(0, 0, 0, SIGNED), RoomNo.COUNT_WRONG),
        (HandCount(3, 0, 0, (SIGNED[0], SIGNED[0])), RoomNo.SIGNERS_MISSING),
        (HandCount(3, 0, 0, (SIGNED[0], " ")), RoomNo.SIGNERS_MISSING),
        (HandCount(3, 0, 0, SIGNED[:1]), RoomNo.SIGNERS_MISSING),
    ):
        assert why(room.write, count_hands, vote, counted) == no
    room.write(count_hands, vote, HandCount(31, 2, 4, SIGNED))
    (only,) = votes(room)
    assert (only.state, only.reference, only.typed_by, only.signers) == ("adopted", "R1", "Awa", SIGNED)
    made = room.read(lambda db: db.scalars(select(FollowUp)).one())
    assert (made.origin, made.origin_id, made.owner, made.due_on) == (
        "recommendation", room.id, "Secrétariat général", date(2026, 12, 1)
    )  # fmt: skip
    assert why(room.write, count_hands, vote, HandCount(31, 2, 4, SIGNED)) == RoomNo.VOTE_NOT_ON


@pytest.mark.parametrize(("yes", "no"), [(5, 5), (0, 1), (2, 9)])
def test_without_more_hands_for_than_against_nothing_is_adopted(room: Room, yes: int, no: int) -> None:
    room.opens()
    vote = room.write(put_to_vote, room.id, HANDS).id
    room.write(count_hands, vote, HandCount(yes, no, 30, SIGNED))
    assert votes(room)[0].state == "rejected" and count_of(room, FollowUp) == 0


def test_phones_say_a_word_and_the_code_and_may_change_it_until_the_count(room: Room) -> None:
    assert why(room.write, put_to_vote, room.id, NewVote(TEXT, "phones")) == RoomNo.NOT_BEGUN
    room.opens()
    vote, code = by_phone(room)
    assert why(room.write, count_hands, vote, HandCount(31, 2, 4, SIGNED)) == RoomNo.WAY_UNKNOWN
    assert "pour" in room.say(f"POUR {code}")
    assert "contre" in room.say(f"contre {code}")
    assert why(room.write, count_phones, vote) == RoomNo.TOO_FEW_PHONES
    for phone, said in zip(PHONES[1:6], ("FOR", "pour", "مع", "Pour", "abstention"), strict=True):
        room.say(f"{said} {code}", phone)
    assert room.read(lambda db: read_screen(db, room.house, room.row(db))).vote.voices == 6
    room.write(count_phones, vote)
    (only,) = votes(room)
    assert (only.votes_for, only.votes_against, only.abstained, only.state) == (4, 1, 1, "adopted")
    assert count_of(room, RoomVoice) == 0 and count_of(room, Ballot) == 0
    assert "n'a pas été compté" in room.say(f"POUR {code}", PHONES[7])


def test_neither_what_was_sent_nor_which_phone_it_was_is_kept(room: Room) -> None:
    room.opens()
    _vote, code = by_phone(room)
    room.say(f"POUR {code}")
    assert room.bodies() == [None]
    voter = room.read(lambda db: db.scalars(select(RoomVoice.voter)).one())
    assert voter not in {room.house.vault.hash("phone", PHONES[0]), room.house.vault.hash("sms", PHONES[0])}


def test_a_wrong_code_counts_nothing_and_few_tries_are_taken(room: Room) -> None:
    room.opens()
    _vote, code = by_phone(room)
    wrong = next(one for one in CODES if one != code)
    for _try in range(5):
        assert "code de l'écran" in room.say(f"POUR {wrong}")
    assert "Trop de" in room.say(f"POUR {code}")
    assert count_of(room, RoomVoice) == 0
    room.clock.wait(days=2)
    room.house.work.write(lambda db: forget_words(db, room.clock()))
    assert count_of(room, RoomTry) == 0


def test_too_many_wrong_codes_lock_a_phone_for_that_vote_or_some_minutes_alone(room: Room) -> None:
    room.opens()
    assert "code de l'écran" not in room.say("POUR 1234")  # nobody votes: it is no try
    vote, code = by_phone(room)
    wrong = next(one for one in CODES if one != code)
    for _try in range(5):
        room.say(f"POUR {wrong}")
    assert "10 min" in room.say(f"POUR {code}")
    room.clock.wait(minutes=9)
    assert "1 min" in room.say(f"POUR {code}")
    room.clock.wait(minutes=1)
    assert "pour" in room.say(f"POUR {code}") and count_of(room, RoomVoice) == 1
    for _try in range(5):
        room.say(f"POUR {wrong}")
    assert "Trop de" in room.say(f"POUR {code}")
    room.clock.wait(seconds=30)
    room.write(withdraw, vote, "À revoir")
    _vote, code = by_phone(room)
    assert "Vote de la salle" in room.say(f"POUR {code}").replace("\xa0", " ")


def test_turned_and_glued_forms_are_voices_and_their_wrong_codes_are_tries_as_well(room: Room) -> None:
    room.opens()
    assert "écran" not in room.say("POUR")  # no phone votes yet
    _vote, code = by_phone(room)
    assert "code de l'écran" in room.say("POUR") and "code de l'écran" in room.say(f"{code} OUI")
    for said, phone in zip((f"POUR{code}", f"{code} pour", f"je vote pour {code} merci"), PHONES, strict=False):
        assert "Vote de la salle : pour" in room.say(said, phone).replace("\xa0", " ")
    assert (count_of(room, RoomVoice), count_of(room, Ballot)) == (3, 0)
    assert room.bodies()[-3:] == [None] * 3
    wrong = next(one for one in CODES if one != code)
    for _try in range(5):
        assert "code de l'écran" in room.say(f"VOTE POUR {wrong}", PHONES[5])
    assert "Trop de" in room.say(f"{code} POUR", PHONES[5])
    room.closes()
    assert "écran" not in room.say("POUR", PHONES[6])


@pytest.mark.parametrize(
    "text", ["POUR 2024", "POUR 3", "POUR 48 21", "VOTE 4821", "4821", "pour 4821 et 3", "OUI 4821"]
)
def test_nothing_else_is_taken_for_it(room: Room, text: str) -> None:
    room.opens()
    by_phone(room)
    room.say(text)
    assert count_of(room, RoomVoice) == 0 and count_of(room, RoomTry) == 0


def test_while_no_session_is_open_the_words_are_any_others(room: Room) -> None:
    assert "écran" not in room.say("POUR 4821")
    room.opens()
    room.clock.wait(days=2)
    assert "écran" not in room.say("POUR 4821")


def test_who_votes_after_the_session_hears_that_its_vote_is_over(room: Room) -> None:
    room.opens()
    _vote, code = by_phone(room)
    room.say(f"POUR {code}")
    room.closes()
    before = count_of(room, RoomVoice)
    for text in (f"CONTRE {code}", f"{code} contre", f"je vote contre {code} merci"):
        assert room.say(text).startswith("Ce vote de la salle est fini"), text
        assert room.bodies()[-1] is None
    assert count_of(room, RoomVoice) == before
    other = next(one for one in CODES if one != code)
    for text in (f"POUR {other}", f"{other} pour", "POUR", f"POUR {code} et 3"):
        assert "salle est fini" not in room.say(text), text


def test_the_code_of_another_commune_is_none_here(room: Room) -> None:
    room.opens()
    vote, code = by_phone(room)
    room.closes()
    assert "salle est fini" in room.say(f"POUR {code}")

    def give_away(session: Session) -> None:
        there = plant_commune(session, "ailleurs")
        held = session.get_one(PublicSession, session.get_one(RoomVote, vote).session_id)
        held.commune_id = there.id

    room.house.work.write(give_away)
    assert "salle est fini" not in room.say(f"POUR {code}")


def test_beside_another_session_a_late_vote_is_over_and_no_session_is_said_to_be_missing(room: Room) -> None:
    room.opens()
    _vote, code = by_phone(room)
    room.closes()
    later = room.add(state=SessionState.OPEN, opened_at=room.clock())
    assert later != room.id
    for text in (f"POUR {code}", f"{code} pour svp"):
        assert "salle est fini" in room.say(text), text


def test_a_session_that_goes_on_votes_with_another_code(room: Room) -> None:
    room.opens()
    _vote, code = by_phone(room)
    room.write(close_session, room.id)
    assert "salle est fini" in room.say(f"POUR {code}")
    room.write(open_session, room.id)
    assert "code de l'écran" in room.say(f"POUR {code}") and count_of(room, RoomVoice) == 0
    fresh = room.read(lambda db: db.scalars(select(RoomVote.code)).one())
    assert fresh != code and "Vote de la salle" in room.say(f"POUR {fresh}").replace("\xa0", " ")


def test_after_a_day_no_vote_by_phone_begins_that_no_phone_could_reach(room: Room) -> None:
    room.opens()
    room.clock.wait(hours=25)
    assert why(room.write, put_to_vote, room.id, NewVote(TEXT, "phones")) == RoomNo.OPEN_TOO_LONG
    room.write(put_to_vote, room.id, HANDS)


def test_an_open_question_waits_on_beside_it(room: Room) -> None:
    room.opens()
    _vote, code = by_phone(room)
    room.say("QUESTION")
    assert "pour" in room.say(f"POUR {code}")
    assert "DI-26-0001" in room.say("A quelle heure ouvre l'état civil le samedi ?")


def test_a_vote_is_taken_back_for_a_reason_and_its_phones_are_forgotten(room: Room) -> None:
    room.opens()
    vote, code = by_phone(room)
    room.say(f"POUR {code}")
    assert why(room.write, withdraw, vote, "") == RoomNo.WITHOUT_REASON
    room.write(withdraw, vote, "Texte à revoir")
    assert (votes(room)[0].state, count_of(room, RoomVoice)) == ("withdrawn", 0)
    again = by_phone(room)[1]
    assert again != code


def test_who_asked_what_led_to_a_recommendation_follows_it(room: Room) -> None:
    room.say(ABOUT_MONEY)
    room.opens()
    (question,) = ids(room)
    vote = room.write(put_to_vote, room.id, NewVote(TEXT, "hands", question_id=question)).id
    room.write(count_hands, vote, HandCount(31, 2, 4, SIGNED))
    (told,) = room.told()
    assert "DI-26-0001" in told and "R1" in told
    with pytest.raises(Refusal):
        room.write(put_to_vote, room.id, NewVote(TEXT, "hands", question_id=question + 1))


def test_no_code_is_a_year_and_uncounted_voices_go_after_two_days(room: Room) -> None:
    assert not any(1900 <= int(code) < 2200 for code in CODES) and len(set(map(len, CODES))) == 1
    room.opens()
    _vote, code = by_phone(room)
    room.say(f"POUR {code}")
    room.clock.wait(days=2, hours=1)
    room.house.work.write(lambda db: forget_words(db, room.clock()))
    assert count_of(room, RoomVoice) == 0
