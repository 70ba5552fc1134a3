"""Words that tell nothing but what a command is about, whatever the command."""

from __future__ import annotations

from bot.understanding.accusing import accuses_of_taking
from bot.understanding.facts import Facts
from bot.understanding.numbers import longest_phrase
from bot.understanding.phrase_lengths import apart, joined
from bot.understanding.topics import is_topic_word


def is_plain(facts: Facts, start: int) -> bool:
    """Whether only topics, years, numbers, names of languages and small words follow the command."""
    return all(is_plain_word(word, facts) for word in facts.words[start:])


def is_one_number(facts: Facts, start: int) -> bool:
    """Does nothing but one number follow the command, as in 'info 3', and unlike 'help vote 3'?"""
    small = joined(facts.lexicon.courtesy, apart(facts.lexicon.before, facts.lexicon.vote_heads))
    words = [word for word in facts.words[start:] if word not in small]
    return len(words) == len(facts.numbers) == 1


def past_addressee(facts: Facts, start: int) -> int:
    """Return where the words begin behind a command and the town hall, to which they go: 'ask the town hall why'.

    Only in front of a word that asks: in 'question the council owes me money' it is of the town hall that it speaks.
    """
    lexicon = facts.lexicon
    length = longest_phrase(facts.words, start, lexicon.addressees)
    asking = joined(lexicon.why, lexicon.how_much, lexicon.asks_anew, lexicon.relative & lexicon.question)
    behind = start + length
    is_asked = longest_phrase(facts.words, behind, asking) > 0 and not accuses_of_taking(facts.words, lexicon)
    return behind if is_asked else start


def is_plain_word(word: str, facts: Facts) -> bool:
    """Is it a topic, a number, the name of a language or a small word?"""
    lexicon = facts.lexicon
    return (
        word in lexicon.filler or word in lexicon.courtesy or word.isdecimal() or word in lexicon.number_heads
        or word in lexicon.called or word in lexicon.before or is_topic_word(word, lexicon) or word in lexicon.natures
        or (facts.reference or "").lower() == word
    )  # fmt: skip
