"""The bytes that are hashed and signed: a log's entries and its heads, as canonical JSON anyone can write again."""

from __future__ import annotations

import json

ENTRY = "palabre-log-entry/1"
HEAD = "palabre-log-head/1"


def entry_bytes(cycle: int, event: str, commitment: str, hour: str) -> bytes:
    """Return the text of one entry, to be hashed with `leaf_hash`; `hour` is an instant in ISO form, in UTC."""
    return _canonical({"kind": ENTRY, "cycle": cycle, "event": event, "commitment": commitment, "hour": hour})


def head_bytes(cycle: int, size: int, root: str) -> bytes:
    """Return the text of a head, to be signed: the root, in hexadecimal, of the first `size` entries of a cycle."""
    return _canonical({"kind": HEAD, "cycle": cycle, "size": size, "root": root})


def _canonical(record: dict[str, str | int]) -> bytes:
    return json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
