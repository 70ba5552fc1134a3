"""A command at an open question: it leaves, or is asked about, and nothing that was typed is lost."""

from __future__ import annotations

import pytest

from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import SMS, TELEGRAM, Talk

FREE = {"fr": ("QUESTION", "DEMANDE", "IDEE"), "en": ("QUESTION", "REQUEST", "IDEA"), "ar": ("سؤال", "طلب", "فكرة")}
OPENED = {"QUESTION": "ask", "DEMANDE": "formal", "IDEE": "propose", "REQUEST": "formal", "IDEA": "propose"}
OPENED |= {"سؤال": "ask", "طلب": "formal", "فكرة": "propose"}
LEAVING = {
    "fr": ("PROJETS", "SUIVI DI-26-0042", "suivi", "BUDGET", "RESULTATS", "VOTE 3", "STOP", "LANGUE anglais"),
    "en": ("PROJECTS", "TRACK DI-26-0042", "track", "BUDGET", "RESULTS", "VOTE 3", "STOP", "LANGUAGE French"),
    "ar": ("مشاريع", "تتبع DI-26-0042", "متابعة DI-26-0042", "تتبع", "ميزانية", "نتائج", "صوت 3", "توقف"),
}
DOUBTS = {
    "fr": ("CHERCHE un robinet au marché", "budget eau", "projet 4", "SUIVI DI-26-0042 toujours rien"),
    "en": ("SEARCH a tap near the market", "budget water", "project 4", "TRACK DI-26-0042 still nothing"),
    "ar": ("بحث حنفية في السوق", "ميزانية الماء", "مشروع 4", "متابعة"),
}
PROSE = {
    "fr": ("Vote: combien de gens ont voté ?", "Budget de la santé, pourquoi est-il si bas ?"),
    "en": ("Vote: how many people voted?", "Track the works at the school, who does it?"),
    "ar": ("التصويت: كم عدد المصوتين؟", "مشاريع للشباب في الحي من يختارها"),
}


