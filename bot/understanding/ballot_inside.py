"""A plain ballot among other words of a message: `The pump is broken. VOTE 5`. Only where it stands, never what counts.

A clause is one when nothing but a ballot stands in it, from a mark, a joining word or a command to the next of them:
blank ones, with points and in order among them, and those that tell of a vote ('I voted 5'). Between other words
without a mark it is one where somebody says that the vote is theirs ('it is broken I vote 5'), and ends with its last
number, if that counts nothing: 'I vote 5 times a year' is none. Small words that led to it alone go with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.ballots import read_ballot, read_blank, without_phrases
from bot.understanding.commands import opening_command, whole_command
from bot.understanding.facts import Facts, read_facts
from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon, lexicon_of
from bot.understanding.money_lines import AND_WRITTEN_ON
from bot.understanding.numbers import longest_phrase
from bot.understanding.richer_ballots import decide_richer

MARKS = re.compile(r"[.,;:!\n،؛/()-]")
ASKS = re.compile("[?؟]")
DIGITS = re.compile(r"\d+$")
LONGEST = 12
"""Words of a clause that may be a ballot."""

NUMBERS_APART = 2
"""Words behind a ballot without a mark among which no number stands: '3 or 7' is not '3'."""

EDGES = " \n,;:.-/،؛"


class Parted(NamedTuple):
    """What is left of a message without the ballots in it, how many they are, whether words run on behind one."""

    rest: str
    ballots: int = 0
    runs_on: bool = False


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


class _Ballot(NamedTuple):
    """Where a ballot ends, and whether words follow it without a mark."""

    end: int
    runs_on: bool


def part_ballots(text: str, languages: Sequence[str]) -> Parted:
    """Return a message without the clauses that are plain ballots; the whole of it where none is."""
    lexicon = lexicon_of(tuple(languages))
    digits = ascii_digits(text)
    words = [part for one in WORD.finditer(digits) for part in _parts(one, lexicon)]
    kept: list[str] = []
    found: list[_Ballot] = []
    at, shown = 0, 0
    while at < len(words):
        ballot = _ballot_at(at, digits, words, lexicon)
        if ballot:
            first = _first_of_clause(at, digits, words, lexicon)
            kept.append(text[shown : max(shown, words[first].start)].rstrip(EDGES))
            shown = words[ballot.end - 1].end
            found.append(ballot)
        at = ballot.end if ballot else at + 1
    if not found:
        return Parted(text)
    rest = _joined([*kept, text[shown:].strip(EDGES)], lexicon)
    return Parted(rest, len(found), any(ballot.runs_on for ballot in found))


def _parts(found: re.Match[str], lexicon: Lexicon) -> list[_Word]:
    """Return a word, and apart from it the Arabic 'and' that is written onto a word with which a ballot may begin."""
    word = _Word(fold_word(found.group()), *found.span())
    bare = _Word(word.folded.removeprefix(AND_WRITTEN_ON), word.start + 1, word.end)
    if bare.folded == word.folded or not _may_vote(0, [bare], lexicon):
        return [word]
    return [_Word(AND_WRITTEN_ON, word.start, word.start + 1), bare]


def _first_of_clause(at: int, text: str, words: Sequence[_Word], lexicon: Lexicon) -> int:
    """Return where the clause of a ballot begins: small words before it go with it where nothing else stands there."""
    first = at
    small = lexicon.vote_before | lexicon.courtesy | lexicon.filler | lexicon.adds | _joins(lexicon)
    while first and words[first - 1].folded in small and not _follows_mark(first, text, words):
        first -= 1
    if first == 0 or _follows_mark(first, text, words) or words[first - 1].folded in lexicon.told:
        return first
    return at - 1 if words[at - 1].folded in _joins(lexicon) else at


def _ballot_at(at: int, text: str, words: Sequence[_Word], lexicon: Lexicon) -> _Ballot | None:
    """Return the longest ballot that begins at a word, None where none does."""
    if not (_may_vote(at, words, lexicon) and _begins_clause(at, text, words, lexicon)):
        return None
    own = _length_of_own(at, words, lexicon)
    is_of_many = " ".join(word.folded for word in words[at : at + own]) in lexicon.own_of_many
    for end in range(min(len(words), at + LONGEST), at, -1):
        has_mark = _ends_clause(end, text, words, lexicon)
        if not (has_mark or (not is_of_many and _may_run_on(end, words, lexicon))):
            continue
        said = text[words[at].start : words[end - 1].end]
        facts = read_facts(_as_vote(text, words[at:end], own, lexicon), lexicon)
        is_one = _is_ballot(facts) or (at > 0 and has_mark and _is_blank_command(said, lexicon))
        if is_one and (has_mark or _ends_with_number(facts)):
            return _Ballot(end, not has_mark)
    return None


def _as_vote(text: str, clause: Sequence[_Word], own: int, lexicon: Lexicon) -> str:
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


def _may_vote(at: int, words: Sequence[_Word], lexicon: Lexicon) -> bool:
    bare = DIGITS.sub("", words[at].folded)
    if bare in lexicon.vote_heads or bare in lexicon.vote_before:
        return bool(bare)
    opening = opening_command([word.folded for word in words[at : at + LONGEST_PHRASE]], lexicon)
    is_blank = opening is not None and opening.intent is Intent.BLANK_VOTE
    return is_blank or _length_of_own(at, words, lexicon) > 0


def _follows_mark(at: int, text: str, words: Sequence[_Word]) -> bool:
    between = text[words[at - 1].end : words[at].start]
    return bool(MARKS.search(between) or ASKS.search(between))


def _begins_clause(at: int, text: str, words: Sequence[_Word], lexicon: Lexicon) -> bool:
    if at == 0 or _follows_mark(at, text, words):
        return True
    before = words[at - 1].folded
    if before in lexicon.supposes:
        return False
    if before in _joins(lexicon) or before in lexicon.courtesy:
        return True
    if before in lexicon.filler or before in lexicon.question or before in lexicon.vote_before:
        return False
    return DIGITS.sub("", words[at].folded) in lexicon.told or _says_own_vote(at, words, lexicon)


def _says_own_vote(at: int, words: Sequence[_Word], lexicon: Lexicon) -> bool:
    """Does somebody say here that the vote is theirs, and not that they do not vote?"""
    if at and words[at - 1].folded.removeprefix(AND_WRITTEN_ON) in lexicon.without | lexicon.against:
        return False
    return _length_of_own(at, words, lexicon) > 0


def _length_of_own(at: int, words: Sequence[_Word], lexicon: Lexicon) -> int:
    bare = [DIGITS.sub("", word.folded) for word in words[at : at + LONGEST_PHRASE]]
    return longest_phrase(bare, 0, lexicon.own_vote) or longest_phrase(bare, 0, lexicon.own_of_many)


def _ends_clause(end: int, text: str, words: Sequence[_Word], lexicon: Lexicon) -> bool:
    after = text[words[end - 1].end : words[end].start if end < len(words) else len(text)]
    if ASKS.match(after.strip()):
        return False
    if end == len(words) or MARKS.search(after):
        return True
    then = words[end].folded
    if then in lexicon.units:
        return False
    return then in _joins(lexicon) | lexicon.told or then.startswith(AND_WRITTEN_ON)


def _may_run_on(end: int, words: Sequence[_Word], lexicon: Lexicon) -> bool:
    """May other words begin here, which neither say what a number counts nor name another one?"""
    if end == len(words) or words[end].folded in lexicon.units | lexicon.out_of | lexicon.points | lexicon.without:
        return False
    return not any(word.folded.isdecimal() for word in words[end : end + NUMBERS_APART])


def _joins(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that join clauses, without those that stand before a number."""
    joins = (lexicon.between | lexicon.but) - lexicon.before - lexicon.vote_after - lexicon.vote_heads
    return joins | {AND_WRITTEN_ON}


def _joined(pieces: Sequence[str], lexicon: Lexicon) -> str:
    """Return what is left in one text; what followed a ballot begins without the word that joined it."""
    kept = [pieces[0].lstrip(), *(_without_join(piece, lexicon) for piece in pieces[1:])]
    return ". ".join(piece for piece in kept if WORD.search(piece))


def _without_join(piece: str, lexicon: Lexicon) -> str:
    while (first := WORD.match(piece)) and fold_word(first.group()) in _joins(lexicon):
        piece = piece[first.end() :].lstrip(EDGES)
    return piece.removeprefix(AND_WRITTEN_ON)
