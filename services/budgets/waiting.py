"""Files between preview and acceptance: set aside in the folder of files, never in the database, gone after a day."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from budgeting.accounts.orders import Orders, order_as_json, order_from_json
from budgeting.refusal import Refusal
from services.budgets.reading_room import BESIDE
from services.budgets.reasons import BudgetReason
from services.house import House

FOLDER = "budgets-waiting"
FACTS = ".json"
KEPT = timedelta(days=1)
MAX_BYTES = 10 * 1024 * 1024
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that is looked at and not accepted yet: its key, its name, the year it was given, how to read it."""

    key: str
    name: str
    folder: Path
    year: int | None
    orders: Orders = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return (self.folder / self.key).read_bytes()


def put_aside(house: House, commune_id: int, name: str, content: bytes, year: int | None) -> Waiting:
    """Keep a file until it is accepted or dropped; its key is made of its content."""
    if not content:
        raise Refusal(BudgetReason.FILE_EMPTY)
    if len(content) > MAX_BYTES:
        raise Refusal(BudgetReason.FILE_TOO_LARGE, most=MAX_BYTES // 1024**2)
    waiting = Waiting(hashlib.sha256(content).hexdigest(), name[:200], _folder(house, commune_id), year)
    waiting.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_old(house, commune_id)
    _write(waiting.folder / waiting.key, content, house.clock().timestamp())
    note(house, waiting)
    return waiting


def note(house: House, waiting: Waiting) -> None:
    """Write down what is known of a file that waits."""
    orders = {str(number): order_as_json(order) for number, order in waiting.orders.items()}
    facts = {"name": waiting.name, "year": waiting.year, "orders": orders}
    _write(waiting.folder / f"{waiting.key}{FACTS}", json.dumps(facts).encode(), house.clock().timestamp())


def take(house: House, commune_id: int, key: str) -> Waiting:
    """Return a file of the commune that waits; `Refusal` for one that is gone, or a key that is none."""
    folder = _folder(house, commune_id)
    if not _KEY.fullmatch(key) or not (folder / key).exists():
        raise Refusal(BudgetReason.FILE_GONE)
    try:
        facts = json.loads((folder / f"{key}{FACTS}").read_bytes())
    except FileNotFoundError as error:
        raise Refusal(BudgetReason.FILE_GONE) from error
    orders = {int(number): order_from_json(order) for number, order in facts["orders"].items()}
    return Waiting(key, facts["name"], folder, facts["year"], orders)


def drop(house: House, commune_id: int, key: str) -> None:
    """Forget a file that waits, and what was read of it."""
    if _KEY.fullmatch(key):
        for end in ("", FACTS, *BESIDE):
            (_folder(house, commune_id) / f"{key}{end}").unlink(missing_ok=True)


def _folder(house: House, commune_id: int) -> Path:
    return house.files / FOLDER / str(int(commune_id))


def _clear_old(house: House, commune_id: int) -> None:
    oldest = (house.clock() - KEPT).timestamp()
    for path in _folder(house, commune_id).iterdir():
        if _KEY.fullmatch(path.name) and path.stat().st_mtime < oldest:
            drop(house, commune_id, path.name)


def _write(path: Path, content: bytes, now: float) -> None:
    # Written beside and renamed: a preview in another window never reads half a file.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.chmod(0o600)
    os.utime(unfinished, (now, now))
    unfinished.replace(path)
