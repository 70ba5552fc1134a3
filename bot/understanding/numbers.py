"""The project numbers a message means, in order: not its years, amounts, ages, dates, marks and quantities."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.glued import Glued
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.of_others import is_of_others
from bot.understanding.phrase_lengths import Phrases, tree_of
from bot.understanding.ratings import is_in_rating
from bot.understanding.remembered import LONGEST_WORD, Remembered
from bot.understanding.said_phrases import says_one_of

GREATEST = 999
"""Greatest number taken for a project's."""

_RUNS = re.compile(r"\d+|[^\W\d]+")
_WITH_O = re.compile(r"\d[\do]*")
_ORDINAL = re.compile(r"(\d+)(?:er|ere|e|eme|iem|ieme|nd|rd|st|th|o)")

# Numbers that are none of ours, blanked before words are read. Years stay: they are read apart.
_NOT_OURS = re.compile(
    r"""\+\d[\d .-]{6,}\d                                   # telephone numbers
      | (?<!\d)\d{1,3}(?:[ .,\u00a0\u202f]\d{3})*[ .,\u00a0\u202f]000(?!\d)   # 12 500 000
      | (?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?!\d)  # dates
      | (?<!\d)\d{1,2}\s?[h:]\s?\d\d(?!\d)                   # times
      | (?<!\d)\d{1,2}\s?/\s?(?:5|10|20)(?!\d)               # marks
      | (?<!\d)\d+[.,]\d+\s?(?=m|M|%)                        # 3,5 millions
      | (?<!\d)\d+\s?%""",
    re.VERBOSE,
)


class Mark(NamedTuple):
    """One folded word, or number phrase, in reading order; `value` is the number it is, if any."""

    word: str
    value: int | None = None
    spelled: bool = False


def blank_what_is_no_number_of_ours(digits: str) -> str:
    """The text with amounts, dates, times, marks and telephone numbers taken out."""
    return _NOT_OURS.sub(" ~ ", digits)


def read_marks(words: list[str], lexicon: Lexicon) -> list[Mark]:
    """The words with their numbers recognised: digits, glued digits (VOTE12, 3et7), O for 0, number words."""
    known, bare = _pieces_known(lexicon), _bare_known(lexicon)
    pieces = [piece for word in words for piece in known[word]]
    if lexicon.number_heads.isdisjoint([bare[piece] for piece in pieces]):
        return [_MARKS[piece] for piece in pieces]
    return _with_number_words(pieces, lexicon)


def _pieces_of(word: str, glued: Glued, units: frozenset[str]) -> tuple[str, ...]:
    """The parts of a word that holds digits; words of Darija written with digits (3la, sou9) stay whole."""
    if word.isdecimal() or word in glued.words or word in units:
        return (word,)
    if _WITH_O.fullmatch(word):
        return (word.replace("o", "0"),)
    if ordinal := _ORDINAL.fullmatch(word):
        return (ordinal[1],)
    parts = tuple(part for run in _RUNS.findall(word) for part in _small_words_of(run, glued))
    known = all(part.isdecimal() or part in glued.words or part in glued.leads or part in units for part in parts)
    return parts if known else (word,)


def _small_words_of(run: str, glued: Glued) -> tuple[str, ...]:
    """Take the 'and' off the small word that leads to a number, both written onto it: 'and for 7' in Arabic."""
    is_and = run[0] in glued.attached and run not in glued.words
    return (run[0], run[1:]) if is_and and (run[1:] in glued.leads or run[1:] in glued.words) else (run,)


@lru_cache(maxsize=64)
def _pieces_known(lexicon: Lexicon) -> Remembered[tuple[str, ...]]:
    return Remembered(lambda word: _pieces(word, lexicon))


@lru_cache(maxsize=64)
def _bare_known(lexicon: Lexicon) -> Remembered[str]:
    return Remembered(lambda piece: _detached(piece, lexicon))


