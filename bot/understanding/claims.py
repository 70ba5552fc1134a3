"""How plainly a message is a command, asked where an open question waits for an answer in any words.

Letters tell nothing (people write in capitals or in none), and most command words also begin sentences: "budget de
l'eau", "note de service". So only three things are beyond doubt: a command word that our messages tell people to send
and nothing else, a command with nothing but a reference behind it, the choice of a language by its name. In doubt is a
word of a command alone that we never tell, and a told one with what it takes behind it. The rest is prose.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.understanding.commands import Opening, opening_command, whole_command
from bot.understanding.facts import Facts, read_facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark
from bot.understanding.phrase_lengths import joined
from bot.understanding.topics import is_topic_word

FREE = {Intent.ASK, Intent.PROPOSE, Intent.FORMAL, Intent.REPLY, Intent.FEEDBACK, Intent.SEARCH}
"""Commands that take any words."""

WITH_A_REFERENCE = {Intent.TRACK, Intent.SUPPORT, Intent.JOIN, Intent.LEAVE}
WITH_A_NUMBER = {Intent.PROJECT, Intent.UNFOLLOW, Intent.RESULTS, Intent.TRACK, Intent.LEARN, Intent.ACTION_PLAN}
FEW_WORDS = 2
"""A sentence has more words than these that say something."""


class Claim(StrEnum):
    """Is a message a command?"""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"


def claim_of(text: str, languages: Sequence[str]) -> Claim:
    """Return how plainly a message is a command in these languages; the first is the person's own."""
    lexicon = lexicon_of(tuple(languages))
    facts = read_facts(text.removeprefix("/"), lexicon)
    if whole_command(facts.words, lexicon) is not None:
        return Claim.SURE if _without_courtesy(facts.words, lexicon) in lexicon.told else Claim.DOUBTFUL
    opening = opening_command(facts.words, lexicon)
    if opening is None:
        is_bare = facts.reference is not None and _says_nothing(facts.marks, lexicon)
        return Claim.DOUBTFUL if is_bare else Claim.NONE
    return _of_opening(facts, opening)


def opens_command(text: str, languages: Sequence[str], but: Collection[str] = ()) -> bool:
    """Does a message begin with a command word that we tell, with more behind it than small words and `but`?"""
    lexicon = lexicon_of(tuple(languages))
    facts = read_facts(text.removeprefix("/"), lexicon)
    opening = opening_command(facts.words, lexicon)
    if opening is None or _without_courtesy(facts.words[: opening.length], lexicon) not in lexicon.told:
        return False
    rest = facts.marks[opening.length :]
    return not _says_nothing([mark for mark in rest if mark.word not in but], lexicon)


def says_something(text: str, languages: Sequence[str]) -> bool:
    """Do the words say something, so that people can answer them: no command, no greeting, no word or number alone?"""
    lexicon = lexicon_of(tuple(languages))
    words = read_facts(text, lexicon).words
    telling = [word for word in words if word not in lexicon.courtesy and not word.isdecimal()]
    return len(telling) >= FEW_WORDS and claim_of(text, languages) is not Claim.SURE


def _of_opening(facts: Facts, opening: Opening) -> Claim:
    lexicon, rest = facts.lexicon, facts.marks[opening.length :]
    if facts.reference and opening.intent in WITH_A_REFERENCE and _says_nothing(rest, lexicon):
        return Claim.SURE
    if _without_courtesy(facts.words[: opening.length], lexicon) not in lexicon.told:
        return Claim.NONE
    if opening.intent is Intent.LANGUAGE and facts.words[-1] in lexicon.called:
        return Claim.SURE
    if opening.intent in FREE or facts.reference:
        return Claim.DOUBTFUL
    return Claim.DOUBTFUL if _is_what_it_takes(facts, opening.intent, rest) else Claim.NONE


def _is_what_it_takes(facts: Facts, intent: Intent, rest: Sequence[Mark]) -> bool:
    lexicon = facts.lexicon
    if intent in WITH_A_NUMBER:
        return bool(facts.numbers) and _says_nothing(rest, lexicon)
    if intent is Intent.BUDGET:
        return all(_says_nothing([mark], lexicon) or is_topic_word(mark.word, lexicon) for mark in rest)
    return intent is Intent.DOCUMENTS and len(rest) == 1


def _says_nothing(marks: Sequence[Mark], lexicon: Lexicon) -> bool:
    """Are they numbers and small words only?"""
    small = joined(lexicon.filler, lexicon.courtesy, lexicon.before, lexicon.between)
    return all(mark.value is not None or mark.word.isdecimal() or mark.word in small for mark in marks)


def _without_courtesy(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the phrase that is left; a phrase that is told keeps its words."""
    phrase = " ".join(words)
    if phrase in lexicon.told:
        return phrase
    return " ".join(word for word in words if word not in lexicon.courtesy)
