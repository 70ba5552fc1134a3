"""Short lessons on how a commune's budget is made: gone on with where the person stopped, three questions at the end.

Every part and question is read when its turn comes and kept as it was shown, so that a lesson that is changed in the
middle of a conversation never changes what an earlier answer meant.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from itertools import count
from typing import Any

from bot.dialogue import Talk, Turn, dialogue
from bot.lesson_words import (
    KEYS,
    NEXT,
    ON,
    OTHER_LESSONS,
    WHICH,
    place_words,
    result_words,
    title_words,
    verdict,
)
from bot.phrases import _
from bot.ports import Offer
from bot.records import Record
from bot.steps import Choice, Choose, Do, Look, Say, Step
from bot.understanding.intents import Intent

Steps = Generator[Step, Any, Any]


@dialogue("learn", intents=(Intent.LEARN,), label=_("Learn about the budget").brief(_("Lessons")), order=80)
def learn(turn: Turn) -> Talk:
    """Find the lesson, go through its parts and its questions, and say how it went."""
    key, start = yield from _pick(turn)
    yield from _read(turn, key, start)
    right, asked = yield from _ask(turn, key)
    yield Do("finish", lambda: turn.desk.finish_lesson(key))
    there = yield Look("offers", turn.desk.offers)
    yield Say(result_words(right, asked, has_budget=Offer.BUDGET in there))


def _pick(turn: Turn) -> Steps:
    """Return the lesson and the part to begin with: the one whose number was sent, the one left, or one of the list."""
    lessons = yield Look("lessons", lambda: turn.desk.lessons(turn.speech.languages))
    named = [one for one in lessons if one.number in (turn.opening.numbers or ())]
    if named:
        return named[0].key, named[0].at
    if turn.opening.numbers:
        yield Say(_("There is no lesson %(number)s.", number=turn.opening.numbers[0]))
    left = None if turn.opening.numbers else next((one for one in lessons if one.is_last), None)
    if left and (yield from _goes_on(turn, left)):
        return left.key, left.at + 1
    titles = [Choice(one.key, title_words(one.title, one.at, one.parts, is_done=one.is_done)) for one in lessons]
    key = yield Choose("lesson", WHICH, titles)
    found = next((one for one in lessons if one.key == key), Record())
    return key, 1 if left and key == left.key else found.at or 1


def _goes_on(turn: Turn, left: Record) -> Steps:
    """Show the part at which the person stopped; do they go on from there?"""
    part = yield Look("left", _part(turn, left.key, left.at))
    if part is None:
        return False
    words = place_words(part.number, part.of, part.text)
    return (yield Choose("go_on", words, [ON, OTHER_LESSONS], hint=KEYS)) == NEXT


def _read(turn: Turn, key: str, start: int) -> Steps:
    for number in count(start):
        part = yield Look(f"text.{number}", _part(turn, key, number))
        if part is None:
            return
        yield Do(f"kept.{number}", _keep(turn, key, number), is_repeatable=True)
        yield Choose(f"part.{number}", place_words(part.number, part.of, part.text), [ON], hint=KEYS)


def _ask(turn: Turn, key: str) -> Steps:
    """Ask the questions one after the other; return how many answers were right, and of how many."""
    right = 0
    for number in count(1):
        quiz = yield Look(f"question.{number}", _quiz(turn, key, number))
        if quiz is None:
            return right, number - 1
        answers = [Choice(place, answer) for place, answer in enumerate(quiz.answers)]
        words = place_words(quiz.number, quiz.of, quiz.question)
        answer = yield Choose(f"quiz.{number}", words, answers, hint=KEYS)
        right += answer == quiz.right
        yield Say(verdict(answer == quiz.right, quiz.answers[quiz.right], quiz.why))


def _part(turn: Turn, key: str, number: int) -> Callable[[], Any]:
    return lambda: turn.desk.lesson_part(key, number, turn.speech.languages)


def _quiz(turn: Turn, key: str, number: int) -> Callable[[], Any]:
    return lambda: turn.desk.lesson_quiz(key, number, turn.speech.languages)


def _keep(turn: Turn, key: str, number: int) -> Callable[[], Any]:
    return lambda: turn.desk.keep_place(key, number)
