"""Copies of cycles' keys that outlive the keys: which of those in a folder should be gone by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models import Cycle
from services.database import open_database
from services.keyring import KeyMissing, Keyring

FILES = "cycle-*.key"


def ended_keys(session: Session) -> dict[str, str]:
    """Return the fingerprints of the keys that were destroyed, each with its cycle's title."""
    ended = select(Cycle).where(Cycle.key_destroyed_at.is_not(None), Cycle.key_fingerprint.is_not(None))
    return {cycle.key_fingerprint or "": cycle.title for cycle in session.scalars(ended)}


def ended_keys_at(database: str) -> dict[str, str]:
    """Return the same from a database in use; nothing where there is none, or it cannot be read."""
    address = make_url(database)
    if address.get_backend_name() == "sqlite" and not Path(str(address.database)).is_file():
        return {}  # opening it would make one
    engine = open_database(database)
    try:
        with Session(engine) as session:
            return ended_keys(session)
    except SQLAlchemyError:
        return {}
    finally:
        engine.dispose()


def outliving(folder: Path, ended: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield each key in the folder that was destroyed in the house, with its cycle's title."""
    keyring = Keyring(folder)
    for path in sorted(folder.glob(FILES)):
        try:
            key = keyring.load(int(path.stem.removeprefix("cycle-")))
        except (KeyMissing, ValueError):
            continue
        if key.fingerprint in ended:
            yield path, ended[key.fingerprint]


def left_over(keys: Path, folder: Path) -> list[Path]:
    """Return the copied keys in the folder that are not among the keys in use any more."""
    in_use = {path.name for path in keys.glob(FILES)}
    return sorted(path for path in folder.glob(FILES) if path.name not in in_use)
