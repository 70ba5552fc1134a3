"""Rules that decide what a message wants, from certainty to resemblance; the first that knows has the last word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.accusing import accuses_of_taking
from bot.understanding.author_codes import decide_reference
from bot.understanding.ballots import end_of_vote_words, is_surely_vote_word, read_ballot, read_blank, without_phrases
from bot.understanding.commands import language_named, whole_command
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.examples import Examples
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.lost_devices import lost_device
from bot.understanding.money_questions import find_programme
from bot.understanding.named import read_named
from bot.understanding.numbers import longest_phrase
from bot.understanding.people_asked import decide_counted, decide_population
from bot.understanding.phrase_lengths import apart, joined
from bot.understanding.plain_money import is_plainly_of_money
from bot.understanding.plain_words import is_one_number, is_plain, is_plain_word, past_addressee
from bot.understanding.priced_numbers import decide_priced
from bot.understanding.resembling import FEW_WORDS, decide_by_resemblance, judge, weigh
from bot.understanding.said_phrases import says_one_of
from bot.understanding.works_asked import decide_works

ADDED = re.compile(r"\D*\+\s*\d")
"""A number with a plus before it is added to something."""

MINUS = r"[-\u2010-\u2015\u2212]"
"""A minus as keyboards and telephones write it, dashes of every length among them."""

TAKEN = re.compile(rf"\D*\s{MINUS}\d")
"""A first number with a minus right before it is taken out of something; a dash apart from it is none."""

# Whatever follows these words is what the citizen wants to tell; nothing is done before a blank vote is confirmed.
FREE = frozenset(
    {
        Intent.PROPOSE,
        Intent.ASK,
        Intent.FEEDBACK,
        Intent.CANCEL,
        Intent.BLANK_VOTE,
        Intent.SEARCH,
        Intent.FORMAL,
        Intent.REPLY,
        Intent.DOCUMENTS,
    }
)

TRACKED = frozenset({Intent.ASK, Intent.TRACK, Intent.PROPOSE, Intent.PROJECT})
"""Commands that with a reference behind them ask where it stands."""

OF_AUTHORS = frozenset({Intent.JOIN, Intent.LEAVE})
"""Commands of who proposes an idea with others: nothing without its reference."""

OF_PROJECTS = frozenset({Intent.PROJECT, Intent.FEEDBACK})

BESIDE_ACCUSING = frozenset({Intent.BUDGET, Intent.FORMAL, Intent.PROJECT, Intent.RESULTS})
"""Commands whose words begin an accusation: 'money was stolen', 'results are rigged', 'an agent asked' (Arabic)."""


def decide(facts: Facts, examples: Examples) -> Decision:
    """What the message wants."""
    return _tells_fault(facts, _first_to_know(facts, examples))


def _tells_fault(facts: Facts, decision: Decision) -> Decision:
    """Return that a fault is told where a project's number is said to be broken, else what was decided.

    What is broken and resembles an idea may be a fault rather than that.
    """
    is_guess = decision.intent is Intent.PROPOSE and not decision.sure
    is_numbered = decision.intent in OF_PROJECTS and bool(facts.numbers)
    if facts.asks or not (is_guess or is_numbered) or not says_one_of(facts.words, facts.lexicon.broken):
        return decision
    if is_guess:
        return decision._replace(intent=Intent.FEEDBACK, runner_up=Intent.PROPOSE)
    length = decision.length if decision.intent is Intent.FEEDBACK else 0  # the project and what is wrong with it
    return Decision(Intent.FEEDBACK, 0.95, sure=True, length=length)


def _first_to_know(facts: Facts, examples: Examples) -> Decision:
    return (
        _nothing_said(facts)
        or _whole_message(facts)
        or _taken_back(facts)
        or _asks_how_to_vote(facts)
        or _wants_to_vote(facts)
        or _bare_numbers(facts)
        or _blank(facts)
        or _ballot(facts)
        or _lost_phone(facts)
        or _accused(facts)
        or decide_population(facts)
        or decide_works(facts)
        or decide_priced(facts)
        or _programme_named(facts)
        or _votes_counted(facts)
        or _plain_money(facts, examples)
        or _opened(facts, examples)
        or decide_reference(facts)
        or decide_counted(facts, examples)
        or decide_by_resemblance(facts, examples)
    )


def _nothing_said(facts: Facts) -> Decision | None:
    if facts.words:
        return None
    return Decision(Intent.HELP, 1.0, sure=True) if facts.folded.asks else Decision(Intent.UNKNOWN, 0.0, sure=False)


def _whole_message(facts: Facts) -> Decision | None:
    lexicon, words = facts.lexicon, facts.words
    intent = whole_command(words, lexicon)
    if intent is not None:
        sure = intent is not Intent.VOTE or not facts.folded.asks
        return Decision(intent, 1.0, sure=sure, length=0 if _says_what(intent, words, lexicon) else len(words))
    tag = language_named(words, lexicon) or language_named([w for w in words if w not in lexicon.courtesy], lexicon)
    return None if tag is None else Decision(Intent.LANGUAGE, 1.0, sure=True, length=len(words), language=tag)


def _taken_back(facts: Facts) -> Decision | None:
    """A word that takes a project out of a vote, and one's own vote behind it: 'remove my vote'."""
    lexicon = facts.lexicon
    small = joined(lexicon.courtesy, lexicon.vote_before)
    words = [word for word in facts.words if word not in small]
    length = longest_phrase(words, 0, apart(lexicon.takes_out, lexicon.instead))
    is_own = length and lexicon.openers.get(" ".join(words[length:])) is Intent.MY_VOTE
    return Decision(Intent.BLANK_VOTE, 1.0, sure=True, length=len(facts.words)) if is_own else None


