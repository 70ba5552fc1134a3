"""A reply as numbered text, for SMS, USSD and a terminal."""

from __future__ import annotations

from bot.answers import MORE_KEY, MORE_SIGN, has_more, page_of, size_of
from bot.messages import Capabilities, Outgoing
from bot.phrases import Speech
from bot.render.words import HINT, HINT_AMONG_NUMBERS, MORE, label_of, lead, shortened
from bot.reply import Reply
from bot.steps import Ask, Choose, Question


def render_numbered(reply: Reply, speech: Speech, can: Capabilities) -> Outgoing:
    """Return the reply with its choices numbered from 1 on this page; what is too long is cut before the choices."""
    words = "\n".join(lead(reply, speech))
    if reply.question is None:
        return Outgoing(shortened(words, can.max_length))
    tail = "\n".join(
        [*_choices(reply.question, reply.page, speech, size_of(reply.question, can)), _hint(reply.question, speech)]
    )
    return Outgoing(f"{shortened(words, can.max_length - len(tail) - 1)}\n{tail}")


def _choices(question: Question, page: int, speech: Speech, size: int) -> list[str]:
    lines = [
        label_of(choice, speech) if choice.number is not None or question.takes_numbers
        else f"{place} {label_of(choice, speech)}"
        for place, choice in enumerate(page_of(question, page, size), 1)
    ]  # fmt: skip
    if has_more(question, page, size):
        lines.append(f"{MORE_SIGN if question.takes_numbers else MORE_KEY} {MORE.spoken(speech)}")
    return lines


def _hint(question: Question, speech: Speech) -> str:
    if isinstance(question, (Ask, Choose)) and question.hint:
        return question.hint.spoken(speech)
    return (HINT_AMONG_NUMBERS if question.takes_numbers else HINT).spoken(speech)
