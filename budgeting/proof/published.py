"""Heads of a log that were published while its vote ran: what anybody kept of them, held against what came later."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgeting.log.entry import entry_bytes, head_bytes
from budgeting.log.tree import leaf_hash, root, verify_consistency
from budgeting.proof.verify import ENTRY, Bundle, Finding, is_signed

PUBLISHED_HEADS = "palabre-published-heads/1"
SHORTEST_ROOT = 32
"""Characters of a root that must be noted at least: of fewer, two logs could be made that begin alike."""
LARGEST_FILE = 16 << 20
IN_ADDRESS = re.compile(r"[?&]size=([0-9]{1,12})&root=([0-9a-f]{32,64})(?:&|$)")
ON_PAPER = re.compile(r"\s*([0-9]{1,12})[\s,;:]+([0-9a-f\s]{32,90})\s*", re.IGNORECASE)


class Unreadable(Exception):
    """What was given is no head anybody published."""


@dataclass(frozen=True, slots=True)
class NotedHead:
    """A head somebody kept: how many entries the log had, and its root or the beginning of it, in hexadecimal."""

    size: int
    root: str
    signature: str | None = None


def read_noted(given: str) -> tuple[NotedHead, ...]:
    """Return the heads of a saved file, or the one typed from paper ("1234 3fa4 …") or from the address in its square.

    Raises `Unreadable`.
    """
    if found := IN_ADDRESS.search(given) or ON_PAPER.fullmatch(given):
        noted = "".join(found[2].split()).lower()
        if SHORTEST_ROOT <= len(noted) <= 64:
            return (NotedHead(int(found[1]), noted),)
        raise Unreadable("a root has 64 characters; at least 32 of them are needed")
    return tuple(_noted(head) for head in read_file(Path(given))["heads"])


def read_file(path: Path) -> dict[str, Any]:
    """Return a saved file of published heads; raises `Unreadable`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable("the file is too large")
        paper = json.loads(path.read_text(encoding="utf-8"))
        for head in paper["heads"] if paper["kind"] == PUBLISHED_HEADS else [None]:
            _noted(head)
        return {**paper, "cycle": int(paper["cycle"]), "log_key": str(paper["log_key"])}
    except (OSError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise Unreadable(f"no published heads: {error!a:.100}") from error


def begins_with(bundle: Bundle, noted: Iterable[NotedHead]) -> Iterator[Finding]:
    """Hold noted heads against the log of a bundle: it must begin with each of them, to the letter."""
    cycle, key = bundle.facts["cycle"], bundle.facts["log_key"]
    entries = [
        one.groups() for line in bundle.members["log.csv"].decode().split("\n") if (one := ENTRY.fullmatch(line))
    ]
    leaves = [leaf_hash(entry_bytes(cycle, *entry)) for entry in entries]
    for head in noted:
        there = head.size <= len(leaves) and root(leaves[: head.size]).hex().startswith(head.root)
        yield there, f"the log does not begin with the head noted when it had {head.size} entries"
        if head.signature is not None:
            fits = is_signed(key, head_bytes(cycle, head.size, head.root), head.signature)
            yield fits, f"the head noted of {head.size} entries was not signed with the announced key"


def faults_of(paper: dict[str, Any], earlier: Iterable[NotedHead] = ()) -> Iterator[str]:
    """Yield what does not hold of a file of published heads, and of what somebody kept of them before.

    Each head is signed and leads on from the one before; what was published once must still be there.
    """
    heads, before = paper["heads"], None
    for head in heads:
        text = head_bytes(paper["cycle"], head["size"], head["root"])
        if not is_signed(paper["log_key"], text, head["signature"]):
            yield f"the head of {head['size']} entries is not signed with the key of this file"
        if before is not None and not _goes_on(before, head):
            yield f"the log of {head['size']} entries does not begin with that of {before['size']}"
        before = head
    for noted in earlier:
        if not any(head["size"] == noted.size and head["root"].startswith(noted.root) for head in heads):
            yield f"a head of {noted.size} entries was published and is no longer there"


def _goes_on(before: dict[str, Any], head: dict[str, Any]) -> bool:
    try:
        first, second = bytes.fromhex(before["root"]), bytes.fromhex(head["root"])
        proof = [bytes.fromhex(value) for value in head["proof"]]
    except ValueError:
        return False
    return before["size"] < head["size"] and verify_consistency(before["size"], head["size"], first, second, proof)


def _noted(head: Any) -> NotedHead:
    size, noted, signature = head["size"], head["root"], head["signature"]
    is_head = isinstance(size, int) and size >= 0 and isinstance(noted, str) and isinstance(signature, str)
    if not is_head or not re.fullmatch("[0-9a-f]{64}", noted) or not all(isinstance(one, str) for one in head["proof"]):
        raise ValueError("no head")
    return NotedHead(size, noted, signature)
