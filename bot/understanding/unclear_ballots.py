"""What nearly is a ballot: a letter for a figure that it looks like, a day, a word cut short, a change of the vote.

All are looked for once everything else has been decided, and neither is ever recorded: they are asked about, and what
somebody refuses or takes out is never offered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.ballots import is_said_to_many, read_ballot, read_look_alikes
from bot.understanding.deciding import MINUS, TAKEN
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import DATE, Facts, read_facts
from bot.understanding.given_votes import read_given
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, excluded_numbers, longest_phrase
from bot.understanding.own_no import refused_by_no
from bot.understanding.pointed_ballots import read_pointed
from bot.understanding.refused import Stance, holds_nothing_else, read_stance, speaks_of_voting
from bot.understanding.rules_asked import names_blank_vote, rule_asked
from bot.understanding.said_phrases import says_one_of
from bot.understanding.shared_asked import asks_for_shared
from bot.understanding.told_otherwise import read_told_otherwise

DEADLINE = 0.95
OUT = re.compile(rf"\s{MINUS}(\d{{1,3}})(?!\d)")
GLUED = re.compile(rf"[^\S\r\n]{MINUS}(\d{{1,3}})(?!\d)")
"""A dash right before a number in a line and apart from what stands before it: a minus, or a line of a list."""

DASHED = re.compile(rf"{MINUS}\s*(\d{{1,3}})(?!\d)")
FIGURES = str.maketrans("ilo", "110")
SIGNED = re.compile(r"(?<![^\W_])[\dilo]{1,3}(?=\s*[:=]\s*\d)|(?<=[:=])[\dilo]{1,2}(?![^\W_])", re.IGNORECASE)
"""What stands for a number beside the sign of points, with letters for figures: l3:5."""
VOWELS = re.compile("[aeiouy]")
VOTES = {Intent.VOTE, Intent.MY_VOTE}
APPEAL = "!"


def reconsider(facts: Facts, decision: Decision) -> Decision:
    """Return what a message wants where it looks like a ballot and is none, else what was decided."""
    if facts.reference:
        return decision
    if _is_ballot(decision):
        return _blank_asked(facts, decision) or _said_to_many(facts, decision) or decision
    return (
        read_told_otherwise(facts, decision)
        or _signed_out(facts, decision)
        or _look_alike(facts)
        or read_given(facts)
        or _dated(facts)
        or _cut_short(facts, decision)
        or _numbers_first(facts, decision)
        or _change(facts, decision)
        or _deadline(facts, decision)
        or _rules(facts, decision)
        or _shared(facts, decision)
        or decision
    )


def doubt_no(facts: Facts, decision: Decision) -> Decision:
    """Return what was decided; of a vote with 'no 4' or '3 -4' in it without 4, never for sure: it may say 'not 4'.

    Nor is '3 5 but not 3' a vote for 3, which its list has as well.

    'No 4' and nothing else stays a number, which is asked about.
    """
    numbers = decision.numbers if decision.numbers is not None else facts.numbers
    is_of_numbers = decision.intent in {Intent.VOTE, Intent.NUMBER_ONLY}
    refused = _refused_among(facts, numbers) if is_of_numbers else ()
    wanted = tuple(number for number in numbers if number not in refused)
    if wanted == numbers or not (wanted or decision.intent is Intent.VOTE):
        return decision
    points = dict(zip(numbers, decision.points, strict=False))
    return decision._replace(
        intent=Intent.VOTE, confidence=UNSURE, sure=False, numbers=wanted, refused=(*decision.refused, *refused),
        points=tuple(points[number] for number in wanted) if points else (),
    )  # fmt: skip


def _refused_among(facts: Facts, numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers of a list that the same message may refuse, each once."""
    excluded = [number for number in excluded_numbers(facts.marks, facts.lexicon) if number in numbers]
    return tuple(dict.fromkeys([*excluded, *refused_by_no(facts), *_by_minus(facts, numbers)]))


