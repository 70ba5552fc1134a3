"""What every use case is given: the writer, the clock, the secrets, the places of things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from services.clock import Clock
from services.keyring import Keyring
from services.unit_of_work import UnitOfWork
from services.vault import Vault


@dataclass(frozen=True, slots=True)
class House:
    """The things an installation has one of.

    `files` is the folder of uploads; `public_url` the address citizens and providers reach, without a slash at the end.
    """

    work: UnitOfWork
    clock: Clock
    vault: Vault
    keyring: Keyring
    files: Path
    public_url: str = ""
    is_demo: bool = False
