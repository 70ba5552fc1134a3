"""What a lesson costs by SMS: every message of it, with what is offered below it, at its longest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.channels import capabilities_of
from bot.lesson_words import KEYS, ON, OTHER_LESSONS, place_words, result_words, verdict
from bot.lessons.lesson import LessonText, Quiz
from bot.messages import Channel
from bot.phrases import Speech
from bot.render import render
from bot.reply import Reply
from bot.sms.alphabet import Encoding
from bot.sms.prepare import Prepared, prepare
from bot.steps import Choice, Choose, Say

ALLOWED = {Encoding.GSM7: 1, Encoding.UCS2: 2}
"""Segments of a message: one in the alphabet of GSM, two of half the size in any other."""

SMS = capabilities_of(Channel.SMS)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one message costs: its units (letters, most count once) and its segments."""

    units: int
    segments: int
    is_too_long: bool


def cost_of_parts(text: LessonText, language: str) -> list[Cost]:
    """Return for each part the dearer of the two ways in which it can be shown."""
    return [_dearest(_shown_part(text, number, language)) for number in range(1, len(text.parts) + 1)]


def cost_of_quiz(text: LessonText, language: str) -> list[Cost]:
    """Return for each question its cost below the verdict on the one before, and at last that of the result."""
    said: list[Say] = []
    costs = []
    for number, quiz in enumerate(text.quiz, 1):
        costs.append(_cost(Reply(said, question=_question(quiz, number, len(text.quiz))), language))
        said = [Say(verdict(is_right=False, solution=quiz.solution, why=""))]
    last = [*said, Say(result_words(len(text.quiz), len(text.quiz), has_budget=True))]
    return [*costs, _cost(Reply(last), language)]


def _shown_part(text: LessonText, number: int, language: str) -> Iterator[Cost]:
    """Weigh a part as it follows the one before, and as it is shown to who comes back to it."""
    words = place_words(number, len(text.parts), text.parts[number - 1])
    yield _cost(Reply(question=Choose("part", words, [ON], hint=KEYS)), language)
    yield _cost(Reply(question=Choose("go_on", words, [ON, OTHER_LESSONS], hint=KEYS)), language)


def _question(quiz: Quiz, number: int, of: int) -> Choose:
    answers = [Choice(place, answer) for place, answer in enumerate(quiz.answers)]
    return Choose("quiz", place_words(number, of, quiz.question), answers, hint=KEYS)


def _cost(reply: Reply, language: str) -> Cost:
    sent: Prepared = prepare(render(reply, Speech((language, "en"), is_brief=True), SMS).text)
    return Cost(sent.units, sent.segments, sent.segments > ALLOWED[sent.encoding])


def _dearest(costs: Iterator[Cost] | Sequence[Cost]) -> Cost:
    return max(costs, key=lambda cost: (cost.is_too_long, cost.segments, cost.units))
