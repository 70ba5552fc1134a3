"""Hostile calls at the doors of gateways whose proof is a token in the address: recorded calls, twisted."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from gateways.registry import find_providers
from gateways.tokens import FIELD
from services.line_keeping import LineToKeep
from tests.gateways.recorded import Recorded, line_of, recorded
from tests.hostile import Sent, as_json, dicts_in, nasty_text, twist

PROVIDERS = ("africastalking", "africastalking_ussd", "infobip", "jasmin", "orange")
LINES = {key: line_of(key) for key in PROVIDERS}
TOKEN_LINES = [
    LineToKeep(
        key,
        "main",
        find_providers()[key].capabilities_of(line).channel,
        f"{line.address}{place}" if line.address.isdecimal() else line.address,
        dict(line.settings),
        dict(line.secrets),
    )
    for place, (key, line) in enumerate(LINES.items())
]
TOKEN_DOORS = [f"{key}/{kind}" for key in PROVIDERS for kind in ("inbound", "status")]
NAMES_IT = ("id", "messageId", "sessionId")
SAYS = ("text", "content", "message")
FORM = "application/x-www-form-urlencoded"
WRONG = ("", "x", "é" * 20, "x" * 900, "%00", "token")


def calls_with_the_token(door: str, count: int, seed: int = 1) -> Iterator[Sent]:
    """Yield calls at a door such as `jasmin/inbound` whose token is right and whose content is not."""
    chance = random.Random(f"{door} {seed}")
    key, kind = door.split("/")
    calls = [one for one in recorded(key) if one.call.method == "POST" and one.door == kind] or recorded(key)
    for number in range(count):
        yield _call(chance, chance.choice(calls), f"{_path(door)}?{urlencode({FIELD: _token(key)})}", number)


def calls_with_a_wrong_token(door: str, count: int, seed: int = 1) -> Iterator[Sent]:
    """Yield calls whose token is missing, wrong, cut short, or there twice."""
    chance = random.Random(f"forged {door} {seed}")
    good = _token(door.split("/")[0])
    for call in calls_with_the_token(door, count, seed):
        wrong = chance.choice([*WRONG, good[:-1], good + "=", good[::-1], good.upper()])
        queries = (urlencode({FIELD: wrong}), "", FIELD, urlencode([(FIELD, good), (FIELD, wrong)]))
        yield Sent(f"{_path(door)}?{chance.choice(queries)}", call.body, call.headers)


def _call(chance: random.Random, case: Recorded, path: str, number: int) -> Sent:
    content_type = case.call.headers.get("content-type", FORM)
    body = case.call.body
    if content_type == FORM:
        fields = twist(chance, _filled(chance, dict(parse_qsl(body.decode(), keep_blank_values=True)), number))
        pairs = [(name, str(value).encode("utf-8", "replace")) for name, value in fields.items()]
        pairs += pairs[:1] if chance.random() < 0.05 else []
        return Sent(path, urlencode(pairs).encode(), {"Content-Type": content_type})
    return Sent(
        path, as_json(chance, twist(chance, _filled(chance, json.loads(body), number))), dict(case.call.headers)
    )


def _filled(chance: random.Random, good: dict[str, Any], number: int) -> dict[str, Any]:
    """Give a recorded call an id of its own, and mostly another text."""
    for inside in _all_dicts(good):
        for name, value in inside.items():
            if name in NAMES_IT:
                inside[name] = f"{number}"
            elif name in SAYS and isinstance(value, str) and chance.random() < 0.8:
                inside[name] = nasty_text(chance)
    return good


def _all_dicts(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for child in value for found in _all_dicts(child)]
    if not isinstance(value, dict):
        return []
    return [
        *dicts_in(value),
        *(one for child in value.values() if isinstance(child, list) for one in _all_dicts(child)),
    ]


def _path(door: str) -> str:
    key, kind = door.split("/")
    return f"/webhooks/{key}/main/{kind}"


def _token(key: str) -> str:
    return LINES[key].secrets[FIELD]
