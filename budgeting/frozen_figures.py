"""Frozen figures as anybody may check them: one text, its hash, its signature; standard library alone.

Figures are whole thousandths of their unit, shares in percent, money in the smallest coin: nothing is rounded twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from budgeting.counting.canonical import canonical_json
from budgeting.proof.verify import is_signed
from budgeting.proof.withholding import LEAST_GROUP

KIND = "palabre-indicators/1"
LARGEST_FILE = 16 << 20
PARTS = ("figures", "sha256", "signature", "public_key")
PERCENT = 100_000
"""A hundred percent in thousandths."""


class UnreadableFigures(Exception):
    """What was given is no file of frozen figures."""


def write_file(content: str, sha256: str, signature: str, public_key: str) -> str:
    """Return the file that is published of a signed text: the text itself, its hash, its signature, the key."""
    return canonical_json(
        {"figures": json.loads(content), "sha256": sha256, "signature": signature, "public_key": public_key}
    )


def read_file(path: Path) -> dict[str, Any]:
    """Return a file of frozen figures; raises `UnreadableFigures`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFigures("the file is too large")
        found = json.loads(path.read_text(encoding="utf-8"))
        figures = found["figures"]
        if figures["kind"] != KIND or not all(isinstance(found[name], str) for name in PARTS[1:]):
            raise ValueError(f"it is none of the kind {KIND}")
        for one in figures["indicators"]:
            _shape(one)
        canonical_json(figures)
    except (OSError, LookupError, RecursionError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableFigures(f"no frozen figures: {error!a:.100}") from error
    return dict(found)


def faults_of(file: Mapping[str, Any], key: str | None = None) -> Iterator[str]:
    """Yield what does not hold of a file: its hash, its signature, its shares, what it should not tell.

    `key` is the public key the installation announces, where the reader knows it.
    """
    figures = file["figures"]
    text = canonical_json(figures).encode()
    if hashlib.sha256(text).hexdigest() != file["sha256"]:
        yield "the figures are not those whose fingerprint stands in the file"
    if not is_signed(file["public_key"], text, file["signature"]):
        yield "the figures are not signed with the key of this file"
    if key is not None and "".join(key.split()).lower() != file["public_key"]:
        yield "the key of this file is not the one given"
    if str(figures["first"]) > str(figures["last"]) or str(figures["frozen_at"])[:10] < str(figures["last"]):
        yield "it was frozen before its period was over"
    for one in figures["indicators"]:
        yield from _faults_of_one(one)


def _faults_of_one(one: Mapping[str, Any]) -> Iterator[str]:
    name, whole = one["key"], one["whole"]
    if one["kind"] == "share" and one["value"] is not None:
        expected = (2 * one["part"] * PERCENT + whole) // (2 * whole) if whole > 0 else None
        if expected != one["value"]:
            yield f"{name}: the share is not what it says is divided"
    if one["kind"] == "count" and one["value"] not in (None, 1000 * (one["records"] or 0)):
        yield f"{name}: the figure is not the number of its records"
    for by, groups in one["groups"].items():
        if sum(group["records"] for group in groups) != one["records"]:
            yield f"{name}: the groups by {by} do not make up the whole"
        if any(group["records"] < LEAST_GROUP for group in groups):
            yield f"{name}: a group by {by} is smaller than may be told"


def _shape(one: Mapping[str, Any]) -> None:
    numbers = [one[name] for name in ("value", "records", "part", "whole", "target")]
    groups = [group["records"] for groups in one["groups"].values() for group in groups]
    if not all(number is None or type(number) is int for number in numbers) or not all(type(n) is int for n in groups):
        raise ValueError("a figure is no whole number")
    if one["kind"] == "share" and one["value"] is not None and None in (one["part"], one["whole"]):
        raise ValueError("a share does not say what is divided")
