"""Questions about money in each language as people write them, answered by SMS from the demonstration's budget.

The files are read aloud easily: `> ` is said by somebody who chose that language, `< ` is the whole answer.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.messages import Inbound
from bot.sms.prepare import Prepared, prepare
from bot.understanding.typical import Typical
from locales.words import load_words
from models import Line
from palabre.demo.load import fill, read_demo
from services.house import House
from services.turn import take
from tests.bot.talking import SMS

FOLDER = Path(__file__).parents[2] / "transcripts" / "demonstration"
LANGUAGES = ("fr", "ar", "en")
WANTED = 22


def read_questions(name: str) -> Iterator[tuple[str, str]]:
    """Yield the questions of a file with their answers."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for block in text.strip().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            yield lines[0].removeprefix("> "), "\n".join(line.removeprefix("< ") for line in lines[1:])


class Town:
    """The demonstration, and people who write to it, each from a phone of their own."""

    def __init__(self, house: House) -> None:
        self.house, self._people = house, 0
        house.work.write(lambda session: fill(session, house, read_demo()))
        self._line: int = house.work.read(self._sms_line)

    def ask(self, question: str, language: str, *then: str) -> Prepared:
        """Return the answer that somebody who speaks a language gets, the last one where they go on."""
        self._people += 1
        sender, reply = f"+2289{self._people:07}", None
        for text in (load_words(language).name, question, *then):
            reply = take(self.house, self._line, SMS, Inbound(uuid.uuid4().hex, sender, text)).reply
        assert reply is not None
        return prepare(reply.text)

    def _sms_line(self, session: Session) -> int:
        return session.scalars(select(Line.id).where(Line.key == "sms")).one()


@pytest.fixture
def town(house: House) -> Town:
    return Town(house)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_has_its_answer(town: Town, language: str) -> None:
    questions = list(read_questions(language))
    assert len({question for question, _answer in questions}) == WANTED
    answers = {question: town.ask(question, language).text for question, _answer in questions}
    assert answers == dict(questions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_takes_one_segment_and_in_arabic_two(town: Town, language: str) -> None:
    most = 2 if language == "ar" else 1
    dear = [question for question, _answer in read_questions(language) if town.ask(question, language).segments > most]
    assert dear == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_every_session_on_a_budget_hears_is_answered_or_offered_to_the_town_hall(
    town: Town, language: str
) -> None:
    questions = dict(read_questions(f"session-{language}"))
    assert len(questions) == len(Typical)
    answers = {question: town.ask(question, language) for question in questions}
    assert {question: answer.text for question, answer in answers.items()} == questions
    assert max(answer.segments for answer in answers.values()) == (2 if language == "ar" else 1)
    keys = {question: "2" if "\n3 " in answer else "1" for question, answer in questions.items()}  # no; send it
    assert all("DI-26-" in town.ask(question, language, key).text for question, key in keys.items())


@pytest.mark.parametrize(
    "text",
    [
        "VOTE 3 pour la copie du budget",
        "BUDGET partenaires",
        "on nous a volé, qui exécute ce budget ? le maire a pris l'argent",
        "copie",
        "Le programme annuel de la radio que nous écoutons au village chaque soir avec les enfants et les anciens est"
        " vraiment très bien fait",
    ],
)
def test_other_words_are_no_question_of_every_session(town: Town, text: str) -> None:
    answer = town.ask(text, "fr").text
    assert not any(told in answer for _question, told in read_questions("session-fr"))
