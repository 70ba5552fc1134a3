"""The words of a reply, without its choices: the same on every channel."""

from __future__ import annotations

from bot.phrases import Speech, Spoken, _, say
from bot.reply import Reply
from bot.steps import Choice

HINT = _("0 menu, 9 back, ? help")
HINT_AMONG_NUMBERS = _("0 menu, BACK, ? help")
MORE = _("More")
MENU = _("Menu")
BACK = _("Back")
HELP = _("Help")
SHARE_NUMBER = _("Share my number")
SHARE_PLACE = _("Send my position")


def lead(reply: Reply, speech: Speech) -> list[str]:
    """Return the paragraphs that come before the choices: a complaint, what is said, the question."""
    phrases: list[Spoken] = [reply.complaint] if reply.complaint else []
    phrases += [said.phrase for said in reply.said]
    if reply.question:
        phrases.append(reply.question.prompt)
    return [words for phrase in phrases if (words := phrase.spoken(speech).strip())]


def label_of(choice: Choice, speech: Speech) -> str:
    """Return what a choice is called, behind its own number where it has one."""
    words = say(choice.label, speech)
    return words if choice.number is None else f"{choice.number} {words}"


def shortened(text: str, longest: int) -> str:
    """Return the text, cut where it is longer than a message may be."""
    return text if len(text) <= longest else f"{text[: max(0, longest - 3)].rstrip()}..."
