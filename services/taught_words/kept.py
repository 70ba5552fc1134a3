"""A commune's taught words as every process has them in memory: read anew as soon as they have changed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.understanding.intents import Intent, Topic
from bot.understanding.taught import Means, TaughtWords
from models import Commune, TaughtWord
from services.by_digest import ByDigest, digest_of_rows


def taught_words_of(commune: Commune) -> TaughtWords:
    """Return what a commune's taught words mean; most communes have none, and nothing is read for them."""
    return _known.of(commune, commune.teaching)


def read_taught(session: Session, commune_id: int) -> dict[tuple[str, str], Means]:
    """Return what a commune has taught, as it stands now."""
    rows = session.scalars(select(TaughtWord).where(TaughtWord.commune_id == commune_id))
    return {(row.language, row.key): means_of(row) for row in rows}


def means_of(row: TaughtWord) -> Means:
    """Return what a taught word means."""
    return Means(Intent(row.intent) if row.intent else None, Topic(row.topic) if row.topic else None)


def note_change(session: Session, commune_id: int) -> None:
    """Write the digest of the words as they are now onto the commune, in the transaction that changes them."""
    session.flush()
    session.get_one(Commune, commune_id).teaching = digest_of(read_taught(session, commune_id))


def digest_of(words: TaughtWords) -> str | None:
    """Return what tells some taught words from any others, None for none."""
    return digest_of_rows((*key, str(means.intent), str(means.topic)) for key, means in words.items())


_known = ByDigest(read_taught, digest_of)
