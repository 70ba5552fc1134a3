"""A stranger's file: whatever it is, the answer is a line and 1 or 2, never a traceback, never much memory."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from budgeting.counting.canonical import canonical_json
from budgeting.proof import verify
from budgeting.proof.account import account, table
from budgeting.proof.members import verifier

MOST_MEMORY = 2 << 30
"""Bytes of address space a check of any file is given here."""
KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
FACTS: dict[str, Any] = {
    "kind": "palabre-bundle/1", "cycle": 1, "rules_hash": "", "log_key": KEY, "log": [0, ""], "seed": "",
    "voided": None, "members": {},
}  # fmt: skip
RULES: dict[str, Any] = {
    "kind": "palabre-rules/1", "cycle": 1, "log_key": KEY, "ballots_published_from": 1, "projects": [], "envelope": 1,
    "format": "approval", "max_choices": 3,
    "terms": {
        "kind": "palabre-terms/1", "rule": "greedy", "tie_break": ["order"], "minimum_votes": 1, "incompatible": [],
        "parameters": {},
    },
}  # fmt: skip
ELECTION: dict[str, Any] = {
    "kind": "palabre-election/1", "envelope": 1, "format": "approval", "projects": [], "ballots": []
}  # fmt: skip
OUTCOME: dict[str, Any] = {
    "kind": "palabre-outcome/1", "selected": [], "steps": [], "votes": {}, "scores": {}, "rule": "greedy", "cost": 0,
    "envelope": 1, "ties": [],
}  # fmt: skip
SHELL: dict[str, Any] = {
    "manifest.json": FACTS, "manifest.sig": "00" * 64, "rules.json": RULES, "election.json": ELECTION,
    "outcome.json": OUTCOME, "turnout.json": {"kind": "palabre-turnout/1", "voters": 0, "by_channel": {}},
    "heads.json": {"kind": "palabre-heads/1", "heads": []}, "log.csv": "event,commitment,hour\n",
}  # fmt: skip
HUGE = 10**29
ODD: list[Any] = [None, True, -1, HUGE, 1.5, "", "x", "\u202e", [], {}, [[]], {"a": 1}, [None], ["1", "1"]]


def zipped(members: dict[str, Any], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, value in members.items():
            text = (
                value
                if isinstance(value, str | bytes)
                else canonical_json(value)
                if _is_plain(value)
                else json.dumps(value)
            )
            archive.writestr(name, text)
    return buffer.getvalue()


def _is_plain(value: object) -> bool:
    return "1.5" not in json.dumps(value)


def checked(data: bytes, tmp_path: Path, capsys: Any) -> tuple[int, str]:
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)
    status = verify.main([str(path), "--receipt", "K7Q-2M9-XX4"], account, table)
    return status, capsys.readouterr().out


def test_what_is_no_zip_file_cannot_be_read(tmp_path: Path, capsys: Any) -> None:
    whole = zipped(SHELL)
    for data in (
        b"",
        b"PK",
        b"hello" * 999,
        whole[:-30],
        whole[: len(whole) // 2],
        b"PK\x05\x06" + bytes(18),
        zipped({}),
    ):
        assert checked(data, tmp_path, capsys)[0] == 2


def test_bytes_that_belong_to_no_member_are_refused(tmp_path: Path, capsys: Any) -> None:
    whole = (Path(__file__).parent / "palabre-bundle-1.zip").read_bytes()
    assert checked(whole, tmp_path, capsys)[0] != 2
    at = whole.index(b"PK\1\2")
    between = bytearray(whole[:at] + b"more" + whole[at:])
    between[-6:-2] = (at + 4).to_bytes(4, "little")  # the list of members begins later, and says so
    remarked = whole[:-2] + b"\4\0more"
    for data in (b"#!/bin/sh\n" + whole, whole + b"\n", whole + whole, remarked, bytes(between)):
        status, told = checked(data, tmp_path, capsys)
        assert status == 2 and "it holds bytes before, between or behind its members" in told
        assert zipfile.is_zipfile(tmp_path / "bundle.zip")


@pytest.mark.parametrize("place", ["/", "/dev/null", "nowhere.zip", "/dev/zero"])
def test_what_is_no_file_cannot_be_read(place: str, capsys: Any) -> None:
    assert verify.main([place]) == 2
    assert capsys.readouterr().out.startswith("This is no bundle that can be read: ")


def test_a_shell_of_a_bundle_is_read_and_refused(tmp_path: Path, capsys: Any) -> None:
    status, told = checked(zipped(SHELL), tmp_path, capsys)
    assert status == 1 and "manifest.json is not what was signed" in told


@pytest.mark.parametrize("name", list(SHELL))
def test_a_member_that_is_missing_or_no_text_is_named(name: str, tmp_path: Path, capsys: Any) -> None:
    without = {other: value for other, value in SHELL.items() if other != name}
    for members in (without, {**SHELL, name: b"\xff\xfe\x00"}, {**SHELL, name: b""}, {**SHELL, name: "[" * 100_000}):
        status, told = checked(zipped(members), tmp_path, capsys)
        assert status == (2 if name == "manifest.json" else 1) and told.strip()


def odd_papers() -> Iterator[dict[str, Any]]:
    """Every value of every paper, each time something else in its place."""
    for name in ("manifest.json", "rules.json", "election.json", "outcome.json", "turnout.json", "heads.json"):
        for key in SHELL[name]:
            for value in ODD:
                yield {**SHELL, name: {**SHELL[name], key: value}}
    for key in RULES["terms"]:
        for value in ODD:
            yield {**SHELL, "rules.json": {**RULES, "terms": {**RULES["terms"], key: value}}}


def test_an_odd_value_anywhere_is_refused_without_a_traceback(tmp_path: Path, capsys: Any) -> None:
    for members in odd_papers():
        assert checked(zipped(members, zipfile.ZIP_STORED), tmp_path, capsys)[0] in (1, 2)


@pytest.mark.parametrize("rule", ["greedy", "greedy_per_cost", "phragmen", "equal_shares"])
def test_numbers_beyond_any_vote_are_refused(rule: str, tmp_path: Path, capsys: Any) -> None:
    projects = [{"id": "1", "cost": HUGE, "order": 1}, {"id": "2", "cost": 1, "order": 1}]
    ballots = [{"choices": ["1"], "weight": HUGE}, {"choices": ["2"], "weight": -HUGE}, {"choices": ["9"], "weight": 1}]
    election = {**ELECTION, "envelope": HUGE, "projects": projects, "ballots": ballots}
    rules = {**RULES, "terms": {**RULES["terms"], "rule": rule}}
    members = {**SHELL, "election.json": election, "rules.json": rules, "votes.pb": f"META\nkey;value\nbudget;{HUGE}\n"}
    assert checked(zipped(members), tmp_path, capsys)[0] == 1


def hostile_files() -> Iterator[tuple[str, bytes]]:
    yield "a bomb", zipped({**SHELL, "log.csv": bytes(600 << 20)})
    yield "many members", zipped({f"{number}": b"" for number in range(70_000)}, zipfile.ZIP_STORED)
    yield "a way out", zipped({**SHELL, "../../verify.py": verifier(), "/etc/passwd": b""})
    yield "digits", zipped({**SHELL, "rules.json": '{"kind":"palabre-rules/1","n":' + "9" * 9_000_000 + "}"})
    yield "parts", zipped({**SHELL, "rules.json": b'{"kind":"palabre-rules/1","n":[' + b"[]," * 40_000_000 + b"0]}"})
    yield "a lie", _lying(zipped({**SHELL, "log.csv": bytes(300 << 20)}), 300 << 20)
    yield "bzip2", zipped(SHELL, zipfile.ZIP_BZIP2)
    yield "two of one name", _doubled()


def _lying(data: bytes, size: int) -> bytes:
    """Say in the directory and in the header that a member is small."""
    return data.replace(size.to_bytes(4, "little"), (20).to_bytes(4, "little"))


def _doubled() -> bytes:
    return zipped({**SHELL, "rules.jsom": b"{}"}).replace(b"rules.jsom", b"rules.json")


def test_hostile_files_take_little_memory_and_get_a_line(tmp_path: Path) -> None:
    copy = tmp_path / "verify.py"
    copy.write_bytes(verifier())
    for name, data in hostile_files():
        path = tmp_path / "bundle.zip"
        path.write_bytes(data)
        told = subprocess.run(
            [sys.executable, "-I", str(copy), str(path)],
            capture_output=True,
            text=True,
            timeout=120,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)),
        )
        assert told.returncode in (1, 2) and told.stdout.strip() and not told.stderr, (name, told.stderr[-500:])


def test_what_is_told_of_a_stranger_s_words_is_plain(tmp_path: Path, capsys: Any) -> None:
    words = "\x1b[2J\u202e\nAll of it holds.\n"
    members = {**SHELL, "manifest.json": {**FACTS, "rules_hash": words, "voided": words}, words: b""}
    _, told = checked(zipped(members), tmp_path, capsys)
    assert told.isascii() and "\x1b" not in told and "\nAll of it holds." not in told
