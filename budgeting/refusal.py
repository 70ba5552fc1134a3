"""How every room says no."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Refusal(Exception):
    """A named reason to say no, with the values its sentence needs; translated only at the edge.

    Each room declares its own `StrEnum` of reasons. Values are words or whole numbers (money in minor units).
    """

    def __init__(self, reason: StrEnum, **values: str | int) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values: Mapping[str, str | int] = MappingProxyType(values)

    def __str__(self) -> str:
        return f"{self.reason.value} {dict(self.values)}"
