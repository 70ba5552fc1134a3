"""Whoever asked a session hears beside their question what was promised or recommended because of it."""

from __future__ import annotations

import pytest

from bot.sms.prepare import prepare
from models.follow_up import Visibility
from services.follow_ups.moving import Move, move, show_to
from services.session_rooms.answering import PromisedInRoom, promise_in_room
from services.session_rooms.sorting import let_in
from services.session_rooms.voting import HandCount, NewVote, count_hands, put_to_vote
from tests.services.session_rooms.planting import PHONES, Room
from tests.services.session_rooms.test_questions import ABOUT_MONEY, ids

TRACK = "SUIVI DI-26-0001"


def asked(room: Room) -> int:
    room.say(ABOUT_MONEY)
    room.opens()
    (only,) = ids(room)
    room.write(let_in, only, "Pourquoi moins pour l'eau ?")
    return only


def test_what_was_promised_in_the_room_is_named_with_its_state_in_one_sms(room: Room) -> None:
    only = asked(room)
    assert "R1" not in room.say(TRACK)
    room.write(promise_in_room, only, PromisedInRoom("Payer le forage"))
    told = room.say(TRACK)
    assert "Promesse R1 : pas commencé" in told and told.endswith("SUIVI R1") and prepare(told).segments == 1
    room.write(move, 1, Move("in_progress", ""))
    assert "Promesse R1 : en cours" in room.say(TRACK)
    assert "R1, Payer le forage" in room.say("SUIVI R1")
    room.write(show_to, 1, Visibility.STAFF)
    assert "Promesse R1" in room.say(TRACK)  # it was made to them
    assert "R1" not in room.say(TRACK, PHONES[1])


def test_what_the_room_recommended_because_of_it_is_named(room: Room) -> None:
    vote = room.write(put_to_vote, room.id, NewVote("Payer le forage", "hands", question_id=asked(room))).id
    room.write(count_hands, vote, HandCount(30, 1, 1, ("Secrétaire", "Témoin")))
    assert "Promesse R1 : pas commencé" in room.say(TRACK)


@pytest.mark.parametrize(("language", "most"), [("AR", 2), ("EN", 1)])
def test_it_fits_in_the_other_languages(room: Room, language: str, most: int) -> None:
    room.write(promise_in_room, asked(room), PromisedInRoom("Payer le forage"))
    room.say(f"LANGUE {language}")
    told = room.say(TRACK)
    assert "R1" in told.replace(TRACK, "") and prepare(told).segments <= most
