"""The bodies of calls: forms and JSON, read so that a stranger's bytes give `Unreadable` and nothing else."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from math import isfinite
from typing import Any
from urllib.parse import parse_qsl

from gateways.base import Call, Unreadable

MOST_FIELDS = 200
_LARGEST_WHOLE = 2**63 - 1  # what a database column holds
_FIRST_SECOND, _LAST_SECOND = 946_684_800, 4_102_444_800  # the years 2000 to 2100
_IDENTIFIER = re.compile(r"[!-~]{1,128}")


def read_pairs(call: Call) -> list[tuple[str, str]]:
    """Return the fields of a form in their order, repeats included: from the query of a GET, else from the body."""
    return _pairs_in(call.query if call.method == "GET" else call.body.decode("utf-8", "replace"))


def _pairs_in(raw: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError as error:  # too many fields
        raise Unreadable("too many fields") from error


def read_form(call: Call) -> dict[str, str]:
    """Return the fields of a form by name; a name said twice is refused: nobody should choose which one is heard."""
    return _by_name(read_pairs(call))


def read_query(call: Call) -> dict[str, str]:
    """Return the fields of the query by name, whatever the method; a name said twice is refused."""
    return _by_name(_pairs_in(call.query))


def _by_name(pairs: list[tuple[str, str]]) -> dict[str, str]:
    form = dict(pairs)
    if len(form) < len(pairs):
        raise Unreadable("a field is repeated")
    return form


def read_json(call: Call) -> dict[str, Any]:
    """Return the JSON object that the body is."""
    try:
        value = json.loads(call.body)
    except (ValueError, RecursionError) as error:  # bytes that are no text, huge numbers, deep nesting
        raise Unreadable("no JSON") from error
    if not isinstance(value, dict):
        raise Unreadable("no JSON object")
    return value


def object_of(value: object) -> dict[str, Any]:
    """Return the value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str:
    """Return the value if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def whole_of(value: object) -> int | None:
    """Return the value if it is a whole number that a database can hold."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST_WHOLE:
        return value
    return None


def degrees_of(value: object, limit: float) -> float | None:
    """Return the value if it is a number of degrees between -limit and limit."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Compared before `float()`: a JSON integer may be larger than any float.
    return float(value) if -limit <= value <= limit and isfinite(value) else None


def identifier_of(value: object) -> str:
    """Return a provider's id; raise `Unreadable` unless it is a printable ASCII string of 1 to 128 characters."""
    if isinstance(value, str) and _IDENTIFIER.fullmatch(value):
        return value
    raise Unreadable("no id")


def moment_of_seconds(value: object) -> datetime | None:
    """Return the moment of a Unix time in seconds, or None when it is none between 2000 and 2100."""
    seconds = whole_of(value)
    if seconds is None or not _FIRST_SECOND <= seconds <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def moment_of_text(value: object) -> datetime | None:
    """Return the moment of an ISO 8601 text with an offset, or None when it is none between 2000 and 2100."""
    try:
        moment = datetime.fromisoformat(text_of(value)[:64])
    except ValueError:
        return None
    if moment.tzinfo is None or not 2000 <= moment.year < 2100:
        return None
    return moment.astimezone(UTC)
