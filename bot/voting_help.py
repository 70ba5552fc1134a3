"""Whether somebody who asks for help asks how to vote: HELP VOTE, 'comment voter'."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.understand import understand

VOTES = {Intent.VOTE, Intent.BLANK_VOTE}


def is_help_to_vote(text: str, rest: str, languages: Sequence[str]) -> bool:
    """Do the words behind the command, or one of a message that is nothing but a command, speak of voting?"""
    words, behind = fold(text).split(), fold(rest)
    if not behind and len(words) > 1:
        return any(_opens_vote(word, languages) for word in words)
    return bool(behind) and behind != " ".join(words) and _opens_vote(behind, languages)


def _opens_vote(words: str, languages: Sequence[str]) -> bool:
    return understand(words, languages[0], languages).intent in VOTES
