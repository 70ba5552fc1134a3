#!/usr/bin/env python3
"""Checks the published bundle of a vote: python3 verify.py BUNDLE.zip [--receipt CODE] [--rules FINGERPRINT]

Ends with 0 where all holds, with 1 and a line for each fault where not, with 2 where the file cannot be read. Python
3.11 or newer, nothing else; it writes no file and connects nowhere. It counts again, exactly and slowly, by greedy and
greedy_per_cost (Talmon, Faliszewski 2019) and by phragmen (Los, Christoff, Grossi 2022). Left to `palabre verify`:
equal_shares, ballots with points or ranks, the reasons of what was not chosen, and the table votes.pb.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

Paper = dict[str, Any]
Point = tuple[int, int]
MOST_BYTES, MOST_MEMBERS, MOST_PARTS = 128 << 20, 64, 4_000_000
ENTRY = re.compile(r"(cast|replaced|voided),([0-9a-f]{64}),(\d{4}-\d\d-\d\dT\d\d:00:00\+00:00)")
TITLES, ALPHABET, FROZEN = "event,commitment,hour", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", {"cost", "order", "pot"}
BAD = (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
BROKEN = (*BAD, EOFError, NotImplementedError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error)
Finding = tuple[object, str]  # whether something holds, and what is to be said where it does not
Check = Callable[["Bundle"], Iterable[Finding]]


def open_bundle(path: Path) -> dict[str, bytes]:
    """Return the members of a bundle by name, unpacked in memory only; raises one of `BROKEN`."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES or path.read_bytes().count(b"PK\1\2") > MOST_MEMBERS:
        raise ValueError("there is no such file, or it is too large")
    with zipfile.ZipFile(path) as archive:
        found = archive.infolist()
        odd = {one.compress_type for one in found} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if odd or sum(one.file_size for one in found) > 4 * MOST_BYTES or len({*archive.namelist()}) < len(found):
            raise ValueError("it unpacks to too much, holds two members of one name, or is packed in an unknown way")
        # A header that lies about the size is not believed: no more is unpacked than it says.
        return {one.filename: archive.open(one).read(one.file_size + 1) for one in found}


def sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def canonical(paper: object) -> bytes:
    return json.dumps(paper, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def read(data: bytes, *kinds: str) -> Paper:
    if data.count(b"[") + data.count(b"{") > MOST_PARTS:
        raise ValueError("it has too many parts")
    paper = json.loads(data.decode(), parse_float=str, parse_constant=str)
    if not isinstance(paper, dict) or paper.get("kind") not in kinds or canonical(paper) != data:
        raise ValueError(f"there is no {kinds[0]} in canonical form")
    return paper


# --- Ed25519: RFC 8032, section 5.1 ---
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, TURN = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)


def plus(a: Point, b: Point) -> Point:
    bend = D * a[0] * b[0] * a[1] * b[1]
    x, y = a[0] * b[1] + a[1] * b[0], a[1] * b[1] + a[0] * b[0]
    return x * pow(1 + bend, -1, P) % P, y * pow(1 - bend, -1, P) % P


def times(scalar: int, point: Point) -> Point:
    rest = times(scalar >> 1, plus(point, point)) if scalar else (0, 1)
    return plus(rest, point) if scalar & 1 else rest


def point_at(data: bytes) -> Point:
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * TURN % P
    if len(data) != 32 or y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    return x if x & 1 == sign else P - x, y