def pairs(said: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    return [(language, opening, text) for language in FREE for opening in FREE[language] for text in said[language]]


def asked(language: str, opening: str) -> Talk:
    """Return a conversation that waits for an answer in any words."""
    talk = Talk(SMS, language)
    talk.state.has_language = True
    talk.says(opening)
    assert talk.state.dialogue == OPENED[opening]
    return talk


@pytest.mark.parametrize(("language", "opening", "text"), pairs(LEAVING))
def test_a_plain_command_leaves_a_question(language: str, opening: str, text: str) -> None:
    talk = asked(language, opening)
    talk.says(text)
    assert talk.state.dialogue != OPENED[opening]
    assert not [effect for effect in talk.desk.effects if text in map(str, effect)]


@pytest.mark.parametrize(("language", "opening", "text"), pairs(PROSE))
def test_a_sentence_is_the_answer_whatever_it_begins_with(language: str, opening: str, text: str) -> None:
    talk = asked(language, opening)
    talk.says(text)
    assert _is_taken(talk, opening, text)


def _is_taken(talk: Talk, opening: str, text: str) -> bool:
    """Are the words the answer: kept at the next question, or asked of the town hall?"""
    is_kept = talk.state.dialogue == OPENED[opening] and text in talk.state.answers.values()
    return is_kept or talk.desk.effects == [("ask_question", text)]


@pytest.mark.parametrize("can", [SMS, TELEGRAM], ids=["sms", "telegram"])
@pytest.mark.parametrize(("language", "opening", "text"), pairs(DOUBTS))
def test_words_that_were_the_answer_after_all_are_kept(language: str, opening: str, text: str, can: object) -> None:
    talk = asked(language, opening)
    talk.can = can  # type: ignore[assignment]
    talk.says(text)
    assert (talk.state.dialogue, talk.state.answers.get("question")) == (OPENED[opening], None)
    _pick(talk, 1)
    assert talk.state.doubt is None
    assert text in talk.state.answers.values()


@pytest.mark.parametrize(("language", "opening", "text"), pairs(DOUBTS))
def test_words_that_were_a_command_do_what_they_say(language: str, opening: str, text: str) -> None:
    talk = asked(language, opening)
    talk.says(text)
    _pick(talk, 2)
    assert talk.state.doubt is None
    assert talk.state.dialogue != OPENED[opening]
    assert talk.desk.effects == []


def _pick(talk: Talk, place: int) -> None:
    if talk.can is TELEGRAM:
        talk.says("", button=f"{talk.state.serial}:{place}")
    else:
        talk.says(str(place))


@pytest.mark.parametrize(
    ("language", "opening", "text", "filed"),
    [
        ("fr", "QUESTION", "QUESTION pourquoi la mairie est fermée", "pourquoi la mairie est fermée"),
        ("en", "QUESTION", "question why is the hall closed", "why is the hall closed"),
        ("ar", "سؤال", "سؤال لماذا البلدية مغلقة", "لماذا البلدية مغلقة"),
    ],
)
def test_a_command_that_comes_again_with_its_words_is_taken_as_one(
    language: str, opening: str, text: str, filed: str
) -> None:
    talk = asked(language, opening)
    talk.says(text)
    assert talk.desk.effects == [("ask_question", filed)]


def test_a_command_that_comes_again_later_is_an_answer() -> None:
    talk = Talk(SMS)
    for text in ("IDEE", "une bibliothèque", "1", "IDEE de ma fille qui a dix ans"):
        talk.says(text)
    assert talk.state.answers["description"] == "IDEE de ma fille qui a dix ans"


def doubted() -> Talk:
    talk = asked("fr", "QUESTION")
    talk.says("IDEE un robinet au marché")
    return talk


def test_nonsense_at_a_doubt_keeps_the_words() -> None:
    talk = doubted()
    for text in ("grzt", "", "99"):
        assert "Vouliez-vous" in talk.says(text).text
    assert "Votre texte est gardé" in talk.answer.text
    talk.says("1")
    assert talk.state.answers["question"] == "IDEE un robinet au marché"


def test_help_at_a_doubt_asks_again() -> None:
    talk = doubted()
    assert "Vouliez-vous" in talk.says("AIDE").text


def test_back_from_a_doubt_leads_to_its_question() -> None:
    talk = doubted()
    assert "Quelle est votre question" in talk.says("9").text
    talk.says("Qui répare le pont ?")
    assert _is_taken(talk, "QUESTION", "Qui répare le pont ?")


@pytest.mark.parametrize("text", ["0", "BUDGET EAU", "VOTE 3"])
def test_whoever_goes_elsewhere_from_a_doubt_is_told_that_nothing_was_sent(text: str) -> None:
    talk = doubted()
    assert "n'a pas été envoyé" in talk.says(text).text
    assert talk.state.doubt is None


def test_stop_at_a_doubt_stops() -> None:
    talk = doubted()
    talk.says("STOP")
    assert talk.desk.effects == [("stop_news",)]


def test_an_old_button_settles_no_doubt() -> None:
    talk = Talk(TELEGRAM)
    talk.says("PROJETS")
    old = f"{talk.state.serial}:2"
    talk.says("QUESTION")
    talk.says("IDEE un robinet au marché")
    assert "question passée" in talk.says("", button=old).text
    assert talk.state.doubt is not None


def test_whoever_cannot_be_asked_has_a_command_taken_as_one() -> None:
    talk = Talk(SMS, desk=FakeDesk(replies_left=False, has_zones=False))
    talk.says("QUESTION")
    talk.says("IDEE un robinet au marché")
    assert [effect[:2] for effect in talk.desk.effects] == [("submit_proposal", "un robinet au marché")]


def test_any_word_may_be_searched_for() -> None:
    talk = Talk(SMS)
    talk.says("CHERCHE")
    talk.says("budget")
    assert talk.state.dialogue != "budget"


@pytest.mark.parametrize("text", ["VOTE 7", "je vote 7", "صوت 7"])
@pytest.mark.parametrize("opening", ["RESULTATS", "PROJETS", "PROJET", "NOTE", "APPRENDRE"])
def test_a_ballot_is_never_the_number_of_something_else(opening: str, text: str) -> None:
    talk = Talk(SMS)
    talk.says(opening)
    talk.says(text)
    assert talk.desk.effects[-1] == ("cast_ballot", (7,))


@pytest.mark.parametrize(
    ("text", "dialogue"), [("suivi 4", "project"), ("projet 3", None), ("le 3", None), ("VOTE 0", "blank_vote")]
)
def test_a_number_at_the_results_is_of_the_results_unless_another_command_has_it(text: str, dialogue: str) -> None:
    talk = Talk(SMS, desk=FakeDesk(own=["DI-26-0042"]))
    talk.says("RESULTATS")
    talk.says(text)
    follows = ("follow_project", 4) in talk.desk.effects
    assert (talk.state.dialogue == dialogue) or (follows and dialogue == "project")
