"""A commune's own words as every process has them in memory: read anew as soon as they have changed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.phrases import OwnWords
from models import Commune, OwnPhrase
from services.by_digest import ByDigest, digest_of_rows


def own_words_of(commune: Commune) -> OwnWords:
    """Return a commune's own words, by language and text; most communes have none, and nothing is read for them."""
    return _known.of(commune, commune.wording)


def read_words(session: Session, commune_id: int) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what a commune has in words of its own."""
    rows = session.execute(
        select(OwnPhrase.language, OwnPhrase.text, OwnPhrase.forms).where(OwnPhrase.commune_id == commune_id)
    )
    return {(language, text): tuple(forms) for language, text, forms in rows}


def note_change(session: Session, commune_id: int) -> None:
    """Write the digest of the words as they are now onto the commune, in the transaction that changes them."""
    session.flush()
    session.get_one(Commune, commune_id).wording = digest_of(read_words(session, commune_id))


def digest_of(words: OwnWords) -> str | None:
    """Return what tells some words from any others, None for none."""
    return digest_of_rows((*key, *forms) for key, forms in words.items())


_known = ByDigest(read_words, digest_of)
