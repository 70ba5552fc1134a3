"""A commune that has nothing yet: nobody is sent to what is empty, and everybody is told what there is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.dialogue import menu_dialogues
from bot.ports import BallotPaper, CastBallot
from bot.understanding.intents import Intent
from bot.understanding.understand import understand
from budgeting.refusal import Refusal
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import CHANNELS, Talk
from tests.bot.test_words_told import LANGUAGES, TOLD, holds, words_for

EMPTY = {
    "has_budget": False,
    "has_projects": False,
    "has_results": False,
    "has_documents": False,
    "has_session": False,
    "takes_ideas": False,
    "vote_open": False,
    "finished": (),
}
LEADING_NOWHERE = (
    "BUDGET",
    "IDEA",
    "PROJECTS",
    "PROJECT",
    "PROGRAMMES",
    "VOTE",
    "MY VOTE",
    "RESULTS",
    "RATE",
    "DOCUMENTS",
)
SAID = {
    "fr": """
PROJETS, IDEE, IDEE un forage, VOTE 3, VOTE, VOTE 0, MON VOTE, RESULTATS, PROJET 3, 1, 3 7,
BUDGET, BUDGET EAU, SUIVI, NOTE 3, xyzzy, AIDE, MENU, bonjour, REUNION, REÇU, CHERCHE eau
""",
    "en": """
PROJECTS, IDEA, IDEA a well, VOTE 3, VOTE, VOTE 0, MY VOTE, RESULTS, PROJECT 3, 1, 3 7,
BUDGET, BUDGET WATER, TRACK, RATE 3, xyzzy, HELP, MENU, hello, MEETING, RECEIPT
""",
    "ar": """
مشاريع, فكرة, فكرة بئر, صوت 3, صوت, صوت 0, صوتي, نتائج, مشروع 3, 1, 3 7,
ميزانية, ميزانية الماء, تتبع, تقييم 3, xyzzy, مساعدة, القائمة الرئيسية, سلام, اجتماع, وصل
""",
}
PAIRS = [(language, text.strip()) for language in LANGUAGES for text in SAID[language].split(",")]


@dataclass
class EmptyDesk(FakeDesk):
    """A commune that was set up this morning: there has never been a vote."""

    def my_ballot(self, passed: str | None = None) -> CastBallot | None:
        raise Refusal("no_vote_open")

    def may_have_voted(self) -> bool:
        return False

    def ballot_paper(self) -> BallotPaper:
        raise Refusal("no_vote_open")

    def _check_booth(self) -> None:
        raise Refusal("no_vote_open")


def empty(language: str, channel: str) -> Talk:
    talk = Talk(CHANNELS[channel], language, EmptyDesk(**EMPTY))  # type: ignore[arg-type]
    talk.state.has_language = True
    return talk


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("language", "text"), PAIRS)
def test_nobody_is_sent_to_what_is_empty(language: str, text: str, channel: str) -> None:
    talk = empty(language, channel)
    said = talk.says(text).text
    assert said.strip()
    own = understand(text, language, LANGUAGES).intent
    for name in LEADING_NOWHERE:
        intent: Intent = TOLD[name][0]
        led = [word for word in words_for(name, language) if _sends_to(said, word)]
        assert not led or intent is own, f"{text} leads to {led}: {said}"


def _sends_to(said: str, word: str) -> bool:
    """Latin words that are told stand in capitals; Arabic ones behind a word that says to send."""
    if word.isascii():
        return f" {word} " in f" {''.join(mark if mark.isalnum() else ' ' for mark in said)} "
    return any(holds(said, f"{send} {word}") for send in ("أرسل", "أرسلوا"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_number_is_not_taken_for_a_vote_that_is_not_there(language: str) -> None:
    talk = empty(language, "sms")
    talk.says("1")
    assert talk.state.open is None


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_menu_offers_what_is_there(channel: str) -> None:
    talk = empty("fr", channel)
    talk.says("MENU")
    offered = talk.state.open.offered if talk.state.open else []
    assert offered == [item.name for item in menu_dialogues() if item.needs is None]
    assert {"ask", "track", "learn", "language", "help"} <= set(offered)


def test_the_menu_of_a_full_commune_offers_everything() -> None:
    talk = Talk(CHANNELS["sms"])
    talk.says("MENU")
    assert talk.state.open is not None
    assert talk.state.open.offered == [item.name for item in menu_dialogues()][: len(talk.state.open.offered)]


def test_nobody_writes_an_idea_that_is_not_taken() -> None:
    talk = empty("fr", "sms")
    assert "0" in talk.says("IDEE").text
    assert talk.state.open is None


def test_an_idea_that_came_in_one_message_is_refused_before_any_question() -> None:
    talk = empty("fr", "sms")
    talk.says("IDEE un forage au marché")
    assert (talk.state.open, talk.desk.effects) == (None, [])


def test_a_similar_idea_may_be_supported_when_new_ones_are_not_taken() -> None:
    talk = Talk(CHANNELS["sms"], desk=FakeDesk(takes_ideas=False, has_similar=True))
    talk.says("IDEE un forage au marché")
    talk.says("2")
    assert talk.desk.effects == [("support_proposal", "P-26-3")]


@pytest.mark.parametrize(("has_results", "told"), [(True, "RESULTATS"), (False, "pas encore publiés")])
@pytest.mark.parametrize("text", ["VOTE 3", "MON VOTE"])
def test_after_the_vote_the_results_are_named_once_they_are_there(text: str, has_results: bool, told: str) -> None:
    talk = Talk(CHANNELS["sms"], desk=FakeDesk(vote_open=False, has_results=has_results, ballot=(1,)))
    assert told in talk.says(text).text


def test_a_number_between_two_votes_can_only_be_a_project() -> None:
    talk = Talk(CHANNELS["sms"], desk=FakeDesk(vote_open=False))
    said = talk.says("3").text
    assert "Voter" not in said and "projet 3" in said
    talk.says("99")
    assert talk.desk.effects == []
