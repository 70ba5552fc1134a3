"""A commune's own words as every process has them in memory: read anew as soon as they have changed."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from bot.phrases import OwnWords
from models import Commune, OwnPhrase

REMEMBERED = 64
"""Communes whose words a process keeps: an installation serves some."""

_known: OrderedDict[str, OwnWords] = OrderedDict()
_lock = Lock()


def own_words_of(commune: Commune) -> OwnWords:
    """Return a commune's own words, by language and text; most communes have none, and nothing is read for them.

    The row of the commune, which every turn reads, bears a digest of the words: it says whether those in memory are
    still the right ones, in whichever process they were changed.
    """
    digest = commune.wording
    if digest is None:
        return {}
    with _lock:
        if digest in _known:
            _known.move_to_end(digest)
            return _known[digest]
    session = object_session(commune)
    words = read_words(session, commune.id) if session else {}
    with _lock:
        # Kept under the digest of what was read: on PostgreSQL it may be newer than the commune's row. No words have
        # none, and are those of no digest: they may have been taken back meanwhile, and come again.
        if found := digest_of(words):
            _known[found] = words
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return words


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
    content = json.dumps(sorted((*key, *forms) for key, forms in words.items()), ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:32] if words else None
