"""The recorded cases of every provider: a call, and what must come of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, is_dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.messages import DeliveryReport, Inbound, Location, Note
from gateways.base import Call, LineView, Provider
from gateways.registry import find_providers

CASES = Path(__file__).parent / "cases"
PUBLIC_URL = "https://budget.example.org"


@dataclass(frozen=True)
class Recorded:
    """One case: a file of `cases/<provider>/`."""

    name: str
    provider: Provider
    line: LineView
    door: str
    call: Call
    data: dict[str, Any]

    def expected(self) -> list[Inbound]:
        return [_inbound(fields) for fields in self.data["expect"]]

    def expected_reports(self) -> list[DeliveryReport]:
        return [DeliveryReport(**fields) for fields in self.data["expect_status"]]


def line_of(provider: str, **changes: Any) -> LineView:
    data = json.loads((CASES / provider / "line.json").read_text("utf-8"))
    return LineView(provider=provider, key="line", public_url=PUBLIC_URL, **(data | changes))


def recorded(provider: str) -> list[Recorded]:
    files = sorted(path for path in (CASES / provider).glob("*.json") if path.name != "line.json")
    return [_recorded(provider, path.stem, json.loads(path.read_text("utf-8"))) for path in files]


def everything() -> list[Recorded]:
    return [case for key in sorted(find_providers()) for case in recorded(key)]


def _recorded(key: str, name: str, data: dict[str, Any]) -> Recorded:
    line = line_of(key)
    line = replace(line, settings={**line.settings, **data.get("settings", {})})
    provider = find_providers()[key]
    if "now" in data:  # a provider that looks at the time is a dataclass with a clock
        assert is_dataclass(provider) and not isinstance(provider, type)
        provider = replace(provider, clock=lambda: float(data["now"]))
    path = f"/webhooks/{key}/line/{data['door']}"
    body = bytes.fromhex(data["body_hex"]) if "body_hex" in data else data["body"].encode()
    call = Call(data["method"], path, data["query"], data["headers"], body)
    return Recorded(f"{key}/{name}", provider, line, data["door"], call, data)


def _inbound(fields: dict[str, Any]) -> Inbound:
    fields = dict(fields)
    if "event_at" in fields:
        fields["event_at"] = datetime.fromisoformat(fields["event_at"]).astimezone(UTC)
    if "location" in fields:
        fields["location"] = Location(**fields["location"])
    if "note" in fields:
        fields["note"] = Note(fields["note"])
    return Inbound(**fields)
