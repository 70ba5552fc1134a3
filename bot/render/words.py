"""The words of a reply, without its choices: the same on every channel."""

from __future__ import annotations

from bot.conversation import Reply
from bot.phrases import Phrase, Speech, _

HINT = _("0 menu, 9 back, ? help")
MORE = _("More")
MENU = _("Menu")
BACK = _("Back")
HELP = _("Help")


def lead(reply: Reply, speech: Speech) -> list[str]:
    """Return the paragraphs that come before the choices: a complaint, what is said, the question."""
    phrases: list[Phrase] = [reply.complaint] if reply.complaint else []
    phrases += [say.phrase for say in reply.said]
    if reply.question:
        phrases.append(reply.question.prompt)
    return [words for phrase in phrases if (words := phrase.spoken(speech).strip())]
