"""Files between preview and acceptance: set aside in the folder of files, never in the database, gone after a day."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from budgeting.refusal import Refusal
from services.budgets.reasons import BudgetReason
from services.house import House

FOLDER = "budgets-waiting"
KEPT = timedelta(days=1)
MAX_BYTES = 10 * 1024 * 1024
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was looked at and not accepted yet: its key, its name, its bytes, the year it was given."""

    key: str
    name: str
    content: bytes
    year: int | None


def put_aside(house: House, commune_id: int, name: str, content: bytes, year: int | None) -> Waiting:
    """Keep a file until it is accepted or dropped; its key is made of the commune and the content."""
    if not content:
        raise Refusal(BudgetReason.FILE_EMPTY)
    if len(content) > MAX_BYTES:
        raise Refusal(BudgetReason.FILE_TOO_LARGE, most=MAX_BYTES // 1024**2)
    key = hashlib.sha256(content).hexdigest()
    folder = _folder(house, commune_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_old(house, folder)
    _write(folder / f"{key}.json", json.dumps({"name": name[:200], "year": year}).encode(), house.clock().timestamp())
    _write(folder / key, content, house.clock().timestamp())
    return Waiting(key, name[:200], content, year)


def take(house: House, commune_id: int, key: str) -> Waiting:
    """Return a file of the commune that waits; `Refusal` for one that is gone, or a key that is none."""
    if not _KEY.fullmatch(key):
        raise Refusal(BudgetReason.FILE_GONE)
    folder = _folder(house, commune_id)
    try:
        facts = json.loads((folder / f"{key}.json").read_bytes())
        return Waiting(key, facts["name"], (folder / key).read_bytes(), facts["year"])
    except FileNotFoundError as error:
        raise Refusal(BudgetReason.FILE_GONE) from error


def drop(house: House, commune_id: int, key: str) -> None:
    """Forget a file that waits."""
    if _KEY.fullmatch(key):
        for path in (_folder(house, commune_id) / key, _folder(house, commune_id) / f"{key}.json"):
            path.unlink(missing_ok=True)


def _folder(house: House, commune_id: int) -> Path:
    return house.files / FOLDER / str(int(commune_id))


def _clear_old(house: House, folder: Path) -> None:
    oldest = (house.clock() - KEPT).timestamp()
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes, now: float) -> None:
    # Written beside and renamed: a preview in another window never reads half a file.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.chmod(0o600)
    os.utime(unfinished, (now, now))
    unfinished.replace(path)