BASE = point_at((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


@lru_cache(maxsize=4096)
def is_signed(key: str, text: bytes, signature: str) -> bool:
    try:
        public, signed = bytes.fromhex(key), bytes.fromhex(signature)
        a, r, s = point_at(public), point_at(signed[:32]), int.from_bytes(signed[32:], "little")
    except ValueError:
        return False
    challenge = int.from_bytes(hashlib.sha512(signed[:32] + public + text).digest(), "little") % ORDER
    return s < ORDER and len(signed) == 64 and times(s, BASE) == plus(r, times(challenge, a))


def root_of(leaves: list[bytes]) -> bytes:
    while len(leaves) > 1:  # an odd one out moves up unhashed
        nodes = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(leaves[::2], leaves[1::2], strict=False)]
        leaves = nodes + leaves[2 * len(nodes) :]
    return leaves[0] if leaves else hashlib.sha256().digest()


def commitment_of(code: str, cycle: object) -> str:
    """Return what stands for a receipt in the log; nothing where a character is wrong or missing."""
    signs = unicodedata.normalize("NFKC", code[:64]).upper().translate(str.maketrans("OIL", "011"))
    digits = [ALPHABET.find(str(unicodedata.decimal(sign, sign))) for sign in signs if sign.isalnum()]
    check = 0
    for digit in digits[:-1]:
        check = (check ^ digit) << 1
        check ^= 0b100101 if check & 32 else 0
    if len(digits) != 9 or min(digits) < 0 or check != digits[-1]:
        return ""
    code, salt = "".join(ALPHABET[digit] for digit in digits), f"palabre cycle {cycle}".encode()
    return sha256(b"palabre-receipt/1", len(salt).to_bytes(8), salt, f"{code[:3]}-{code[3:6]}-{code[6:]}".encode())


class Count:
    """A pot counted again; each rule returns the winners in their order, level projects in the announced one."""

    def __init__(self, election: Paper, terms: Paper, seed: str, pot: str, money: int) -> None:
        projects = sorted(election["projects"], key=lambda one: one["order"])
        self.costs = {one["id"]: one["cost"] for one in projects if one.get("pot", "") == pot}
        self.envelope, self.terms, self.seed = int(money), terms, seed
        self.ballots = [(one["weight"], frozenset(one["choices"])) for one in election.get("ballots", [])]
        self.votes = {one["id"]: 0 for one in election["projects"]} | election.get("votes", {})  # over all pots
        named = ((name, weight) for weight, choices in self.ballots for name in choices)
        for name, weight in (*named, *election.get("hands", {}).items()):
            self.votes[name] += weight
        self.standing = [name for name in self.costs if self.votes[name] >= max(1, terms["minimum_votes"])]

    def in_order(self, level: list[str]) -> list[str]:
        begun, ways = f"palabre-draw/1\n{len(self.seed)}\n{self.seed}\n", dict[str, Callable[[str], Any]]()
        ways |= {"more_votes": lambda name: -self.votes[name], "draw": lambda name: sha256((begun + name).encode())}
        ways |= {"order": list(self.costs).index, "lower_cost": self.costs.__getitem__, "id": str}
        return sorted(level, key=lambda name: [ways[way](name) for way in self.terms["tie_break"]])

    def open(self, taken: list[str]) -> list[str]:
        barred = {*taken, *(one for pair in self.terms["incompatible"] if {*pair} & {*taken} for one in pair)}
        return [name for name in self.standing if name not in barred]

    def left(self, taken: list[str]) -> int:
        return self.envelope - sum(int(self.costs[name]) for name in taken)

    def greedy(self) -> list[str]:
        taken, power = list[str](), int(self.terms["rule"] == "greedy_per_cost")
        worth = {name: Fraction(self.votes[name], self.costs[name] ** power) for name in self.standing}
        for name in sorted(self.in_order(self.standing), key=lambda one: -worth[one]):
            taken += [name] if self.costs[name] <= self.left(taken) and name in self.open(taken) else []
        return taken

    def phragmen(self) -> list[str]:
        taken, load = list[str](), [Fraction(0)] * len(self.ballots)
        while there := [name for name in self.open(taken) if self.costs[name] <= self.envelope]:
            loads = {name: Fraction(self.costs[name], self.votes[name]) for name in there}
            for mine, (weight, choices) in zip(load, self.ballots, strict=True):
                for name in choices & loads.keys() if mine else ():
                    loads[name] += weight * mine / self.votes[name]
            level = [name for name in there if loads[name] == min(loads.values())]
            if max(self.costs[name] for name in level) > self.left(taken):
                break
            taken, heads = [*taken, self.in_order(level)[0]], zip(load, self.ballots, strict=True)
            load = [loads[taken[-1]] if taken[-1] in choices else mine for mine, (_, choices) in heads]
        return taken


class Bundle:
    """What a bundle claims, held against all the rest of it."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self.members, self.facts, self.is_counted = members, read(members["manifest.json"], "palabre-bundle/1"), False
        self.standing: Counter[str] = Counter()

    def paper(self, name: str) -> Paper:
        return read(self.members[f"{name}.json"], *(f"palabre-{name}/{one}" for one in "123"))

    def faults(self, *more: Check) -> Iterable[str]:
        for check in (Bundle.seal, Bundle.log, Bundle.count, *more):
            try:
                yield from (fault for holds, fault in check(self) if not holds)
            except BAD as error:
                yield f"{check.__name__}: something is missing or malformed: {error!a:.150}"

    def seal(self) -> Iterable[Finding]:
        members, facts, listed = self.members, self.facts, self.facts["members"]
        signature = members["manifest.sig"].decode()
        yield is_signed(facts["log_key"], members["manifest.json"], signature), "manifest.json is not what was signed"
        for name in sorted({*listed, *members} - {"manifest.json", "manifest.sig"}):
            fits = name in members and sha256(members[name]) == listed.get(name)
            yield fits, f"{name!a:.80} is missing, or is not what manifest.json says"
        rules = self.paper("rules")
        yield sha256(members["rules.json"]) == facts["rules_hash"], "rules.json is not what was frozen"
        yield (rules["log_key"], rules["cycle"]) == (facts["log_key"], facts["cycle"]), "another key, or another vote"

    def log(self) -> Iterable[Finding]:
        cycle, key = self.facts["cycle"], self.facts["log_key"]
        titles, *lines, end = self.members["log.csv"].decode().split("\n")
        found = [one.groups() for line in lines if (one := ENTRY.fullmatch(line))]
        yield (titles, len(found), end) == (TITLES, len(lines), ""), "log.csv: not every line is an entry"
        about = {"kind": "palabre-log-entry/1", "cycle": cycle}
        texts = [canonical({**about, "event": event, "commitment": one, "hour": hour}) for event, one, hour in found]
        leaves = [hashlib.sha256(b"\0" + text).digest() for text in texts]
        heads = self.paper("heads")["heads"]
        sizes = [0, *(head["size"] for head in heads)]
        yield sizes == sorted({*sizes}) and sizes[-1] == len(leaves), "heads.json does not lead to the whole log"
        for head in heads:
            text = canonical({"kind": "palabre-log-head/1", "cycle": cycle, "size": head["size"], "root": head["root"]})
            fits = head["root"] == root_of(leaves[: head["size"]]).hex() and is_signed(key, text, head["signature"])
            yield fits, f"the log is not what was signed when it had {head['size']} entries"
        yield self.facts["log"] == [len(leaves), root_of(leaves).hex()], "the log is not the one of manifest.json"
        for event, commitment, _ in found:
            self.standing[commitment] += 1 if event == "cast" else -1
        yield len({*found}) == len(found) and {*self.standing.values()} <= {0, 1}, "a receipt stands twice in the log"

    def count(self) -> Iterable[Finding]:
        rules, turnout, outcome = self.paper("rules"), self.paper("turnout"), self.paper("outcome")
        election = self.paper("election" if "election.json" in self.members else "totals")
        ballots, envelopes, terms = election.get("ballots", []), election.get("envelopes", {}), rules["terms"]
        cast = election.get("cast", sum(ballot["weight"] for ballot in ballots))
        frozen = [{"id": str(p["number"])} | {key: p[key] for key in FROZEN & p.keys()} for p in rules["projects"]]
        fits = sorted(election["projects"], key=canonical) == sorted(frozen, key=canonical)
        fits = fits and all(election.get(one) == rules.get(one) for one in ("envelope", "envelopes", "format"))
        yield fits, "the projects, their costs or the money are not those of rules.json"
        yield ballots == sorted(ballots, key=lambda one: (one["choices"], one.get("points", []))), "ballots not sorted"
        for choices in [ballot["choices"] if ballot["weight"] > 0 else "??" for ballot in ballots]:
            yield len({*choices}) == len(choices) <= rules["max_choices"], "a ballot is none: its choices or its weight"
        there = {"ballots": cast, "voters": turnout["voters"], "standing receipts": self.standing.total()}
        yield len({*there.values()}) == 1, f"the numbers do not agree: {there}"
        yield sum(turnout["by_channel"].values()) in (0, cast), "turnout.json does not add up"
        raised = Counter[str]()
        for meeting in self.paper("hands")["meetings"] if "hands.json" in self.members else ():
            raised.update(meeting["hands"])
        hands = (election.get("hands", {}), election["kind"][-1:])
        yield hands == (raised, "3" if envelopes else "2" if raised else "1"), "other hands than in hands.json"
        rule, plain = terms["rule"], election["format"] in ("approval", "knapsack")
        self.is_counted = plain and rule in ("greedy", "greedy_per_cost", "" if "cast" in election else "phragmen")
        won, pots, over = list[tuple[str, int]](), list[Paper](), 0
        for pot, money in [*sorted(envelopes.items()), ("", election["envelope"])]:
            again = Count(election, terms, self.facts["seed"], pot, money if pot else money + over)
            selected = [name for name in outcome["selected"] if name in again.costs]
            recount = again.phragmen if rule == "phragmen" else again.greedy
            winners, left = recount() if self.is_counted else selected, again.left(selected)
            yield selected == winners and left >= 0, f"counted again, the winners are {winners!a:.200}"
            won += [(name, again.left(selected[:place])) for place, name in enumerate(selected)]
            pots += [{"pot": pot, "envelope": again.envelope, "cost": again.envelope - left}]
            over += left if terms.get("leftovers") == "to_commune" else 0
        yield not plain or outcome["votes"] == outcome["scores"] == again.votes, "outcome.json: other votes"
        own = sorted((again.votes[str(p["number"])], p.get("zone") or p.get("pot", "")) for p in rules["projects"])
        zones = {zone: most for most, zone in own if rules.get("own_zone_only") and zone and most}
        told = {min([cast, *zones.values()]) < rules["ballots_published_from"], "cast" in election}
        yield told == {".pb" not in "".join(self.members)}, "ballots are published, or not, otherwise than announced"
        steps = [(step["project"], step["left"]) for step in outcome["steps"] if step["verdict"] == "won"]
        yield steps == won and [name for name, _ in won] == outcome["selected"], "outcome.json: the steps are others"
        yield sorted(step["project"] for step in outcome["steps"]) == sorted(again.votes), "outcome.json: other steps"
        money, spent = sum(envelopes.values(), election["envelope"]), sum(one["cost"] for one in pots)
        claimed = [outcome.get(one) for one in ("rule", "envelope", "cost", "pots")]
        yield claimed == [rule, money, spent, pots if envelopes else None], "outcome.json: other rule or money"


def main(arguments: list[str] | None = None, *more: Check) -> int:
    """Check the bundle that the arguments name, and what more its caller looks at."""
    parser = argparse.ArgumentParser(description="Check the published bundle of a vote.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--receipt", help="say what became of the vote of this receipt")
    parser.add_argument("--rules", help="the fingerprint of the rules as it was announced before the vote")
    asked = parser.parse_args(arguments)
    try:
        bundle = Bundle(open_bundle(asked.bundle))
    except BROKEN as error:
        sys.stdout.write(f"This is no bundle that can be read: {error!a:.200}\n")
        return 2
    faults, facts = list(bundle.faults(*more)), bundle.facts
    told = ("rules_hash", "log_key", "log", "seed", "voided")
    lines = [f"{name}: {facts[name]!a:.300}" for name in told if facts.get(name)]
    faults += [] if asked.rules in (None, facts.get("rules_hash")) else ["the rules are not those that were announced"]
    if asked.receipt is not None:
        states = {0: "replaced by a later vote, or voided", 1: "counted", None: "not in this log, or mistyped"}
        found = bundle.standing.get(commitment_of(asked.receipt, facts.get("cycle")))
        lines.append(f"receipt: {states.get(found, 'in the log more than once')}")
        faults += [] if found in (0, 1) else ["the receipt is not there"]
    holds = "All of it holds." if bundle.is_counted else "What is checked here holds. It was NOT counted again here."
    lines += [f"FAULT {fault}" for fault in faults] or [holds]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
