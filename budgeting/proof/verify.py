#!/usr/bin/env python3
"""Checks the published bundle of a vote: python3 verify.py BUNDLE.zip [--receipt CODE] [--rules FINGERPRINT]

Ends with 0 where all holds, 1 and a line for each fault where not, 2 where the file cannot be read. Needs Python 3.9
alone, writes no file. Counts again, exactly: greedy, greedy_per_cost (Talmon, Faliszewski 2019), phragmen (Los,
Christoff, Grossi 2022), equal_shares (Peters, Pierczyński, Skowron 2021). Seconds; growing shares minutes for 2,000
voters, far more for 50,000. `palabre verify` checks also why others lost, all limits of a ballot, and votes.pb."""
from __future__ import annotations
import argparse, hashlib, json, re, sys, unicodedata, zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any
Paper = dict[str, Any]
MOST_BYTES, MOST_MEMBERS, MOST_PARTS = 128 << 20, 64, 4_000_000
ENTRY = re.compile(r"(cast|replaced|voided),([0-9a-f]{64}),(\d{4}-\d\d-\d\dT\d\d:00:00\+00:00)")
TITLES, ALPHABET, FROZEN = "event,commitment,hour", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", {"cost", "order", "pot"}
RULES = ("greedy", "greedy_per_cost", "phragmen", "equal_shares")
CHOICES = {"utility": ("cost", "votes"), "completion": ("add1u", "add1", "greedy", "none"),
           "stop": ("exhaustive", "budget"), "comparison": ("no", "yes")}  # the first is meant where none is announced
