"""A plain ballot among other words of a message: `The pump is broken. VOTE 5`. Only where it stands, never what counts.

A clause is one when nothing but a ballot stands in it, from a mark, a joining word or a command to the next of them:
blank ones, with points and in order among them, and those that tell of a vote ('I voted 5'). Between other words
without a mark it is one where somebody says that the vote is theirs ('it is broken I vote 5'), and ends with its last
number, if that counts nothing: 'I vote 5 times a year' is none. Small words that led to it alone go with it.
Who knows the projects hears their names as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.ballots import read_ballot, read_blank, without_phrases
from bot.understanding.clauses import (
    DIGITS,
    LONGEST,
    NUMBERS_APART,
    Ballot,
    Word,
    begins_clause,
    ends_clause,
    follows_mark,
    joins,
    length_of_own,
    may_vote,
    parts_of,
)
from bot.understanding.commands import whole_command
from bot.understanding.facts import Facts, read_facts
from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import AND_WRITTEN_ON
from bot.understanding.named_ballot_inside import Names, named_ballot_at
from bot.understanding.phrase_lengths import joined
from bot.understanding.richer_ballots import decide_richer

EDGES = " \n,;:.-/،؛"


class Parted(NamedTuple):
    """What is left of a message without the ballots in it, how many they are, whether words run on behind one.

    `said` is the ballot that stands there alone, as a whole message would say it.
    """

    rest: str
    ballots: int = 0
    runs_on: bool = False
    said: str = ""


def part_ballots(text: str, languages: Sequence[str], names: Names | None = None) -> Parted:
    """Return a message without the clauses that are plain ballots; the whole of it where none is."""
    lexicon = lexicon_of(tuple(languages))
    digits = ascii_digits(text)
    words = [part for one in WORD.finditer(digits) for part in parts_of(one, lexicon)]
    kept: list[str] = []
    found: list[Ballot] = []
    at, shown = 0, 0
    while at < len(words):
        ballot = _ballot_at(at, digits, words, lexicon)
        if ballot is None and names is not None:
            ballot = named_ballot_at(at, digits, words, lexicon, names)
        if ballot:
            first = _first_of_clause(at, digits, words, lexicon)
            kept.append(text[shown : max(shown, words[first].start)].rstrip(EDGES))
            shown = words[ballot.end - 1].end
            found.append(ballot)
        at = ballot.end if ballot else at + 1
    if not found:
        return Parted(text)
    rest = _joined([*kept, text[shown:].strip(EDGES)], lexicon)
    said = found[0].said if len(found) == 1 else ""
    return Parted(rest, len(found), any(ballot.runs_on for ballot in found), said)


def _first_of_clause(at: int, text: str, words: Sequence[Word], lexicon: Lexicon) -> int:
    """Return where the clause of a ballot begins: small words before it go with it where nothing else stands there."""
    first = at
    small = lexicon.vote_before | lexicon.courtesy | lexicon.filler | lexicon.adds | joins(lexicon)
    while first and words[first - 1].folded in small and not follows_mark(first, text, words):
        first -= 1
    if first == 0 or follows_mark(first, text, words) or words[first - 1].folded in lexicon.told:
        return first
    return at - 1 if words[at - 1].folded in joins(lexicon) else at


def _ballot_at(at: int, text: str, words: Sequence[Word], lexicon: Lexicon) -> Ballot | None:
    """Return the longest ballot that begins at a word, None where none does."""
    if not (may_vote(at, words, lexicon) and begins_clause(at, text, words, lexicon)):
        return None
    own = length_of_own(at, words, lexicon)
    is_of_many = " ".join(word.folded for word in words[at : at + own]) in lexicon.own_of_many
    for end in range(min(len(words), at + LONGEST), at, -1):
        has_mark = ends_clause(end, text, words, lexicon)
        if not (has_mark or (not is_of_many and _may_run_on(end, words, lexicon))):
            continue
        said = text[words[at].start : words[end - 1].end]
        vote = _as_vote(text, words[at:end], own, lexicon)
        facts = read_facts(vote, lexicon)
        is_one = _is_ballot(facts) or (at > 0 and has_mark and _is_blank_command(said, lexicon))
        if is_one and (has_mark or _ends_with_number(facts)):
            return Ballot(end, not has_mark, vote)
    return None


def _as_vote(text: str, clause: Sequence[Word], own: int, lexicon: Lexicon) -> str:
    """Return a clause as a whole message would say it: 'I voted 5' is 'vote 5'."""
    if not own or own > len(clause):
        return text[clause[0].start : clause[-1].end]
    last = clause[own - 1]
    glued = DIGITS.search(last.folded)
    start = last.end - (len(glued.group()) if glued else 0)
    return f"{min(lexicon.told & lexicon.vote_heads)} {text[start : clause[-1].end]}"


def _is_ballot(facts: Facts) -> bool:
    """Is it one, whatever it says, or a blank one, or one between two choices: nobody is to hear either?"""
    lexicon = facts.lexicon
    if facts.folded.asks or facts.reference or not (lexicon.question - lexicon.either).isdisjoint(facts.words):
        return False
    richer = decide_richer(facts)
    if richer and richer.intent is Intent.VOTE:
        return True
    marks = without_phrases(lexicon.in_order, [mark for mark in facts.marks if mark.word not in lexicon.either])
    return bool(read_ballot(marks, lexicon)) or read_blank(marks, lexicon) is not None


def _is_blank_command(said: str, lexicon: Lexicon) -> bool:
    """Is it a blank vote by another name: 'blank vote', 'annul my vote'?"""
    return whole_command(read_facts(said, lexicon).words, lexicon) is Intent.BLANK_VOTE


def _ends_with_number(facts: Facts) -> bool:
    """Does it end with a project or its points, and not with an article that may be a number: 'I vote for a school'?"""
    last, lexicon = facts.marks[-1], facts.lexicon
    return last.word in lexicon.points or (last.value is not None and not (last.spelled and last.word in lexicon.weak))


def _may_run_on(end: int, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """May other words begin here, which neither say what a number counts nor name another one?"""
    if end == len(words) or words[end].folded in joined(lexicon.units, lexicon.out_of, lexicon.points, lexicon.without):
        return False
    return not any(word.folded.isdecimal() for word in words[end : end + NUMBERS_APART])


def _joined(pieces: Sequence[str], lexicon: Lexicon) -> str:
    """Return what is left in one text; what followed a ballot begins without the word that joined it."""
    kept = [pieces[0].lstrip(), *(_without_join(piece, lexicon) for piece in pieces[1:])]
    return ". ".join(piece for piece in kept if WORD.search(piece))


def _without_join(piece: str, lexicon: Lexicon) -> str:
    while (first := WORD.match(piece)) and fold_word(first.group()) in joins(lexicon):
        piece = piece[first.end() :].lstrip(EDGES)
    return piece.removeprefix(AND_WRITTEN_ON)
