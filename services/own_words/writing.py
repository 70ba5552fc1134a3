"""Putting a commune's own words in place, taking them back, handing them to a translator; changes are in the trail."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from locales.catalogue import CITIZEN
from locales.extract import forms_of, read_catalogue, written
from locales.words import languages
from models import OwnPhrase
from models.cycle import CycleState
from services.audit import record
from services.cycles.phases import open_cycle
from services.house import House
from services.numbering import hold
from services.own_words.kept import note_change, read_words
from services.own_words.reasons import WordsNo
from services.own_words.texts import SaidText, find_text
from services.own_words.trial import Trial, try_words


def keep_words(
    session: Session,
    house: House,
    commune_id: int,
    language: str,
    key: str,
    forms: Sequence[str],
    *,
    accepts_price: bool,
    staff_id: int | None,
) -> Trial:
    """Say a text in a commune's own words from now on; with `accepts_price` they may cost more than the house's."""
    hold(session, f"words-{commune_id}")  # the digest on the commune is that of every word, others' changes too
    _check_no_vote(session, house, commune_id)
    text = _get(session, commune_id, language, key)
    if text.is_fixed:
        raise Refusal(WordsNo.FIXED)
    forms = [form.strip() for form in forms]
    trial = try_words(text, language, forms)
    if trial.is_dearer and not accepts_price:
        raise Refusal(WordsNo.DEARER, count=trial.segments, before=trial.before)
    row = _row(session, commune_id, language, text.text)
    if row is None:
        row = OwnPhrase(commune_id=commune_id, language=language, text=text.text)
        session.add(row)
    row.forms, row.changed_at, row.staff_id = list(forms), house.clock(), staff_id
    note_change(session, commune_id)
    _note(session, house, commune_id, "words_changed", language, text, forms, staff_id)
    return trial


def take_back(
    session: Session, house: House, commune_id: int, language: str, key: str, *, staff_id: int | None
) -> None:
    """Say a text in the house's words again."""
    hold(session, f"words-{commune_id}")
    _check_no_vote(session, house, commune_id)
    text = _get(session, commune_id, language, key)
    row = _row(session, commune_id, language, text.text)
    if row is None:
        raise Refusal(WordsNo.NONE_OF_ITS_OWN)
    session.delete(row)
    note_change(session, commune_id)
    _note(session, house, commune_id, "words_taken_back", language, text, text.house or text.english, staff_id)


def export_words(session: Session, commune_id: int, language: str) -> bytes:
    """Return the texts of a language as a PO file, the commune's own words in place of the house's."""
    if language not in languages():
        raise Refusal(WordsNo.UNKNOWN_LANGUAGE)
    own, catalogue = read_words(session, commune_id), read_catalogue(language, CITIZEN)
    for message in catalogue:
        forms = own.get((language, forms_of(message.id)[0])) if message.id else None
        if forms:
            message.string = forms if message.pluralizable else forms[0]
    return written(catalogue, language)


def are_words_held(session: Session, house: House, commune_id: int) -> bool:
    """Do people vote? Whoever changed the words of a choice then would change what it records."""
    return open_cycle(session, commune_id, PhaseKind.VOTE, house.clock(), (CycleState.APPROVED,)) is not None


def _check_no_vote(session: Session, house: House, commune_id: int) -> None:
    if are_words_held(session, house, commune_id):
        raise Refusal(WordsNo.VOTE_OPEN)


def _get(session: Session, commune_id: int, language: str, key: str) -> SaidText:
    if language not in languages():
        raise Refusal(WordsNo.UNKNOWN_LANGUAGE)
    text = find_text(language, read_words(session, commune_id), key)
    if text is None:
        raise Refusal(WordsNo.UNKNOWN_TEXT)
    return text


def _row(session: Session, commune_id: int, language: str, text: str) -> OwnPhrase | None:
    same = (OwnPhrase.commune_id == commune_id, OwnPhrase.language == language, OwnPhrase.text == text)
    return session.scalars(select(OwnPhrase).where(*same)).one_or_none()


def _note(
    session: Session,
    house: House,
    commune_id: int,
    act: str,
    language: str,
    text: SaidText,
    now: Sequence[str],
    staff_id: int | None,
) -> None:
    """Write what was said before and what is said now: public words, which nothing else keeps."""
    before = text.own or text.house or text.english
    record(
        session,
        house,
        act=act,
        subject="words",
        subject_id=text.key,
        details={"language": language, "said_before": list(before), "said_now": list(now)},
        staff_id=staff_id,
        commune_id=commune_id,
    )
