"""A reply as numbered text, for SMS, USSD and a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.fitting import fits, fits_screen
from bot.messages import Capabilities, Outgoing
from bot.paging import is_list, page_at, tail
from bot.phrases import Speech
from bot.render.words import lead, shortened
from bot.reply import Reply
from bot.steps import Choose, Confirm


def render_numbered(reply: Reply, speech: Speech, can: Capabilities) -> Outgoing:
    """Return the reply with its choices numbered from 1 on this page; what is too long is cut before the choices."""
    is_continued = can.is_paid and reply.page > 0
    words = "\n".join(lead(reply, speech, is_list_continued=is_continued))
    if reply.question is None:
        return Outgoing(shortened(words, can.max_length))
    page = page_at(reply.question, reply.page, speech, can)
    lines = tail(reply.question, page, speech, in_session=can.has_session, is_turned=reply.page > 0)
    below = "\n".join(lines)
    if can.is_paid and _is_told_again(reply) and not fits(f"{words}\n{below}"):
        words = "\n".join(lead(reply, speech, is_list_continued=True))
    if can.is_paid and _spares_hint(reply) and len(lines) > 1 and not fits(f"{words}\n{below}"):
        below = "\n".join(lines[:-1])
    if can.has_session:
        below = _on_a_screen(words, lines, reply, speech)
    return Outgoing(f"{shortened(words, can.max_length - len(below) - 1)}\n{below}".lstrip("\n"))


def _on_a_screen(words: str, lines: Sequence[str], reply: Reply, speech: Speech) -> str:
    """Return the lines below the words in a session: keys that work everywhere only where all stands on one screen.

    On the next one 0 is what was before. A yes and a no stand above what their question had no room for.
    """
    question = reply.question
    beneath = question.beneath.spoken(speech) if isinstance(question, Confirm) and question.beneath else ""
    whole = "\n".join([*lines, beneath]).strip()
    if reply.page > 0 or len(lines) < 2 or fits_screen(f"{words}\n{whole}"):
        return whole
    return "\n".join([*lines[:-1], beneath]).strip()


def _spares_hint(reply: Reply) -> bool:
    """May the keys that work everywhere be left out? What is asked again had them the first time."""
    is_spare = isinstance(reply.question, Choose) and reply.question.spares_hint
    return is_spare or reply.spares_hint or reply.complaint is not None


def _is_told_again(reply: Reply) -> bool:
    """Does a complaint stand above a list, so that it says what to do? What a vote replaces is said every time."""
    return reply.complaint is not None and isinstance(reply.question, Choose) and is_list(reply.question)
