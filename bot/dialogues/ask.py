"""A question to the town hall: one message is enough; the answer comes by itself."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.phrases import Day, Phrase, Spoken, _
from bot.records import Record
from bot.steps import Ask, Confirm, Do, Heard, Look, Misread, Say
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.wording import Clipped, Sentences

SHORTEST = 3
"""Letters below which nothing was asked."""


@dialogue("ask", intents=(Intent.ASK,), label=_("Ask a question").brief(_("Question")), order=20)
def ask(turn: Turn) -> Talk:
    """Take the question and give its reference; one that was not plainly meant as a question is confirmed first.

    Who cannot be asked now would never confirm it: then it is sent as it is, so that it is not lost.
    """
    opening = turn.opening
    given = opening.rest if opening.intent == Intent.ASK else None
    prompt = _("What is your question to the town hall?")
    question = yield Ask("question", prompt, read=_question, given=given, is_free=True)
    is_plain = question == given and opening.rest != opening.text
    if not is_plain and (yield Look("can_be_asked", turn.desk.can_be_asked)):
        sure = yield Confirm("send", _("Send to the town hall: %(question)s?", question=Clipped(question, 60)))
        if not sure:
            yield Say(_("Nothing was sent. Send 0 for the menu."))
            return
    request = yield Do("ask", lambda: turn.desk.ask_question(question, opening.topic))
    yield Say(_received(request))


def _question(heard: Heard) -> str:
    text = heard.text.strip()
    if len(fold(text)) < SHORTEST:
        raise Misread(_("Please write your question in words."))
    return text


def _received(request: Record) -> Spoken:
    if request.answer:
        return _("%(reference)s: %(answer)s", reference=request.reference, answer=request.answer)
    return Sentences([_number(request), _promise(request), _follow(request)])


def _number(request: Record) -> Phrase:
    return _("Thank you. Your question has number %(reference)s.", reference=request.reference).brief(
        _("Thank you. Question %(reference)s received.")
    )


def _promise(request: Record) -> Phrase:
    return _(
        "The town hall promises you an answer by %(promised_on)s; it comes here by itself.",
        promised_on=Day.of(request.promised_on),
    ).brief(_("Answer promised by %(promised_on)s."))


def _follow(request: Record) -> Phrase:
    return _("To see where it stands: TRACK %(reference)s", reference=request.reference).brief(
        _("To follow it: TRACK %(reference)s")
    )
