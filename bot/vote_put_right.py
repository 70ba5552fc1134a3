"""Words that put a vote right without a word for voting, once a vote stands: 'rather the lamps and the well'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.ballot_names import links_of, parts_of
from bot.names_beside import COMMAS, names_on_ballot
from bot.phrases import Speech
from bot.ports import Desk, Offer
from bot.steps import Heard
from bot.understanding.commands import opening_command
from bot.understanding.facts import read_facts
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import AND_WRITTEN_ON
from bot.understanding.numbers import longest_phrase
from bot.understanding.said_phrases import says_one_of
from bot.understanding.understand import Understanding
from bot.vote_not_cast import VOTED, what_is_known

DOUBTED = 0.6
"""How sure such a vote is: the projects are asked about, as every name is."""

SEVERAL = 2
"""Names that are no chance; behind so many words that put a vote right one name is enough."""

SHORTEST = 3
"""Letters of a word that is none with an 'and' written onto it."""


def vote_put_right(heard: Heard, speech: Speech, desk: Desk) -> Understanding | None:
    """Return the vote by names that a message may be, None where it is anything else, or no vote of theirs stands."""
    lexicon = lexicon_of(tuple(speech.languages))
    names, right = _names_put_right(heard.text, lexicon)
    if not right or _is_else(heard, lexicon):
        return None
    if Offer.VOTE not in desk.offers() or what_is_known(desk) != VOTED:
        return None
    are_names = names_on_ballot(desk, speech.languages)
    link = min(word for word in lexicon.between - lexicon.before if word.isalpha())
    for parts in (names, _taken_apart(names, link)):
        said = f" {link} ".join(parts)
        if max(len(parts), right) >= SEVERAL and are_names(said):
            return replace(heard.meaning, intent=Intent.VOTE, confidence=DOUBTED, sure=True, rest=said, runner_up=None)
    return None


def _taken_apart(names: Sequence[str], link: str) -> list[str]:
    """Return the names without the 'and' that is written onto a word, which parts it from what stands before."""
    words = [
        part
        for word in f" {link} ".join(names).split()
        for part in ((link, word[1:]) if word[0] == AND_WRITTEN_ON and len(word) > SHORTEST else (word,))
    ]
    return [" ".join(part) for part in parts_of(words, frozenset({link}))]


def _is_else(heard: Heard, lexicon: Lexicon) -> bool:
    """Is it a vote as it stands, a question, a command, or does it take projects out of a vote or add them to it?"""
    meaning, facts = heard.meaning, read_facts(heard.text, lexicon)
    is_vote = meaning.changes or (meaning.sure and meaning.looks_like_ballot)
    if heard.button or is_vote or facts.asks or facts.numbers or facts.reference:
        return True
    changes = (lexicon.takes_out | lexicon.adds) - lexicon.exchanges
    return says_one_of(facts.words, changes) or opening_command(facts.words, lexicon) is not None


def _names_put_right(text: str, lexicon: Lexicon) -> tuple[list[str], int]:
    """Return what else is said, in parts that may be names, and how many words put a vote right; none if they may not.

    'Change to the lamps' does, 'change the well for the lamps' says what is to go as well.
    """
    names: list[str] = []
    count = 0
    for piece in COMMAS.split(text):
        words = fold(piece).split()
        left = _without_right(words, lexicon)
        if left is None:
            return [], 0
        count += len(words) - len(left)
        names += [" ".join(part) for part in parts_of(left, links_of(lexicon))]
    return names, count


def _without_right(words: list[str], lexicon: Lexicon) -> list[str] | None:
    left: list[str] = []
    at = 0
    while at < len(words):
        length = longest_phrase(words, at, lexicon.corrects)
        if not length and words[at] in lexicon.exchanges:
            if words[at + 1 : at + 2] == [] or words[at + 1] not in lexicon.exchanged_for:
                return None
            length = 2
        left += [] if length else [words[at]]
        at += length or 1
    return left