def _asks_how_to_vote(facts: Facts) -> Decision | None:
    """A word for how, a vote word, and small words: 'slt cmt on vote'."""
    lexicon = facts.lexicon
    if lexicon.how.isdisjoint(facts.words):
        return None
    words = set(facts.words)
    votes = {word for word in words if word in lexicon.vote_heads or is_surely_vote_word(word, lexicon)}
    if not votes or not words <= votes | lexicon.how | lexicon.how_beside | lexicon.courtesy | lexicon.vote_before:
        return None
    return Decision(Intent.HELP, 1.0, sure=True, length=len(facts.words))


def _wants_to_vote(facts: Facts) -> Decision | None:
    """A vote word and what may stand before it, without any number: 'je veu voter'; 'here is my vote' shows none."""
    at = end_of_vote_words(facts.marks, facts.lexicon)
    if at is None or at < len(facts.marks) or facts.folded.asks or facts.reference or facts.code:
        return None
    if any(facts.lexicon.openers.get(" ".join(facts.words[start:])) is Intent.MY_VOTE for start in range(at)):
        return None
    return Decision(Intent.VOTE, 1.0, sure=True, length=len(facts.words))


def _bare_numbers(facts: Facts) -> Decision | None:
    lexicon = facts.lexicon
    found = False
    for mark in without_phrases(lexicon.polite_phrases, facts.marks):
        if mark.value is not None or mark.word.isdecimal():
            found = True
        elif mark.word not in lexicon.beside_numbers or mark.word in lexicon.openers or mark.word in lexicon.vote:
            return None
    if not found or facts.reference:
        return None
    return Decision(Intent.NUMBER_ONLY, 1.0, sure=not facts.folded.asks)


def _blank(facts: Facts) -> Decision | None:
    """A nought after a vote word. It is sure even with a question mark: what is one is asked about, or not recorded."""
    numbers = None if facts.reference else read_blank(facts.marks, facts.lexicon)
    if numbers is None:
        return None
    return Decision(Intent.BLANK_VOTE, 1.0, sure=True, length=length_of_vote_words(facts), numbers=numbers)


def is_signed(facts: Facts) -> bool:
    """Is the first number added to a vote or taken out of it by its sign?"""
    return any(sign.match(facts.folded.digits) for sign in (ADDED, TAKEN))


def _ballot(facts: Facts) -> Decision | None:
    numbers = () if facts.reference else read_ballot(facts.marks, facts.lexicon)
    if not numbers or is_signed(facts):
        return None
    asks = facts.folded.asks
    length = length_of_vote_words(facts)
    return Decision(Intent.VOTE, UNSURE if asks else 1.0, sure=not asks, length=length, numbers=numbers)


def length_of_vote_words(facts: Facts) -> int:
    """How many words as typed precede the object of the vote; 0 when vote word and number are glued (VOTE12)."""
    heads = facts.lexicon.vote_heads
    return next((at for at, word in enumerate(facts.words, start=1) if word in heads), 0)


def _lost_phone(facts: Facts) -> Decision | None:
    """Who says that their telephone was taken, or one of the town hall; behind a command the words belong to it."""
    wanted = None if facts.reference else lost_device(facts.words, facts.lexicon, FREE)
    return None if wanted is None else Decision(wanted, 0.95, sure=True)