def _by_minus(facts: Facts, numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers that a minus may take out, beside one without any dash: where each has one it is a list."""
    digits = facts.folded.digits
    glued = [int(number) for number in GLUED.findall(digits)]
    if not glued or set(numbers) <= {int(number) for number in DASHED.findall(digits)}:
        return ()
    return tuple(number for number in dict.fromkeys(glued) if number in numbers)


def _is_ballot(decision: Decision) -> bool:
    """Is it a ballot beyond doubt, or a blank one, about which people are asked in any case?"""
    if decision.intent is Intent.BLANK_VOTE:
        return True
    return decision.intent is Intent.VOTE and decision.sure and bool(decision.numbers)


def _said_to_many(facts: Facts, decision: Decision) -> Decision | None:
    """Return the vote that opens with words for others, never for sure: 'votez 3 !!!' may be passed on from a poster.

    'Votez 3' with nothing else is how people repeat the command that they have read or heard.
    """
    if decision.intent is not Intent.VOTE or not is_said_to_many(facts.marks, facts.lexicon):
        return None
    is_bare = all(mark.value is not None for mark in facts.marks[1:])
    is_command = is_bare and APPEAL not in facts.folded.text
    return None if is_command else decision._replace(confidence=UNSURE, sure=False)


def _signed_out(facts: Facts, decision: Decision) -> Decision | None:
    """Return 'VOTE -3' as what it takes out of the vote that stands."""
    if decision.intent is not Intent.VOTE or not TAKEN.match(facts.folded.digits):
        return None
    refused = tuple(dict.fromkeys(int(number) for number in OUT.findall(facts.folded.digits)))
    wanted = tuple(number for number in facts.numbers if number not in refused)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=wanted, refused=refused, keeps=True)


def _look_alike(facts: Facts) -> Decision | None:
    digits = facts.folded.digits
    is_signed = ":" in digits or "=" in digits
    figures = SIGNED.sub(lambda found: found[0].casefold().translate(FIGURES), digits) if is_signed else digits
    pointed = read_pointed(read_facts(figures, facts.lexicon)) if figures != digits else None
    if pointed:
        return Decision(Intent.VOTE, UNSURE, sure=False, numbers=pointed.numbers, points=pointed.points)
    numbers = read_look_alikes(facts.marks, facts.lexicon)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=numbers) if numbers else None


def _dated(facts: Facts) -> Decision | None:
    """Return the ballot beside which a day stands: it may be a vote of that day."""
    if not facts.marks or facts.marks[-1].word != DATE:
        return None
    numbers = read_ballot(facts.marks[:-1], facts.lexicon)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=numbers) if numbers else None


def _cut_short(facts: Facts, decision: Decision) -> Decision | None:
    """Return the ballot that a message may be where its vote word is cut short, or said to many: 'vte 2 5', 'v 3'."""
    at = next((at for at, mark in enumerate(facts.marks) if mark.word not in facts.lexicon.courtesy), None)
    if decision.sure or at is None or facts.marks[at].value is not None:
        return None
    if not _may_be_vote_word(facts.marks[at].word, facts.lexicon):
        return None
    told = min(facts.lexicon.told & facts.lexicon.vote_heads)
    numbers = read_ballot([*facts.marks[:at], Mark(told), *facts.marks[at + 1 :]], facts.lexicon)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=numbers) if numbers else None


def _numbers_first(facts: Facts, decision: Decision) -> Decision | None:
    """Return the ballot that a message may be that ends with its vote word: '3 7 vote'."""
    lexicon = facts.lexicon
    marks = [mark for mark in facts.marks if mark.word not in lexicon.courtesy]
    words = [mark.word for mark in marks]
    starts = (at for at, word in enumerate(words) if word in lexicon.vote_heads)
    at = next((at for at in starts if at + longest_phrase(words, at, lexicon.vote) == len(words)), 0)
    if decision.sure or not at:
        return None
    while at and words[at - 1] in lexicon.vote_before:
        at -= 1
    numbers = read_ballot([Mark(min(lexicon.told & lexicon.vote_heads)), *marks[:at]], lexicon)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=numbers) if numbers else None


def _may_be_vote_word(word: str, lexicon: Lexicon) -> bool:
    """Is it a vote word without its vowels, its first letter alone, or with the ending of Arabic for several people?"""
    if word in {told[0] for told in lexicon.told & lexicon.vote_heads}:
        return True
    if word.isascii():
        bones = _bones(word)
        return len(bones) > 1 and bones in _bones_of(lexicon.vote)
    return word.removesuffix("\u0648\u0627") in lexicon.vote or word.removesuffix("\u0648") in lexicon.vote


@lru_cache(maxsize=64)
def _bones_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_bones(word) for word in words if word.isascii() and word.isalpha())


def _bones(word: str) -> str:
    """Return the first letter of a word and the consonants behind it."""
    return word[:1] + VOWELS.sub("", word[1:])


def _change(facts: Facts, decision: Decision) -> Decision | None:
    """Return what a message may change of a vote: what it refuses or takes out, and what it wants, never for sure."""
    if not any(mark.value is not None for mark in facts.marks):
        return None
    stance = read_stance(facts.marks, facts.lexicon)
    if not (stance.against or stance.wanted) or not _is_about_votes(facts, decision, stance):
        return None
    if decision.intent is Intent.MY_VOTE and stance.wanted and not stance.keeps:
        return decision._replace(numbers=stance.wanted)  # 'I voted 3 and not 7' tells of a vote
    if decision.intent is Intent.VOTE and stance.wanted and not stance.keeps:
        return decision._replace(numbers=stance.wanted, sure=False, refused=stance.against)
    return Decision(Intent.VOTE, UNSURE, sure=False, numbers=stance.wanted, refused=stance.against, keeps=stance.keeps)


def _is_about_votes(facts: Facts, decision: Decision, stance: Stance) -> bool:
    """Does it speak of voting, or hold nothing but what it changes, without plainly asking for something else?

    'I am against project 3' is an opinion, which goes to the town hall; 'not 3' is none, nor is what shows a project.
    """
    changes = stance.keeps or stance.corrects
    if not (changes or stance.against) or (_rates(facts, decision) and not stance.against):
        return False
    is_bare = holds_nothing_else(facts.marks, facts.lexicon)
    if decision.sure and decision.intent not in VOTES:
        is_refused = not facts.lexicon.without.isdisjoint(facts.words) or decision.intent is Intent.PROJECT
        return is_bare and (changes or is_refused)
    return is_bare or speaks_of_voting(facts.words, facts.lexicon)


def _rates(facts: Facts, decision: Decision) -> bool:
    """Does it give a rating: 'je mets 5 étoiles au projet 2' has a number that is no project's, and adds none?"""
    numbers = [mark for mark in facts.marks if mark.value is not None]
    return decision.intent is Intent.FEEDBACK and len(facts.numbers) < len(numbers)


def _deadline(facts: Facts, decision: Decision) -> Decision | None:
    """Read the question until when one may vote, in any words, unless it is put to the town hall by a command."""
    lexicon, words = facts.lexicon, facts.words
    is_sent = decision.sure and decision.length and decision.intent not in VOTES
    if is_sent or facts.numbers or not speaks_of_voting(words, lexicon):
        return None
    asks = says_one_of(words, lexicon.deadline) or (facts.asks and says_one_of(words, lexicon.ends))
    return Decision(Intent.DEADLINE, DEADLINE, sure=True) if asks else None


def _rules(facts: Facts, decision: Decision) -> Decision | None:
    """Read a question for the rules of the vote, unless it is put to the town hall, or says what to vote for."""
    is_sent = decision.sure and decision.length and decision.intent not in VOTES
    if is_sent or decision.numbers or not rule_asked(facts.words, facts.lexicon):
        return None
    return Decision(Intent.RULES, DEADLINE, sure=True)


def _shared(facts: Facts, decision: Decision) -> Decision | None:
    """Read a question for the money that the vote shares out, where nothing else is asked for sure."""
    if decision.sure or facts.numbers or not asks_for_shared(facts):
        return None
    return Decision(Intent.BUDGET, DEADLINE, sure=True)


def _blank_asked(facts: Facts, decision: Decision) -> Decision | None:
    """Read what a blank vote is, where that is asked and no project stands beside it; a nought is sent to cast one."""
    if decision.intent is not Intent.BLANK_VOTE or decision.numbers or not facts.asks:
        return None
    is_said = facts.folded.asks and names_blank_vote(facts.words, facts.lexicon)
    said = Decision(Intent.RULES, DEADLINE, sure=True) if is_said else None
    return _rules(facts, decision._replace(length=0)) or said
