"""Short lessons on how a commune's budget is made, a few messages each."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.lessons import LESSONS
from bot.phrases import _
from bot.steps import Choice, Choose, Say
from bot.understanding.intents import Intent


@dialogue("learn", intents=(Intent.LEARN,), label=_("Learn about the budget"), order=80)
def learn(_turn: Turn) -> Talk:
    """Offer the lessons and go through one, part by part, to a question at its end."""
    titles = [Choice(key, lesson.title) for key, lesson in LESSONS.items()]
    lesson = LESSONS[(yield Choose("lesson", _("Which lesson?"), titles))]
    for place, part in enumerate(lesson.parts, 1):
        yield Choose(f"part.{place}", part, [Choice(True, _("Next"))])
    answers = [Choice(place, answer) for place, answer in enumerate(lesson.answers)]
    answered = yield Choose("quiz", lesson.question, answers)
    yield Say(lesson.right if answered == lesson.answer else lesson.wrong)
