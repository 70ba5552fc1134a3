"""What is said of a choice that waited too long: nobody is sent to a vote that is closed, or without the code."""

from __future__ import annotations

import pytest

from tests.bot.code_desk import AFI, CodeDesk
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk

DAY = "2026-11-20"


def talk(desk: FakeDesk, channel: str = "sms", language: str = "fr") -> Talk:
    found = Talk(CHANNELS[channel], language, desk)
    found.state.has_language = True
    return found


def lapse(one: Talk, *said: str) -> str | None:
    """Say some things, let what waits lapse, and return whose it is."""
    for text in said:
        one.says(text)
    one.state.lapse(DAY)
    return (one.state.lapsed or {}).get("dialogue")


def test_while_the_vote_is_open_it_is_said_how_to_vote() -> None:
    one = talk(FakeDesk(proven=False), "telegram")
    assert lapse(one, "VOTE 3 7") == "vote"
    assert "VOTE et vos numéros" in one.says("bonjour").text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_with_codes_it_is_said_with_the_code(language: str) -> None:
    one = talk(CodeDesk(), language=language)
    assert lapse(one, "VOTE 3 7") == "vote"
    assert {"fr": "votre code", "ar": "رمزك", "en": "your code"}[language] in one.says("MENU").text


@pytest.mark.parametrize("desk", [FakeDesk(proven=False), CodeDesk()])
def test_nobody_is_sent_to_a_vote_that_is_closed(desk: FakeDesk) -> None:
    one = talk(desk, "telegram")
    assert lapse(one, "VOTE 3 7") == "vote"
    desk.vote_open = False
    told = one.says("bonjour").text
    assert "Le vote est clos. Votre choix du 20/11/2026 n'a pas été noté." in told
    assert "envoyez VOTE" not in told


@pytest.mark.parametrize("said", [("VOTE",), ("VOTE", AFI), (f"VOTE {AFI}",)])
def test_who_has_only_shown_a_code_has_chosen_nothing(said: tuple[str, ...]) -> None:
    assert lapse(talk(CodeDesk()), *said) is None


@pytest.mark.parametrize(("language", "opening"), [("fr", "QUESTION"), ("ar", "سؤال"), ("en", "QUESTION")])
def test_a_number_that_comes_too_late_to_say_whether_it_helped_hears_that_the_staff_have_the_question(
    language: str, opening: str
) -> None:
    one = talk(FakeDesk(answers_at_once=True), language=language)
    assert lapse(one, f"{opening} à quelle heure ouvre la mairie") == "told_at_once"
    told = one.says("2").text
    assert "20/11/2026" in told and {"fr": "mairie", "ar": "البلدية", "en": "town hall"}[language] in told
    assert "2 " not in told.splitlines()[-1]


@pytest.mark.parametrize(
    ("language", "fault", "told"),
    [
        ("fr", "les 5 robinets du forage ne marchent plus", "PANNE"),
        ("ar", "الحنفيات 5 في البئر لا تعمل", "عطب"),
        ("en", "the 5 taps of the well are broken", "BROKEN"),
    ],
)
def test_a_fault_whose_project_was_never_said_is_told_to_be_unsent(language: str, fault: str, told: str) -> None:
    one = talk(FakeDesk(), language=language)
    assert lapse(one, fault) == "feedback"
    answer = one.says("2").text
    assert "20/11/2026" in answer and told in answer
    assert one.desk.effects == []


def test_words_that_were_asked_about_again_after_a_look_are_not_forgotten_without_a_word() -> None:
    one = talk(FakeDesk(asked=("DI-26-0044",)))
    assert lapse(one, "Celle du Lac, près de la mosquée", "MON VOTE") == "clarify"
    assert "n'a pas été envoyé" in one.says("oui").text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ["صوت أبيض"]),
        ("en", ["VOTE 0"]),
        ("fr", ["VOTE 0 3"]),
        ("fr", ["enlève le 2"]),
        ("fr", ["5"]),
        ("fr", ["vote lampadaires"]),
    ],
)
def test_a_choice_that_was_asked_about_and_lapsed_is_said_and_a_late_number_casts_nothing(
    language: str, said: list[str]
) -> None:
    one = talk(FakeDesk(ballot=(1, 2)), language=language)
    assert lapse(one, *said) is not None
    told = one.says("1").text
    assert "20/11/2026" in told and "1 " not in told.splitlines()[-1]
    one.says("1")
    one.says("1")
    assert one.desk.effects == []


def test_who_votes_anew_hears_nothing_of_an_offer_that_lapsed() -> None:
    one = talk(FakeDesk(ballot=(1, 2)))
    assert lapse(one, "5") == "numbers"
    assert "20/11/2026" not in one.says("VOTE 5").text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_change_that_lapsed_is_told_beside_the_vote_that_stays(language: str) -> None:
    """While the vote is open that one is seen; afterwards nobody looks for one ballot."""
    desk = FakeDesk(ballot=(1, 2))
    one = talk(desk, language=language)
    desk.cast_ballot([1])
    assert lapse(one, "4") == "numbers"
    stays = {"fr": "votre vote reste comme il était", "ar": "وصوتك باق كما كان", "en": "your vote stays as it was"}
    said = one.says("2").text
    assert stays[language] in said and "20/11/2026" in said
    assert lapse(one, "4") == "numbers"
    desk.vote_open = False
    counts = {"fr": "Un vote de vous noté avant compte", "ar": "فهو محسوب", "en": "A vote of yours recorded before"}
    assert counts[language] in one.says("2").text


def test_a_number_for_a_list_shown_since_is_answered_and_the_word_of_a_lapsed_choice_waits_or_goes_before() -> None:
    offered = talk(FakeDesk(ballot=(1, 2)))
    assert lapse(offered, "5") == "numbers"
    offered.says("RESULTATS")
    first, second = offered.says("3").text, offered.says("7").text
    assert "20/11/2026" not in f"{first}{second}" and offered.desk.effects == []
    assert "20/11/2026" in offered.says("oui").text
