"""A file that came with a form, or was made for it: kept with what is written down, else thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from admin.desk import current_house
from services.uploads import Upload, discard_upload


@dataclass
class Held:
    """Whether what the file belongs to is written down."""

    is_kept: bool = False


@contextmanager
def held(upload: Upload | None) -> Iterator[Held]:
    """Hold a file until that is known; refused, or led elsewhere as sent twice, it is thrown away."""
    house = current_house()
    with until_kept(lambda: discard_upload(house, upload) if upload else None) as holding:
        yield holding


@contextmanager
def until_kept(throw_away: Callable[[], None]) -> Iterator[Held]:
    """Hold whatever is thrown away so."""
    holding = Held()
    try:
        yield holding
    finally:
        if not holding.is_kept:
            throw_away()