def _accused(facts: Facts) -> Decision | None:
    """Who says that money was taken, or asked of them, tells it to people: no figure is an answer."""
    if facts.reference or not accuses_of_taking(facts.words, facts.lexicon):
        return None
    opening = facts.opening
    return Decision(Intent.ASK, 0.95, sure=True) if opening is None or opening.intent in BESIDE_ACCUSING else None


def _programme_named(facts: Facts) -> Decision | None:
    """PROGRAMME 017 is about money wherever it stands, unless somebody is asking, proposing or voting."""
    if facts.lexicon.programme.isdisjoint(facts.words) or find_programme(facts.words, facts.lexicon)[1] is None:
        return None
    opening = facts.opening
    if opening is not None and (opening.intent in FREE or opening.intent is Intent.VOTE):
        return None
    return Decision(Intent.BUDGET, 0.97, sure=True)


def _votes_counted(facts: Facts) -> Decision | None:
    """How many votes something of a topic got is no question about its money."""
    if facts.topic is None or facts.reference or not says_one_of(facts.words, facts.lexicon.votes_counted):
        return None
    opening = facts.opening
    return Decision(Intent.RESULTS, 0.95, sure=True) if opening is None or opening.intent is Intent.RESULTS else None


def _plain_money(facts: Facts, examples: Examples) -> Decision | None:
    opening = facts.opening
    if facts.reference or not is_plainly_of_money(facts, opening and opening.intent, lambda: judge(facts, examples)):
        return None
    return Decision(Intent.BUDGET, 0.95, sure=True, length=opening.length if opening else 0)


def _opened(facts: Facts, examples: Examples) -> Decision | None:
    if facts.opening is None:
        return None
    intent, length, _ = facts.opening
    if intent is Intent.SUPPORT:
        return _supported(facts, length)
    if intent in OF_AUTHORS:
        return Decision(intent, 0.98, sure=True, length=length) if facts.reference else None
    if intent is Intent.COMPLAIN:
        return Decision(intent, 0.97, sure=True, length=length)
    if facts.reference is not None and intent in TRACKED:
        return Decision(Intent.TRACK, 0.98, sure=True, length=length)
    if intent in FREE:
        is_told = _says_what(intent, facts.words[:length], facts.lexicon)
        begins = past_addressee(facts, length) if intent is Intent.ASK else length
        return Decision(intent, 0.95, sure=True, length=0 if is_told else begins)
    if intent is Intent.HELP and is_one_number(facts, length):
        return Decision(Intent.PROJECT, 0.95, sure=True, length=length)
    if intent is Intent.RECEIPT and facts.code is not None:
        return Decision(intent, 0.98, sure=True, length=length)
    if intent in (Intent.PROJECT, Intent.ACTION_PLAN) and facts.numbers and len(facts.words) <= length + 2:
        return Decision(intent, 0.97, sure=True, length=length)
    is_of_money = intent is Intent.ACTION_PLAN and facts.topic is not None  # what is committed of a budget
    if intent is not Intent.VOTE and intent is not Intent.PROJECT and not is_of_money and is_plain(facts, length):
        return Decision(intent, 0.97, sure=True, length=length)
    if intent is Intent.BUDGET and (_names_something(facts, length, examples) or _is_told_of_money(facts, length)):
        return Decision(intent, 0.95, sure=True, length=length)
    return weigh(facts, facts.opening, judge(facts, examples))


def _says_what(intent: Intent, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Is the command part of what is asked: 'request a meeting', which is a question and no request under the law?"""
    return intent is Intent.ASK and Intent.FORMAL in {lexicon.openers.get(word) for word in words[:-1]}


def _supported(facts: Facts, length: int) -> Decision | None:
    """Support goes to an idea by its reference; to a project it is a vote, never guessed; to farmers it is a topic."""
    if facts.reference is not None:
        return Decision(Intent.SUPPORT, 0.98, sure=True, length=length)
    if facts.numbers and is_plain(facts, length):
        return Decision(Intent.VOTE, UNSURE, sure=False, runner_up=Intent.PROJECT, length=length)
    return None


def _names_something(facts: Facts, start: int, examples: Examples) -> bool:
    """BUDGET and a word or two that nobody has an example of: a place, a misspelt topic, a line of the budget."""
    rest = facts.words[start:]
    return len(rest) <= FEW_WORDS and all(is_plain_word(word, facts) or not examples.knows(word) for word in rest)


def _is_told_of_money(facts: Facts, length: int) -> bool:
    """Is it the very command that people are told to send, and what follows something that money is spent on?"""
    lexicon = facts.lexicon
    is_named = facts.topic is not None or read_named(facts.words[length:], lexicon).nature is not None
    return is_named and " ".join(facts.words[:length]) in lexicon.told
