"""Trying a taught word before it takes effect: what it would change, and why it may not be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers import is_yes_or_no
from bot.hearing_taught import meaning_by_taught
from bot.phrases import Speech
from bot.understanding.fold import fold, stands_in
from bot.understanding.lexicon import lexicon_of
from bot.understanding.taught import LONGEST, TEACHABLE, Means, TaughtWords, key_of
from bot.understanding.understand import Understanding, understand
from budgeting.refusal import Refusal
from models import Commune, Project, Zone
from services.house import House
from services.taught_words.answering import answer
from services.taught_words.guarded import guarded_word, is_small
from services.taught_words.kept import read_taught
from services.taught_words.known import known_messages
from services.taught_words.reasons import TaughtNo
from services.telling import languages_for
from services.unheard import UnheardRow, all_unheard, explained_unheard, get_unheard
from services.zones import all_names

SHORTEST = 3  # letters
LONGEST_PHRASE = 60  # characters
MOST = 500
"""Taught words of a commune: more than anybody reviews."""

MOST_EXPLAINED = 500
"""Rows of the list that one word explains: each is understood anew while others wait to write."""

MASKS = re.compile("[#@]")


@dataclass(frozen=True, slots=True)
class Typed:
    """What staff typed: a phrase, its language and what it means."""

    language: str
    phrase: str
    means: Means


@dataclass(frozen=True, slots=True)
class Trial:
    """What a word would do: the bot's answer to the row now and then, and the rows that it would explain."""

    now: str
    then: str
    explained: tuple[UnheardRow, ...]


def try_word(session: Session, house: House, commune_id: int, unheard_id: int, typed: Typed) -> Trial:
    """Return what a word would do; a `Refusal` where it cannot be taught. Nothing is kept."""
    commune = session.get_one(Commune, commune_id)
    row = get_unheard(session, commune_id, unheard_id)
    explained = check_word(session, commune, row, typed)
    taught = read_taught(session, commune_id)
    said = [answer(session, house, commune, row, words) for words in (taught, _with(taught, typed))]
    return Trial(said[0], said[1], explained)


def check_word(session: Session, commune: Commune, row: UnheardRow, typed: Typed) -> tuple[UnheardRow, ...]:
    """Return the rows of the list that a word explains, the one it is taught from first; else raise a `Refusal`."""
    _check_form(commune, row, typed)
    _check_words(commune, typed)
    _check_names(session, commune, typed)
    taught = read_taught(session, commune.id)
    if (typed.language, key_of(typed.phrase)) in taught:
        raise Refusal(TaughtNo.TAUGHT_ALREADY)
    if len(taught) >= MOST:
        raise Refusal(TaughtNo.TOO_MANY, count=MOST)
    _check_known(session, commune, typed, taught)
    found = _explained(session, commune, row, typed, taught)
    if row not in found:
        raise Refusal(TaughtNo.CHANGES_NOTHING)
    return tuple(found)


def _check_form(commune: Commune, row: UnheardRow, typed: Typed) -> None:
    """Refuse what is no phrase of the row, in a language of the commune, with a meaning that can be taught."""
    intent, topic = typed.means
    if typed.language not in commune.languages or (intent is None) == (topic is None):
        raise Refusal(TaughtNo.NO_MEANING)
    if intent is not None and intent not in TEACHABLE:
        raise Refusal(TaughtNo.NO_MEANING)
    words = fold(typed.phrase).split()
    if sum(map(len, words)) < SHORTEST:
        raise Refusal(TaughtNo.TOO_SHORT, count=SHORTEST)
    if len(words) > LONGEST or len(typed.phrase) > LONGEST_PHRASE:
        raise Refusal(TaughtNo.TOO_LONG, count=LONGEST)
    if not any(stands_in(" ".join(words), fold(part)) for part in MASKS.split(row.text)):
        raise Refusal(TaughtNo.NOT_SAID)


def _check_words(commune: Commune, typed: Typed) -> None:
    """Refuse words of votes, numbers, refusals, stopping and dangers, those said with anything, and known ones."""
    tongues = languages_for(commune, typed.language)
    if word := guarded_word(typed.phrase, tongues):
        raise Refusal(TaughtNo.GUARDED, words=word)
    lexicon, said = lexicon_of(tongues), fold(typed.phrase)
    tables = (lexicon.openers, lexicon.topics, lexicon.natures, lexicon.things, lexicon.called)
    if any(said in table for table in tables):
        raise Refusal(TaughtNo.CHANGES_KNOWN, words=typed.phrase)
    if is_small(typed.phrase, tongues) or is_yes_or_no(typed.phrase, Speech(tongues)):
        raise Refusal(TaughtNo.TOO_COMMON)
    if said in lexicon.alone:
        raise Refusal(TaughtNo.CHANGES_KNOWN, words=typed.phrase)


def _check_names(session: Session, commune: Commune, typed: Typed) -> None:
    """Refuse what names a project or a zone: a vote by name must stay one."""
    titles = session.scalars(select(Project.titles).where(Project.commune_id == commune.id))
    zones = session.scalars(select(Zone).where(Zone.commune_id == commune.id))
    names = [name for title in titles for name in title.values()]
    names += [name for zone in zones for name in all_names(zone.name, zone.names)]
    key = key_of(typed.phrase)
    if found := next((name for name in names if stands_in(key, key_of(str(name)))), None):
        raise Refusal(TaughtNo.NAMES_SOMETHING, words=str(found))


def _check_known(session: Session, commune: Commune, typed: Typed, taught: TaughtWords) -> None:
    """Refuse what would change the meaning of a message that is known, or that a word taught before explains."""
    then, key = _with(taught, typed), key_of(typed.phrase)
    known = known_messages(key, languages_for(commune, None), commune.country)
    rows = _holding(key, explained_unheard(session, commune.id))
    for language, text in (*known, *((row.language, row.text) for row in rows)):
        if _differs(text, languages_for(commune, language), taught, then):
            raise Refusal(TaughtNo.CHANGES_KNOWN, words=text)


def _explained(
    session: Session, commune: Commune, row: UnheardRow, typed: Typed, taught: TaughtWords
) -> list[UnheardRow]:
    then, rows = _with(taught, typed), _holding(key_of(typed.phrase), all_unheard(session, commune.id))
    likely = sorted(rows, key=lambda one: (one != row, -one.times, one.id))[:MOST_EXPLAINED]
    return [one for one in likely if _differs(one.text, languages_for(commune, one.language), taught, then)]


def _holding(key: str, rows: Iterable[UnheardRow]) -> list[UnheardRow]:
    return [row for row in rows if stands_in(key, key_of(row.text))]


def _with(taught: TaughtWords, typed: Typed) -> Mapping[tuple[str, str], Means]:
    return {**taught, (typed.language, key_of(typed.phrase)): typed.means}


def _differs(text: str, tongues: tuple[str, ...], before: TaughtWords, then: TaughtWords) -> bool:
    """Is a message understood otherwise?"""
    meaning = understand(text, tongues[0], tongues)
    was, becomes = (meaning_by_taught(meaning, Speech(tongues, taught=words)) for words in (before, then))
    return _told(was) != _told(becomes)


def _told(meaning: Understanding) -> tuple[object, ...]:
    return meaning.intent, meaning.topic, meaning.sure, None if meaning.sure else meaning.runner_up
