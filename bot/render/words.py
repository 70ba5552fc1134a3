"""The words of a reply, without its choices: the same on every channel."""

from __future__ import annotations

from bot.phrases import Speech, Spoken, _
from bot.reply import Reply
from bot.wording import clipped

MENU = _("Menu")
BACK = _("Back")
HELP = _("Help")
SHARE_NUMBER = _("Share my number")
SHARE_PLACE = _("Send my position")


def lead(reply: Reply, speech: Speech, *, is_list_continued: bool = False) -> list[str]:
    """Return the paragraphs that come before the choices: a complaint, what is said, the question.

    `is_list_continued` where the question stood above the first page of its list and is paid for once.
    """
    phrases: list[Spoken] = [reply.complaint] if reply.complaint else []
    phrases += [said.phrase for said in reply.said]
    if reply.question and not is_list_continued:
        phrases.append(reply.question.prompt)
    return [words for phrase in phrases if (words := phrase.spoken(speech).strip())]


def shortened(text: str, longest: int) -> str:
    """Return the text, cut after a word where it is longer than a message may be."""
    return clipped(text, longest)
