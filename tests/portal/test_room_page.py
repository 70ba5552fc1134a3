"""The screen of a session's room: big letters, a refresh without a script, no phone, no name, no cache."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.phrases import Speech
from bot.room_vote import word_told
from services.house import House
from services.session_rooms.rooms import renew_screen
from services.session_rooms.sorting import let_in, show
from services.session_rooms.voting import NewVote, put_to_vote
from tests.conftest import HandClock
from tests.services.session_rooms.planting import PHONES, Room
from tests.services.session_rooms.test_questions import ABOUT_MONEY, ids


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


@pytest.fixture
def room(house: House, clock: HandClock) -> Room:
    return Room(house, clock)


def test_the_screen_shows_what_staff_let_in_and_asks_for_itself_anew(client: FlaskClient, room: Room) -> None:
    path = f"/zongo/room/{room.write(renew_screen, room.id)}"
    room.say(ABOUT_MONEY)
    room.say("QUESTION Pourquoi les impôts du marché ont-ils augmenté ? <b>", PHONES[1])
    answer = client.get(f"{path}?lang=fr")
    assert "Vos questions sur le budget" in answer.text and "QUESTION et vos mots" in answer.text
    assert "Zongo a-t-il" not in answer.text  # nobody has read it yet
    first, second = ids(room)
    room.write(let_in, first, "Pourquoi moins d'eau ?")
    room.write(let_in, second, "Pourquoi ces <b>impôts</b> ?")
    room.write(show, second)
    answer = client.get(f"{path}?lang=fr")
    assert "<h1><bdi>Pourquoi ces &lt;b&gt;impôts" in answer.text and "Pourquoi moins d" in answer.text
    assert "<script" not in answer.text and not any(phone in answer.text for phone in PHONES)
    assert (answer.headers["Refresh"], answer.headers["Cache-Control"]) == ("10", "no-store")
    assert answer.headers["X-Robots-Tag"] == "noindex" and answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_words_on_the_screen_are_those_that_are_heard(client: FlaskClient, room: Room, language: str) -> None:
    room.opens()
    path = f"/zongo/room/{room.write(renew_screen, room.id)}"
    code = room.write(put_to_vote, room.id, NewVote("Élargir le débat", "phones")).code
    text = client.get(f"{path}?lang={language}").text
    for choice, phone in zip(("for", "against", "abstain"), PHONES, strict=False):
        word = word_told(choice, Speech((language, "en")))
        assert f'{word} <span dir="ltr">{code}</span>' in text
        assert "Élargir" in room.say(f"{word} {code}", phone)


def test_any_other_address_is_not_found_and_none_is_when_it_is_over(client: FlaskClient, room: Room) -> None:
    path = f"/zongo/room/{room.write(renew_screen, room.id)}"
    assert client.get(path).status_code == 200
    assert client.get("/zongo/room/" + "0" * 32).status_code == 404
    room.opens()
    room.closes()
    assert client.get(path).status_code == 404
