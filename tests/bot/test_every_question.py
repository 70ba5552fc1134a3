"""No dead ends: nonsense at every question of every dialogue, and the words that work everywhere, on every channel."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bot.messages import Location
from bot.phrases import _
from bot.steps import Ask
from budgeting.ballot import BallotFormat
from tests.bot.crawling import Place, crawl, place_of, questions_written
from tests.bot.talking import SMS, TELEGRAM, USSD, Talk

PLACES = sorted(questions_written())
CARDS = {("vote", "card"), ("my_vote", "card"), ("blank_vote", "card")}
AGREED = ("vote", "agreed")
WANTED = {*CARDS, ("propose", "photo"), ("propose", "location"), ("report", "photo")}
CHANNELS = {"sms": SMS, "telegram": TELEGRAM, "ussd": USSD}
NOT_ON_PHONES = {*WANTED, ("propose", "name")}
NOT_ON = {"sms": {*NOT_ON_PHONES, AGREED}, "telegram": {AGREED}, "ussd": NOT_ON_PHONES}
CASES = [(place, channel) for place in PLACES for channel in CHANNELS if place not in NOT_ON[channel]]
NONSENSE: list[dict[str, Any]] = [
    *(
        {"text": text}
        for text in ("", "   ", "asdf", "qsdf wxcv azer tyui", "😀", "-1", "999999999999", "0x", "3,14", "?!")
    ),
    *({"text": text} for text in ("%(x)s %s %%", "'; DROP TABLE ballot; --", "\n\n", "{}", "شسيب", "٣٤", "a" * 1600)),
    {"text": "", "voice": "voice"},
    *({"text": text} for text in ("+", "8", "12345", "P-26-999", "1 ou 2", "oui et non", "\u200f", "１")),
    *(
        {"text": "", "button": data}
        for data in (":", "x:y", "999:1", "1:999", "1:-1", "1:١", "0:more", "1:1:1", ":more")
    ),
    {"text": "", "photo": "photo"},
    {"text": "", "location": Location(1.0, 2.0)},
]
VOTES = {"cast_ballot", "cast_blank"}
BACK_KEY = 9
HELP, BACK, MENU, STOP = ("AIDE", "?", "مساعدة"), ("RETOUR", "BACK", "رجوع"), ("MENU", "0"), ("STOP", "توقف", "ARRET")


def places(channel: str) -> dict[Place, Talk]:
    """Every question on a channel, reached once."""
    return crawl(CHANNELS[channel])


def at(place: Place, channel: str) -> Talk:
    """Return a conversation that waits at the question."""
    return copy.deepcopy(places(channel)[place])


def is_way_on(talk: Talk) -> bool:
    """Is a question open, or is the person told what to send?"""
    return talk.state.open is not None or any(word.isupper() or word.isdecimal() for word in talk.answer.text.split())


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_question_can_be_reached(channel: str) -> None:
    missing = set(PLACES) - set(places(channel))
    assert missing == NOT_ON[channel]


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_nonsense_is_answered_kindly_and_never_a_vote(place: Place, channel: str) -> None:
    for things in NONSENSE:
        talk = at(place, channel)
        before = list(talk.desk.effects)
        talk.says(**things)
        assert talk.answer.text.strip(), f"{things} was met with silence"
        assert is_way_on(talk), f"{things} leads nowhere: {talk.answer.text}"
        done = {effect[0] for effect in talk.desk.effects[len(before) :]}
        assert not done & VOTES or _has_digit(things["text"]), f"{things} did {done}"


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_the_range_that_is_said_is_the_range_that_is_taken(place: Place, channel: str) -> None:
    said = at(place, channel)
    said.says("987654")
    complaint = said.spoken and said.spoken.reply.complaint
    if complaint is None or "count" not in complaint.values:
        return
    last = int(str(complaint.values["count"]))
    for number in range(1, last + 3):
        talk = at(place, channel)
        before = (place_of(talk), talk.state.serial)
        talk.says(str(number))
        moved = (place_of(talk), talk.state.serial) != before
        assert moved is (number <= last) or number == BACK_KEY, f"{number} of 1 to {last}"


def _has_digit(text: str) -> bool:
    """Numbers are answers where numbers are asked for."""
    return any(character.isdigit() for character in text)


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_help_explains_and_asks_again(place: Place, channel: str) -> None:
    for word in HELP:
        talk = at(place, channel)
        talk.state.has_language = True  # else Arabic is answered in Arabic
        before, effects = talk.state.as_json(), list(talk.desk.effects)
        talk.says(word)
        assert talk.state.as_json() == before
        assert talk.desk.effects == effects
        assert talk.spoken is not None
        assert talk.spoken.reply.complaint is not None
        assert talk.spoken.reply.question is not None


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_back_leads_to_the_question_before_or_to_the_menu(place: Place, channel: str) -> None:
    words = [{"text": word} for word in BACK]
    if not _takes_numbers(at(place, channel)):
        words.append({"text": "9"})
    if CHANNELS[channel] is TELEGRAM:
        words.append({"text": "", "button": f"{at(place, channel).state.serial}:back"})
    for things in words:
        talk = at(place, channel)
        talk.state.has_language = True  # else Arabic is answered in Arabic
        effects, position, serial = list(talk.desk.effects), place_of(talk), talk.state.serial
        talk.says(**things)
        assert talk.desk.effects == effects
        assert place_of(talk) is not None
        assert place_of(talk) != position or talk.state.serial != serial, f"{things} at {place} does not move"


def _takes_numbers(talk: Talk) -> bool:
    assert talk.spoken and talk.spoken.reply.question
    return talk.spoken.reply.question.takes_numbers


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_menu_leads_to_the_menu(place: Place, channel: str) -> None:
    for word in MENU:
        talk = at(place, channel)
        talk.says(word)
        assert place_of(talk) == ("menu", "menu")


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_stop_stops_the_news_and_ends_the_dialogue(place: Place, channel: str) -> None:
    for word in STOP:
        talk = at(place, channel)
        talk.says(word)
        assert talk.desk.effects[-1] == ("stop_news",)
        assert talk.state.open is None


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_a_vote_sent_at_any_question_is_recorded(place: Place, channel: str) -> None:
    talk = at(place, channel)
    talk.desk.proven = True
    has_points = talk.desk.ballots.format is BallotFormat.POINTS
    talk.says("VOTE 3:5 7:2" if has_points else "VOTE 3 7")
    talk.agrees()
    assert talk.desk.effects[-1] == ("cast_ballot", ((3, 5), (7, 2)) if has_points else (3, 7))
    assert talk.spoken is not None
    assert talk.spoken.is_private
    assert talk.spoken.reply.is_secret


@pytest.mark.parametrize(("place", "channel"), CASES, ids=str)
def test_every_step_of_the_vote_is_private(place: Place, channel: str) -> None:
    talk = at(place, channel)
    talk.says("asdf")
    assert talk.spoken is not None
    assert talk.spoken.is_private == (place[0] in {"vote", "blank_vote", "my_vote", "numbers", "not_for"})


def test_an_old_button_is_never_an_answer() -> None:
    talk = Talk(TELEGRAM)
    talk.says("VOTE")
    old = f"{talk.state.serial}:3"
    talk.says("QUESTION")
    shown = talk.says("", button=old)
    assert talk.desk.effects == []
    assert place_of(talk) == ("ask", "question")
    assert "question passée" in shown.text


def test_an_old_button_with_nothing_open_gives_the_menu() -> None:
    talk = Talk(TELEGRAM)
    talk.says("VOTE")
    old = f"{talk.state.serial}:3"
    talk.says("STOP")
    shown = talk.says("", button=old)
    assert ("cast_ballot", (3,)) not in talk.desk.effects
    assert place_of(talk) == ("menu", "menu")
    assert "question passée" in shown.text


def test_a_button_stays_good_while_its_question_is_open() -> None:
    talk = Talk(TELEGRAM)
    talk.says("PROJETS")
    button = f"{talk.state.serial}:3"
    talk.says("asdf")
    talk.says("?")
    assert "Lampadaires" in talk.says("", button=button).text


def test_what_a_channel_cannot_carry_is_not_asked_there() -> None:
    asked = {place for place, talk in places("sms").items() if _wants(talk)}
    assert asked == set()
    assert {place for place, talk in places("telegram").items() if _wants(talk)} == WANTED


def _wants(talk: Talk) -> bool:
    assert talk.spoken and talk.spoken.reply.question
    question = talk.spoken.reply.question
    return isinstance(question, Ask) and question.wants is not None


def test_a_phone_that_cannot_be_proven_is_told_so() -> None:
    talk = Talk(SMS)
    talk.desk.proven = False
    assert "numéro" in talk.says("VOTE 3").text
    assert talk.desk.effects == []


def test_texts_of_this_test_are_in_the_catalogue() -> None:
    assert _("Help").spoken(Talk().speech) == "Aide"
