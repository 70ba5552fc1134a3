"""A formal request under the law: what it takes, a form prepared under a number, where to hand it in."""

from __future__ import annotations

from bot.answers import NO_WORDS, YES_WORDS, words_of_ones_own
from bot.dialogue import Talk, Turn, dialogue
from bot.knowing import topic_in
from bot.phrases import _
from bot.request_words import bring
from bot.steps import Ask, Choice, Choose, Do, Go, Look, Say
from bot.understanding.intents import Intent
from bot.wording import Clipped, Sentences

FORMAL, QUESTION = "formal", "question"
SHORTEST = 3
"""Letters below which nothing was asked."""


@dialogue("formal", intents=(Intent.FORMAL,))
def formal(turn: Turn) -> Talk:
    """Take what is asked for and prepare the form once that is confirmed: many words for it begin other wishes too.

    Who asks is never asked here, only at the office. A question that becomes a request was confirmed by that choice.
    """
    law = yield Look("law", turn.desk.formal_rules)
    if not law.is_known:
        yield Say(
            _("No formal request exists here. Send QUESTION and your words: the town hall promises you an answer.")
        )
        return
    opening = turn.opening
    given = opening.rest if opening.intent == Intent.FORMAL else None
    prompt = _("A formal request is handed in at the office with a form. Which information do you ask for?")
    read = words_of_ones_own(turn.speech, _("Please write in words which information you ask for."), SHORTEST)
    text = yield Ask("text", prompt, read=read, given=given, is_free=True)
    can_be_asked = opening.from_question or (yield Look("can_be_asked", turn.desk.can_be_asked))
    if not opening.from_question and (not can_be_asked or (yield _which(text)) == QUESTION):
        # Who cannot be asked now would never learn of the form, and is heard as a question that asks something.
        words = (opening.text or text) if text == given else text
        yield Go("ask", {"text": "" if can_be_asked else words, "rest": words, "intent": str(Intent.ASK)})
        return
    found = yield Do(
        "prepare", lambda: turn.desk.prepare_formal(text, topic_in(text, turn.speech), opening.from_question)
    )
    yield Say(Sentences(bring(law, found.reference)))


def _which(text: str) -> Choose:
    sure = _("Prepare your formal request?\n%(question)s", question=Clipped(text, 60, has_end=True))
    choices = [
        Choice(FORMAL, _("yes"), words=YES_WORDS),
        Choice(QUESTION, _("no, send it as a simple question"), words=NO_WORDS),
    ]
    return Choose("which", sure, choices)