def _pieces(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    if len(word) > LONGEST_WORD:  # noise: not taken apart
        return (word,)
    if not word.isalpha():
        return _pieces_of(word, lexicon.glued, lexicon.units)
    if word[0] in lexicon.attached and word not in lexicon.detachable and word[1:] in lexicon.detachable:
        return (word[0], word[1:])
    return (word,)


def _value(piece: str) -> int | None:
    if not piece.isdecimal() or len(piece) > 4:
        return None
    value = int(piece)
    return value if 0 < value <= GREATEST else None


_MARKS = Remembered(lambda piece: Mark(piece, _value(piece)))


def _with_number_words(pieces: list[str], lexicon: Lexicon) -> list[Mark]:
    marks: list[Mark] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        length = longest_phrase(pieces, at, lexicon.number_words) if piece in lexicon.number_heads else 0
        if not length and (alone := _bare_known(lexicon)[piece]) != piece:
            marks += [Mark(small) for small in _small_words_of(piece.removesuffix(alone), lexicon.glued)]
            pieces[at] = alone
        elif length:
            phrase = " ".join(pieces[at : at + length])
            marks.append(Mark(phrase, lexicon.number_words[phrase], spelled=True))
            at += length
        else:
            marks.append(_MARKS[piece])
            at += 1
    return marks


def _detached(piece: str, lexicon: Lexicon) -> str:
    """Return a number word without the 'and' and the 'for' that are written onto it; any other piece as it is."""
    if piece in lexicon.number_heads:
        return piece
    bare = piece[1:] if piece[:1] in lexicon.attached else piece
    starts = ("", *sorted((one for one in lexicon.glued.leads if bare.startswith(one)), key=len))
    return next((bare[len(one) :] for one in starts if bare[len(one) :] in lexicon.number_heads), piece)


def longest_phrase(words: list[str], at: int, phrases: Phrases[int] | frozenset[str]) -> int:
    """How many words from here form the longest known phrase; 0 when none does."""
    tree = tree_of(phrases) if isinstance(phrases, frozenset) else phrases.tree
    if at >= len(words) or words[at] not in tree:
        return 0  # as at most words
    return tree.longest_at(words, at, LONGEST_PHRASE)


def meant_numbers(marks: list[Mark], lexicon: Lexicon, *, listed: bool = False) -> tuple[int, ...]:
    """Project numbers among the marks, each once, in order, without those excluded ('mais pas le 7').

    `listed` says that nothing but numbers is expected here, so that each of them counts.
    """
    if all(mark.value is None for mark in marks):
        return ()
    out = _places_excluded(marks, lexicon)
    found = [
        mark.value for at, mark in enumerate(marks)
        if mark.value is not None and at not in out and (listed or _is_project(marks, at, lexicon))
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def excluded_numbers(marks: list[Mark], lexicon: Lexicon) -> tuple[int, ...]:
    """Return the numbers behind a word such as 'but not': who names one of them among the others as well is asked."""
    return tuple(value for at in _places_excluded(marks, lexicon) if (value := marks[at].value) is not None)


def _places_excluded(marks: list[Mark], lexicon: Lexicon) -> list[int]:
    found: list[int] = []
    excluding = False
    for at, mark in enumerate(marks):
        if mark.value is None:
            excluding = _still_excluding(mark.word, lexicon, excluding=excluding)
        elif excluding:
            found.append(at)
    return found


def _still_excluding(word: str, lexicon: Lexicon, *, excluding: bool) -> bool:
    if word in lexicon.without:
        return True
    return excluding and word not in lexicon.but and (word in lexicon.before or word in lexicon.between)


def _is_project(marks: list[Mark], at: int, lexicon: Lexicon) -> bool:
    mark = marks[at]
    following = marks[at + 1].word if at + 1 < len(marks) else ""
    previous = marks[at - 1] if at else Mark("")
    words = [mark.word for mark in marks]
    if following in lexicon.units or is_in_rating(words, at, lexicon) or _is_of_others(words, at, lexicon):
        return False
    if not mark.spelled:
        return True
    return _spelled_number_counts(marks, at, previous, following, lexicon)


def _is_of_others(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """Is it the number of something else? Behind a command, NOTE 12 in French, it is the project's.

    Of what is said to be broken, 'the toilets of class 5', the house asks whether a project is meant.
    """
    is_told = at > 0 and words[at - 1] in lexicon.openers
    return not is_told and is_of_others(words, at, lexicon) and not says_one_of(words, lexicon.broken)


def _spelled_number_counts(marks: list[Mark], at: int, previous: Mark, following: str, lexicon: Lexicon) -> bool:
    """Whether 'trois' is the third project and not three of something: beside a number or a word like 'projet'."""
    last = following == "" or following in lexicon.polite
    beside = _has_number_beside(marks, at, lexicon)
    if marks[at].word in lexicon.weak:
        return beside or (last and previous.word in lexicon.before)
    return beside or previous.word in lexicon.before or (last and at == 0)


def _has_number_beside(marks: list[Mark], at: int, lexicon: Lexicon) -> bool:
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(marks) and marks[other].value is None and marks[other].word in lexicon.between:
            other += step
        if 0 <= other < len(marks) and marks[other].value is not None:
            return True
    return False
