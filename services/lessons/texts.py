"""What staff send of a lesson, made into a text: blanks left out, nothing a database cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.lessons import LessonText, Quiz
from bot.lessons.cost import cost_of_parts, cost_of_quiz
from bot.sms.clean import one_line
from budgeting.refusal import Refusal
from services.lessons.reasons import LessonNo

LONGEST_TITLE = 24
MOST_PARTS = 8
QUESTIONS = 3
FEWEST_ANSWERS = 2
LONGEST_TEXT = 1000
"""Characters of a draft; what is published is bound by the segments of an SMS."""


@dataclass(frozen=True, slots=True)
class SentQuiz:
    """A question as it was sent: answers may be blank, `right` and `part` are counted from 1."""

    question: str
    answers: tuple[str, ...]
    right: int
    part: int


@dataclass(frozen=True, slots=True)
class SentLesson:
    """A lesson as it was sent by a form."""

    title: str
    parts: tuple[str, ...]
    quiz: tuple[SentQuiz, ...]


def text_of(sent: SentLesson) -> LessonText:
    """Return the text without blank parts and questions; a `Refusal` where a question no longer fits."""
    title = clean(sent.title)
    if not title:
        raise Refusal(LessonNo.WITHOUT_TITLE)
    if len(title) > LONGEST_TITLE:
        raise Refusal(LessonNo.TITLE_TOO_LONG, most=LONGEST_TITLE)
    kept = [place for place, part in enumerate(sent.parts) if clean(part)]
    if len(kept) > MOST_PARTS:
        raise Refusal(LessonNo.TOO_MANY_PARTS, most=MOST_PARTS)
    asked = [quiz for quiz in sent.quiz if clean(quiz.question)]
    questions = tuple(_quiz(quiz, number, kept) for number, quiz in enumerate(asked, 1))
    return LessonText(title, tuple(clean(sent.parts[place]) for place in kept), questions)


def check_ready(text: LessonText, language: str) -> None:
    """Check that citizens can be given a text; a `Refusal` names the part or the question that is not right."""
    if not text.parts:
        raise Refusal(LessonNo.WITHOUT_PARTS)
    if len(text.quiz) != QUESTIONS:
        raise Refusal(LessonNo.NOT_THREE_QUESTIONS, count=len(text.quiz))
    for number, cost in enumerate(cost_of_parts(text, language), 1):
        if cost.is_too_long:
            raise Refusal(LessonNo.PART_TOO_LONG, number=number)
    for number, cost in enumerate(cost_of_quiz(text, language), 1):
        if cost.is_too_long:
            raise Refusal(LessonNo.QUESTION_TOO_LONG, number=min(number, len(text.quiz)))


def clean(text: str) -> str:
    """Return a text on one line, without what a phone or a database cannot hold."""
    return one_line(text, LONGEST_TEXT)


def _quiz(sent: SentQuiz, number: int, kept: Sequence[int]) -> Quiz:
    answers = {place: answer for place, text in enumerate(sent.answers) if (answer := clean(text))}
    if len(answers) < FEWEST_ANSWERS:
        raise Refusal(LessonNo.TOO_FEW_ANSWERS, number=number)
    if sent.right - 1 not in answers:
        raise Refusal(LessonNo.WITHOUT_RIGHT_ANSWER, number=number)
    if sent.part - 1 not in kept:
        raise Refusal(LessonNo.WITHOUT_ITS_PART, number=number)
    right = list(answers).index(sent.right - 1)
    return Quiz(clean(sent.question), tuple(answers.values()), right, kept.index(sent.part - 1))