Finding = tuple[object, str]  # whether something holds, and what is to be said where it does not
Check = Callable[["Bundle"], Iterable[Finding]]
def open_bundle(path: Path) -> dict[str, bytes]:
    """Return the members of a bundle by name, unpacked in memory only."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES or path.read_bytes().count(b"PK\1\2") > MOST_MEMBERS:
        raise ValueError("there is no such file, or it is too large")
    with zipfile.ZipFile(path) as archive:
        found = archive.infolist()
        odd = {one.compress_type for one in found} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if odd or sum(one.file_size for one in found) > 4 * MOST_BYTES or len({*archive.namelist()}) < len(found):
            raise ValueError("it unpacks to too much, holds two members of one name, or is packed in an unknown way")
        if path.stat().st_size != 22 + sum(76 + 2 * len(one.filename) + one.compress_size for one in found):
            raise ValueError("it holds bytes before, between or behind its members: a part of it is in none of them")
        return {one.filename: archive.open(one).read(one.file_size + 1) for one in found}  # its size may be a lie
def sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()
def ticket(drawn: str, name: object) -> str:
    return sha256(f"palabre-draw/1\n{len(drawn)}\n{drawn}\n{name}".encode())
def canonical(paper: object) -> bytes:
    return json.dumps(paper, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
# --- Ed25519: RFC 8032, section 5.1 ---
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, TURN = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
def added(*terms: tuple[int, tuple[int, int]]) -> tuple[int, int]:
    x, y = 0, 1
    for bit in range(255, -1, -1):
        for a, b in [(x, y), *(point for scalar, point in terms if scalar >> bit & 1)]:
            bend = D * x * y * a * b
            x, y = (x * b + y * a) * pow(1 + bend, -1, P) % P, (y * b + x * a) * pow(1 - bend, -1, P) % P
    return x, y
def point_at(data: bytes) -> tuple[int, int]:
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    root = pow(square, (P + 3) // 8, P)
    found = [x for x in (root, -root % P, root * TURN % P, -root * TURN % P) if x * x % P == square and x & 1 == sign]
    if len(data) != 32 or y >= P or not found:
        raise ValueError("no point of the curve")
    return found[0], y
@lru_cache(maxsize=4096)
def is_signed(key: str, text: bytes, signature: str) -> bool:
    try:
        public, signed = bytes.fromhex(key), bytes.fromhex(signature)
        a, r, s = point_at(public), point_at(signed[:32]), int.from_bytes(signed[32:], "little")
    except ValueError:
        return False
    challenge = int.from_bytes(hashlib.sha512(signed[:32] + public + text).digest(), "little") % ORDER
    base = point_at((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    is_spelt = (public.hex(), signed.hex(), len(signed)) == (key, signature, 64)  # hexadecimal has other spellings
    return is_spelt and s < ORDER and added((s, base)) == added((1, r), (challenge, a))
def root_of(leaves: list[bytes]) -> bytes:
    while len(leaves) > 1:  # an odd one out moves up unhashed
        nodes = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(leaves[::2], leaves[1::2])]
        leaves = nodes + leaves[2 * len(nodes) :]
    return leaves[0] if leaves else hashlib.sha256().digest()
def commitment_of(code: str, cycle: object) -> str:
    """Return what stands for a receipt in the log; nothing where a character is wrong or missing."""
    signs = unicodedata.normalize("NFKC", code[:64]).upper().translate(str.maketrans("OIL", "011"))
    digits, check = [ALPHABET.find(str(unicodedata.decimal(sign, sign))) for sign in signs if sign.isalnum()], 0
    for digit in digits[:-1]:
        check = (check ^ digit) << 1 ^ (0b100101 if (check ^ digit) & 16 else 0)
    if len(digits) != 9 or min(digits) < 0 or check != digits[-1]:
        return ""
    said, salt = "".join(ALPHABET[digit] for digit in digits).encode(), f"palabre cycle {cycle}".encode()
    return sha256(b"palabre-receipt/1", len(salt).to_bytes(8, "big"), salt, b"-".join((said[:3], said[3:6], said[6:])))

class Count:
    """A pot counted again. Each rule returns the winners in their order."""
    def __init__(self, election: Paper, terms: Paper, seed: str, pot: str, money: int) -> None:
        projects = sorted(election["projects"], key=lambda one: one["order"])
        self.costs = {one["id"]: int(one["cost"]) for one in projects if one.get("pot", "") == pot}
        self.terms, self.seed, self.envelope, self.ballots = terms, seed, int(money), election.get("ballots", [])
        self.chosen = {key: terms["parameters"].get(key, values[0]) for key, values in CHOICES.items()}
        self.voters, (hands, *told) = 0, (election.get(part, {}) for part in ("hands", "votes", "scores"))
        self.votes, self.scores = ({name: hands.get(name, 0) + one.get(name, 0) for name in self.costs} for one in told)
        self.wanted = {name: list[tuple[int, int, int]]() for name in self.costs}  # by which ballots, heads, its worth
        for at, one in enumerate(self.ballots):
            heads, points = one["weight"], one.get("points", [1] * len(one["choices"]))
            said = {name: point for name, point in zip(one["choices"], points) if name in self.costs}
            self.voters += heads if said or not election.get("envelopes") else 0
            for place, name in enumerate(said):
                point = len(self.costs) - place if election["format"] == "ranking" else said[name]  # Borda
                self.votes[name] += heads * (point > 0)
                self.scores[name] += heads * point
                worth = point if self.chosen["utility"] == "votes" else self.costs[name]
                self.wanted[name] += [(at, heads, worth)] if point > 0 else []
    def first(self, prices: Mapping[str, Fraction]) -> str:
        """Return the cheapest project, of level ones the first by the announced tie-breaks."""
        ways: dict[str, Callable[[str], Any]] = {"order": list(self.costs).index, "lower_cost": self.costs.__getitem__}
        ways |= {"more_votes": lambda name: -self.votes[name], "draw": lambda name: ticket(self.seed, name), "id": str}
        return min(prices, key=lambda name: [prices[name], *(ways[way](name) for way in self.terms["tie_break"])])
    def open(self, taken: list[str], money: float = inf) -> list[str]:
        barred = {*taken, *(one for pair in self.terms["incompatible"] if {*pair} & {*taken} for one in pair)}
        standing = [name for name in self.costs if self.votes[name] >= max(1, self.terms["minimum_votes"])]
        return [name for name in standing if self.costs[name] <= money and name not in barred]
    def left(self, taken: list[str]) -> int:
        return self.envelope - sum(self.costs[name] for name in taken)
    def greedy(self, taken: list[str]) -> list[str]:
        power = int(self.terms["rule"] == "greedy_per_cost")
        while there := self.open(taken, self.left(taken)):
            taken = [*taken, self.first({one: -Fraction(self.scores[one], self.costs[one] ** power) for one in there})]
        return taken
    def phragmen(self, taken: list[str]) -> list[str]:
        load = dict[int, Fraction]()
        while there := self.open(taken, self.envelope):
            owed = {name: sum(heads * load[at] for at, heads, _ in self.wanted[name] if at in load) for name in there}
            loads = {name: Fraction(self.costs[name] + owed[name], self.votes[name]) for name in there}
            name = self.first(loads)
            if max(self.costs[one] for one in there if loads[one] == loads[name]) > self.left(taken):
                break
            taken = [*taken, name]
            load.update((at, loads[name]) for at, _, _ in self.wanted[name])
        return taken
    def purchases(self, share: Fraction) -> tuple[list[str], list[tuple[str, int]]]:
        """Return what is bought where everybody holds this share, and all that was decided on the way."""
        taken, there, grain, decided = list[str](), self.open([]), share.denominator, list[tuple[str, int]]()
        purse = [share.numerator] * len(self.ballots)  # in grains, of which `grain` make a unit: so all of it is whole
        while there:
            offers = dict[str, tuple[Fraction, int, int]]()
            for name in there:
                rich, cost = self.wanted[name], self.costs[name] * grain
                parts = sum(heads * worth for _, heads, worth in rich)
                if sum(heads * purse[at] for at, heads, _ in rich) >= cost:
                    while poor := [one for one in rich if purse[one[0]] * parts < one[2] * cost]:  # who give their all
                        rich = [one for one in rich if purse[one[0]] * parts >= one[2] * cost]
                        cost -= sum(heads * purse[at] for at, heads, _ in poor)
                        parts -= sum(heads * worth for _, heads, worth in poor)
                    offers[name] = Fraction(cost, parts * grain), cost, parts
                    decided.append((name, hash(tuple(rich))))  # the very same who pay
            if offers:
                taken.append(self.first({name: price for name, (price, _, _) in offers.items()}))
                _, cost, parts = offers.pop(taken[-1])
                purse, grain = [one * parts for one in purse], grain * parts
                for at, _, worth in self.wanted[taken[-1]]:
                    purse[at] = max(0, purse[at] - worth * cost)
            there = [name for name in self.open(taken) if name in offers]
        return taken, decided
    def equal_shares(self, taken: list[str]) -> list[str]:
        _, completion, stop, comparison = self.chosen.values()
        share, step, other = Fraction(self.envelope, max(1, self.voters)), 1, self.greedy(taken)
        taken, decided = self.purchases(share)
        while completion in ("add1u", "add1") and (others := [self.costs[name] for name in self.open(taken)]):
            more = self.purchases(share + step)
            if more == (taken, decided):  # then so it is with every share between: prices and purses are straight lines
                share, step = share + step, step * 2
            elif step > 1:
                step //= 2
            elif self.left(more[0]) < 0 or (stop == "exhaustive" and min(others) > self.left(taken)):
                break
            else:
                share, (taken, decided) = share + 1, more
        taken = self.greedy(taken) if completion in ("add1u", "greedy") else taken
        lead = Counter[tuple[int, int]]()
        for name in {*taken} ^ {*other}:
            for at, heads, worth in self.wanted[name]:
                lead[at, heads] += worth if name in other else -worth
        serves_more = sum(heads * ((worth > 0) - (worth < 0)) for (_, heads), worth in lead.items()) > 0
        return other if comparison == "yes" and serves_more else taken

class Bundle:
    """What a bundle claims, held against all the rest of it."""
    def __init__(self, members: dict[str, bytes]) -> None:
        self.members, self.is_counted, self.standing = members, False, Counter[str]()
        self.facts = self.paper("manifest", "palabre-bundle/1")
    def paper(self, name: str, *kinds: str) -> Paper:
        data, kinds = self.members[f"{name}.json"], kinds or tuple(f"palabre-{name}/{one}" for one in "123")
        is_small = data.count(b"[") + data.count(b"{") <= MOST_PARTS
        paper = json.loads(data.decode(), parse_float=str, parse_constant=str) if is_small else None
        if not isinstance(paper, dict) or paper.get("kind") not in kinds or canonical(paper) != data:
            raise ValueError(f"there is no {kinds[0]} in canonical form, or it has too many parts")
        return paper
    def faults(self, *more: Check) -> Iterable[str]:
        for check in (Bundle.seal, Bundle.log, Bundle.count, *more):
            try:
                yield from (fault for holds, fault in check(self) if not holds)
            except Exception as error:
                yield f"{check.__name__}: something is missing or malformed: {error!a:.150}"
    def seal(self) -> Iterable[Finding]:
        members, facts, listed = self.members, self.facts, self.facts["members"]
        signature = members["manifest.sig"].decode()
        yield is_signed(facts["log_key"], members["manifest.json"], signature), "manifest.json is not what was signed"
        for name in sorted({*listed, *members} - {"manifest.json", "manifest.sig"}):
            fits = name in members and sha256(members[name]) == listed.get(name)
            yield fits, f"{name!a:.80} is missing, or is not what manifest.json says"
        yield sha256(members["rules.json"]) == facts["rules_hash"], "rules.json is not what was frozen"
        yield all(self.paper("rules")[it] == facts[it] for it in ("log_key", "cycle")), "another key, or another vote"
    def log(self) -> Iterable[Finding]:
        about, key = {"cycle": self.facts["cycle"]}, self.facts["log_key"]
        titles, *lines, end = self.members["log.csv"].decode().split("\n")
        found = [one.groups() for line in lines if (one := ENTRY.fullmatch(line))]
        yield (titles, len(found), end) == (TITLES, len(lines), ""), "log.csv: not every line is an entry"
        entries = [{"kind": "palabre-log-entry/1", **about, **dict(zip(TITLES.split(","), one))} for one in found]
        leaves, heads = [hashlib.sha256(b"\0" + canonical(e)).digest() for e in entries], self.paper("heads")["heads"]
        sizes = [0, *(head["size"] for head in heads)]
        yield sizes == sorted({*sizes}) and sizes[-1] == len(leaves), "heads.json does not lead to the whole log"
        for size, root, signature in [(head["size"], head["root"], head["signature"]) for head in heads]:
            text = canonical({"kind": "palabre-log-head/1", **about, "size": size, "root": root})
            fits = root == root_of(leaves[:size]).hex() and is_signed(key, text, signature)
            yield fits, f"the log is not what was signed when it had {size} entries"
        yield self.facts["log"] == [len(leaves), root_of(leaves).hex()], "the log is not the one of manifest.json"
        for event, commitment, _ in found:
            self.standing[commitment] += 1 if event == "cast" else -1
        yield len({*found}) == len(found) and {*self.standing.values()} <= {0, 1}, "a receipt stands twice in the log"
    def count(self) -> Iterable[Finding]:
        rules, turnout, outcome = self.paper("rules"), self.paper("turnout"), self.paper("outcome")
        election, terms = self.paper("election" if "election.json" in self.members else "totals"), rules["terms"]
        ballots, envelopes = election.get("ballots", []), election.get("envelopes", {})
        frozen = [{"id": str(p["number"])} | {key: p[key] for key in FROZEN & p.keys()} for p in rules["projects"]]
        yield sorted(election["projects"], key=canonical) == sorted(frozen, key=canonical), "projects not of rules.json"
        for draw in rules.get("number_draws", ()):
            order = sorted((ticket(draw["drawn"], old), old) for old, _ in draw["numbers"])
            given = {old: draw["first"] + place for place, (_, old) in enumerate(order)}
            yield dict(draw["numbers"]) == given, "the numbers of the ballot are not those that the public draw gives"
        fits = all(election.get(one) == rules.get(one) for one in ("envelope", "envelopes", "format"))
        yield fits, "the money or the way to vote is not that of rules.json"
        yield ballots == sorted(ballots, key=lambda one: (one["choices"], one.get("points", []))), "ballots not sorted"
        said, ids = [(b["weight"], (c := b["choices"]), b.get("points", c)) for b in ballots], {p["id"] for p in frozen}
        fits = all(n > 0 and len(ids & {*c}) == len(c) == len(points) <= rules["max_choices"] for n, c, points in said)
        yield fits, "a ballot is none: its choices, its points or its weight"
        cast = election.get("cast", sum(ballot["weight"] for ballot in ballots))
        there = [cast, turnout["voters"], sum(self.standing.values()), sum(turnout["by_channel"].values()) or cast]
        yield len({*there}) == 1, f"the numbers do not agree (ballots, voters, receipts, channels): {there}"
        meetings = self.paper("hands")["meetings"] if "hands.json" in self.members else []
        raised = sum((Counter(meeting["hands"]) for meeting in meetings), Counter[str]())
        kind = "3" if envelopes else "2" if raised else "1"
        yield (election.get("hands", {}), election["kind"][-1:]) == (raised, kind), "other hands than in hands.json"
        is_known = all(value in CHOICES.get(key, ()) for key, value in terms["parameters"].items())
        self.is_counted = fits and is_known and terms["rule"] in RULES[: 2 if "cast" in election else 4]
        votes, scores, won, pots, over = dict[str, int](), dict[str, int](), list[tuple[str, int]](), list[Paper](), 0
        for pot, money in [*sorted(envelopes.items()), ("", election["envelope"])]:
            again = Count(election, terms, self.facts["seed"], pot, money if pot else money + over)
            selected = [name for name in outcome["selected"] if name in again.costs]
            recount = {"phragmen": again.phragmen, "equal_shares": again.equal_shares}.get(terms["rule"], again.greedy)
            winners, left = recount([]) if self.is_counted else selected, again.left(selected)
            yield selected == winners and left >= 0, f"counted again, the winners are {winners!a:.200}"
            won += [(name, again.left(selected[:place])) for place, name in enumerate(selected)]
            pots += [{"pot": pot, "envelope": again.envelope, "cost": again.envelope - left}]
            over += left if terms.get("leftovers") == "to_commune" else 0
            votes, scores = votes | again.votes, scores | again.scores
        own = sorted((votes[str(p["number"])], p.get("zone") or p.get("pot", "")) for p in rules["projects"])
        zones = {zone: most for most, zone in own if rules.get("own_zone_only") and zone and most}
        told = {min([cast, *zones.values()]) < rules["ballots_published_from"], "cast" in election}
        yield told == {".pb" not in "".join(self.members)}, "ballots are published, or not, otherwise than announced"
        steps = [(step["project"], step["left"]) for step in outcome["steps"] if step["verdict"] == "won"]
        fits = steps == won and sorted(step["project"] for step in outcome["steps"]) == sorted(votes)
        yield fits and [name for name, _ in won] == outcome["selected"], "outcome.json: the steps are others"
        money, spent = sum(envelopes.values(), election["envelope"]), sum(one["cost"] for one in pots)
        yield (outcome["votes"], outcome["scores"]) == (votes, scores), "outcome.json: other votes"
        claimed = [outcome.get(one) for one in ("rule", "envelope", "cost", "pots")]
        yield claimed == [terms["rule"], money, spent, pots if envelopes else None], "outcome.json: other rule or money"

def main(arguments: list[str] | None = None, *more: Check) -> int:
    """Check the bundle that the arguments name, and what more its caller looks at."""
    parser = argparse.ArgumentParser(description="Check the published bundle of a vote.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--receipt", help="say what became of the vote of this receipt")
    parser.add_argument("--rules", help="the fingerprint of the rules as it was announced before the vote")
    asked = parser.parse_args(arguments)
    try:
        bundle = Bundle(open_bundle(asked.bundle))
    except Exception as error:
        sys.stdout.write(f"This is no bundle that can be read: {error!a:.200}\n")
        return 2
    faults, facts = list(bundle.faults(*more)), bundle.facts
    lines = [f"{it}: {facts[it]!a:.300}" for it in ("rules_hash", "log_key", "log", "seed", "voided") if facts.get(it)]
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
