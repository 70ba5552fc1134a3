"""What the learnt model of a language adds to the rules: what free words mean, where no rule is certain.

Commands, references, codes, ballots, dangers and accusations stay with the rules, and so does what takes something
away or ends something: there the model is not even asked. What it says is acted on where it is likely enough, else
the person is asked; it never makes a ballot, and of a vote or of what destroys never more than a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.accusing import accuses_of_taking
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.learnt import Guess, Learnt, learnt_of
from bot.understanding.listed import listed_of
from bot.understanding.phrase_lengths import joined
from bot.understanding.said_phrases import says_one_of
from bot.understanding.senses import senses_known
from bot.understanding.shorts import broad

ARABIC = "ar"

TONGUE = "tongue"
"""The sense of words that speak of languages."""

OVERRULES_RULES = 0.6
"""Likelihood from which the model is believed rather than a rule that is often mistaken."""

PLAINLY = 0.9
"""Likelihood from which it is believed rather than a rule that is seldom mistaken."""

OVERRULES = 0.35
"""Likelihood from which the model is believed rather than a resemblance that would have been acted on."""

LIKELY = 0.62
"""Likelihood from which it is acted on where nothing else is open."""

LEAST = 0.3
"""Likelihood below which a message that no rule understands is not understood."""

VOTE_WITHOUT_WORD = 0.6
"""Likelihood from which numbers may be a vote that no word speaks of."""

VOTE_OF_FEW_WORDS = 0.85
"""The same where few words stand beside them, and nobody knows what those do to a number."""

OF_PROJECTS = frozenset({Intent.VOTE, Intent.PROJECT})
"""What is not acted on beside words that refuse something or put it right."""

WORDS_OF_A_VOTE = 5
"""Words from which they are not few."""

FIGURES_OF_A_VOTE = 7
"""Figures that a vote may have: a code that somebody was given has more."""

_FIGURES = re.compile(r"\d{2,}|(?<![^\W\d])\d(?![^\W\d])")
"""Those of numbers: one figure beside letters is a letter itself, where people write '3ndi' and '7na'."""

OF_RULES = frozenset({
    *(Intent.NUMBER_ONLY, Intent.BLANK_VOTE, Intent.RECEIPT, Intent.JOIN, Intent.LEAVE, Intent.SUPPORT, Intent.REPLY),
    *(Intent.STOP, Intent.ERASE, Intent.UNFOLLOW, Intent.UNFOLLOW_DOCUMENTS, Intent.CANCEL, Intent.BACK),
    *(Intent.START, Intent.RESUME, Intent.THANKS, Intent.LANGUAGE, Intent.COMPLAIN, Intent.LOST_PHONE, Intent.MENU),
    *(Intent.COMMUNE, Intent.FOLLOW_NEWS, Intent.UNFOLLOW_NEWS, Intent.ACTION_PLAN),
})  # fmt: skip
"""What a rule that is sure of it has the last word about, however it came to it."""

MISTAKEN = frozenset({
    *(Intent.ASK, Intent.FORMAL, Intent.SEARCH, Intent.DEADLINE),
})  # fmt: skip
"""What rules tell by words that are often said of something else, unless the very command is written."""

SELDOM_MISTAKEN = frozenset({
    *(Intent.LEARN, Intent.FEEDBACK, Intent.PROJECT, Intent.PROJECTS, Intent.RESULTS, Intent.MEETINGS),
})  # fmt: skip
"""What rules tell by single words amid others: an answer or a question of the house, and nothing changes by it."""

ALSO_SAID = {
    *((Intent.FEEDBACK, Intent.PROJECT), (Intent.ASK, Intent.FEEDBACK)),
    *((Intent.HELP, Intent.VOTE), (Intent.PRIVACY, Intent.VOTE), (Intent.WORKS, Intent.ASK)),
}
"""What is one thing to the house and another in the short list: broken works, blame, how to vote, who sees a vote."""

ONLY_ASKED = frozenset({
    *(Intent.STOP, Intent.CANCEL, Intent.START, Intent.LANGUAGE, Intent.UNKNOWN, Intent.HELP, Intent.PRIVACY),
    Intent.PROPOSE,
})  # fmt: skip
"""What is never done on the word of the model alone: an idea with all its words would be sent at once."""


def join(facts: Facts, decision: Decision, own: str, tags: tuple[str, ...]) -> Decision:
    """Return what a message wants by the rules and by the model of the person's own language; as it is without one.

    `tags` are the languages whose words tell something, sorted.
    """
    model = _model_for(facts, own, tags)
    is_spelled = decision.intent is Intent.NUMBER_ONLY and any(mark.spelled for mark in facts.marks)
    if model is None or not facts.words or (_is_for_rules(facts, decision) and not is_spelled):
        return decision
    guess = model.guess(facts.words, listed_of(tags).lists_in(facts.words), asks=facts.folded.asks)
    if is_spelled:  # whether who writes a number in words means a vote is told, and changes nothing
        return decision._replace(short=Intent.VOTE) if guess.intent is Intent.VOTE else decision
    if guess.intent is Intent.NUMBER_ONLY:  # numbers are read, not resembled
        guess = Guess(guess.runner_up, decision.intent, min(guess.confidence, 1 - guess.confidence))
    if broad(decision.intent) is guess.intent or (decision.intent, guess.intent) in ALSO_SAID:
        return _agreed(facts, decision, guess)
    if not _is_believed(facts, decision, guess):
        return decision
    found = _overruled(facts, decision, guess)
    # how or whether to vote, or for which of two: no number of it is a ballot that anybody might be asked about
    return found._replace(numbers=(), likely=False) if _names_no_ballot(facts, decision, guess) else found


def _model_for(facts: Facts, own: str, tags: Sequence[str]) -> Learnt | None:
    """Return the model of their own language, that of Arabic for a message in its letters where it is spoken at all."""
    if own == ARABIC or ARABIC not in tags or facts.folded.text.isascii():
        return learnt_of(own)
    is_arabic = 2 * sum(["\u0621" <= word[:1] <= "\u064a" for word in facts.words]) > len(facts.words)
    return learnt_of(ARABIC if is_arabic else own)


def _is_for_rules(facts: Facts, decision: Decision) -> bool:
    """Is it what only rules decide: a ballot or what changes one, a reference, a code, what ends something?"""
    if decision.numbers or decision.refused or decision.keeps or decision.intent is Intent.NUMBER_ONLY:
        return True
    if facts.reference or facts.code or (decision.sure and decision.intent in OF_RULES):
        return True
    return decision.intent is Intent.VOTE and (bool(facts.numbers) or decision.sure)


def _is_grave(facts: Facts) -> bool:
    """Is a danger named, or somebody accused? Then no figure is an answer, and nothing is done without people."""
    lexicon, words = facts.lexicon, facts.words
    return says_one_of(words, joined(lexicon.dangers, lexicon.urgent)) or accuses_of_taking(words, lexicon)


def _is_believed(facts: Facts, decision: Decision, guess: Guess) -> bool:
    """Is the model believed rather than the rules?"""
    if _is_grave(facts) or (guess.intent is Intent.LANGUAGE and not _speaks_of_a_tongue(facts)):
        return False
    if _names_no_ballot(facts, decision, guess) and (decision.sure or guess.confidence < VOTE_WITHOUT_WORD):
        return False
    is_told = " ".join(facts.words[: decision.length]) in facts.lexicon.told
    if is_told and decision.intent in OF_RULES:
        return False
    if decision.guessed:
        if decision.intent is Intent.PROJECT and decision.length > 1:  # "fiche projet", whatever project follows
            return guess.confidence >= LIKELY
        least = OVERRULES if decision.sure else LEAST if decision.intent is Intent.UNKNOWN else 0
        return guess.confidence >= least
    if is_told or decision.confidence >= 1:
        return False
    if decision.intent is Intent.ASK and not decision.length:  # which was told by all that stands there
        return guess.intent is Intent.TRACK and guess.confidence >= PLAINLY
    if decision.intent in MISTAKEN:
        return guess.confidence >= OVERRULES_RULES
    return decision.intent in SELDOM_MISTAKEN and guess.confidence >= PLAINLY


def _speaks_of_a_tongue(facts: Facts) -> bool:
    """Does a word speak of languages? Strange words are like those of messages about one, and mean anything."""
    return senses_known().is_named(TONGUE, facts.words)


def _names_no_ballot(facts: Facts, decision: Decision, guess: Guess) -> bool:
    """Is it a vote by the model alone, beside numbers that may be anything?"""
    is_doubtful = _says_numbers(facts) or decision.sure
    return guess.intent is Intent.VOTE and is_doubtful and not _may_be_vote(facts, guess)


def has_too_many_figures(text: str) -> bool:
    """Does a text hold more figures than a vote has?"""
    return sum(map(len, _FIGURES.findall(text))) > FIGURES_OF_A_VOTE


def _may_be_vote(facts: Facts, guess: Guess) -> bool:
    """May numbers be asked about as a vote: is voting spoken of, without votes that were counted, or is it likely?"""
    lexicon = facts.lexicon
    counts = any(one.value and other.word in lexicon.counted_votes for one, other in pairwise(facts.marks))
    unclear = joined(lexicon.votes_counted, lexicon.against, lexicon.without, lexicon.either)
    if counts or says_one_of(facts.words, unclear) or has_too_many_figures(facts.folded.digits):
        return False
    is_spoken_of = not lexicon.vote_heads.isdisjoint(facts.words)
    least = VOTE_WITHOUT_WORD if len(facts.words) >= WORDS_OF_A_VOTE else VOTE_OF_FEW_WORDS
    return is_spoken_of or guess.confidence >= least


def _agreed(facts: Facts, decision: Decision, guess: Guess) -> Decision:
    """Return what the rules and the model say alike, with the finer intent of the rules."""
    may_vote = Intent.VOTE in (decision.runner_up, guess.runner_up) and _says_numbers(facts)
    likely = guess.confidence >= LIKELY and _may_act(facts, decision.intent) and not (may_vote or _is_grave(facts))
    runner_up = decision.runner_up if decision.runner_up not in (None, Intent.UNKNOWN) else guess.runner_up
    confidence = max(decision.confidence, guess.confidence)
    return decision._replace(confidence=confidence, runner_up=runner_up, likely=likely, short=guess.intent)


def _overruled(facts: Facts, decision: Decision, guess: Guess) -> Decision:
    """Return what the model says, by the finer intent of it that the rules thought of, if any."""
    intent = _finer(facts, decision, guess.intent)
    runner_up = guess.runner_up if broad(decision.intent) is Intent.UNKNOWN else decision.intent
    likely = guess.confidence >= LIKELY and _may_act(facts, intent)
    confidence = guess.confidence if likely else min(guess.confidence, UNSURE)
    return Decision(intent, confidence, False, runner_up, guessed=True, likely=likely, short=guess.intent)


def _finer(facts: Facts, decision: Decision, short: Intent) -> Intent:
    """Return the intent of a short one: what the rules would have said next, a fault for broken works, else itself."""
    if decision.runner_up and broad(decision.runner_up) is short:
        return decision.runner_up
    is_fault = short is Intent.PROJECT and not facts.asks and says_one_of(facts.words, facts.lexicon.broken)
    return Intent.FEEDBACK if is_fault else short


def _may_act(facts: Facts, intent: Intent) -> bool:
    """May it be acted on? A vote only where neither numbers nor a question stand beside it."""
    if intent in OF_RULES or intent in ONLY_ASKED:
        return False
    lexicon = facts.lexicon
    if intent is Intent.BUDGET and says_one_of(facts.words, lexicon.why):
        return False  # a figure is no reason
    doubts = joined(lexicon.corrects, lexicon.against, lexicon.without)
    if intent in OF_PROJECTS and says_one_of(facts.words, doubts):
        return False
    return broad(intent) not in {Intent.VOTE, Intent.FEEDBACK} or not (_says_numbers(facts) or facts.asks)


def _says_numbers(facts: Facts) -> bool:
    return any(mark.value is not None or mark.word.isdecimal() for mark in facts.marks)
