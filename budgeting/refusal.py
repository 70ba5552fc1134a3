"""How every room says no."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Refusal(Exception):
    """A named reason to say no, with the values its sentence needs; translated only at the edge.

    Each room declares its own `StrEnum` of reasons, whose values are unique in the house. Values are words or whole
    numbers (money in minor units).
    """

    def __init__(self, reason: StrEnum | str, **values: str | int) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values: Mapping[str, str | int] = MappingProxyType(values)

    def __str__(self) -> str:
        return f"{self.reason!s} {dict(self.values)}"

    def as_record(self) -> dict[str, Any]:
        """Return the refusal as JSON types."""
        return {"reason": str(self.reason), "values": dict(self.values)}

    @staticmethod
    def from_record(record: Mapping[str, Any]) -> Refusal:
        """Return the refusal that `as_record` wrote; its reason equals the enum's member of that value."""
        return Refusal(record["reason"], **record["values"])
