"""One change to a bundle, drawn by chance: what somebody might do who wants another result, or another story."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from budgeting.counting.canonical import canonical_json
from budgeting.proof import verify
from budgeting.proof.packing import pack

Members = dict[str, bytes]
Change = Callable[[Members, random.Random], None]
PAPERS = ("manifest.json", "rules.json", "election.json", "outcome.json", "turnout.json", "heads.json", "hands.json")
LISTS = ("log.csv", "votes.pb")


def tampered(members: Members, chance: random.Random) -> tuple[str, Members]:
    """Return the name of a change, and the members after it; they always differ."""
    while True:
        change, found = chance.choice(CHANGES), dict(members)
        change(found, chance)
        if found != members:
            return change.__name__, found


def find_every_change(members: Members, path: Path, capsys: Any, *, times: int, seed: int) -> Counter[str]:
    """Change a bundle that often, each time once, let the single file find it, and return how often by which change."""
    chance, kinds = random.Random(seed), Counter[str]()
    for _ in range(times):
        name, changed = tampered(members, chance)
        path.write_bytes(pack(changed))
        status = verify.main([str(path)])
        told = capsys.readouterr().out
        assert status in (1, 2) and ("FAULT" in told or "no bundle" in told), name
        kinds[name] += 1
    return kinds


def flip_a_byte(members: Members, chance: random.Random) -> None:
    name = chance.choice(sorted(members))
    place = chance.randrange(len(members[name]))
    members[name] = members[name][:place] + bytes([chance.randrange(256)]) + members[name][place + 1 :]


def drop_a_member(members: Members, chance: random.Random) -> None:
    members.pop(chance.choice(sorted(members)))


def add_a_member(members: Members, chance: random.Random) -> None:
    members[chance.choice(["../verify.py", "votes2.pb", "pairs.csv", "totals.json"])] = b"{}"


def exchange_two_members(members: Members, chance: random.Random) -> None:
    one, other = chance.sample(sorted(members), 2)
    members[one], members[other] = members[other], members[one]


def drop_a_line(members: Members, chance: random.Random) -> None:
    _with_lines(members, chance, lambda lines: lines.pop(chance.randrange(len(lines))))


def double_a_line(members: Members, chance: random.Random) -> None:
    _with_lines(members, chance, lambda lines: lines.append(chance.choice(lines)))


def exchange_two_lines(members: Members, chance: random.Random) -> None:
    def change(lines: list[bytes]) -> None:
        one, other = chance.sample(range(len(lines)), 2)
        lines[one], lines[other] = lines[other], lines[one]

    _with_lines(members, chance, change)


def change_a_number(members: Members, chance: random.Random) -> None:
    _in_paper(members, chance, int, lambda value: value + chance.choice([-1, 1, 1000]))


def change_a_word(members: Members, chance: random.Random) -> None:
    _in_paper(members, chance, str, lambda value: value + "0" if chance.random() < 0.5 else value[1:] + value[:1])


def drop_an_item(members: Members, chance: random.Random) -> None:
    _in_paper(members, chance, list, lambda value: value[:-1])


def exchange_two_items(members: Members, chance: random.Random) -> None:
    def change(value: list[Any]) -> list[Any]:
        return chance.sample(value, len(value))

    _in_paper(members, chance, list, change)


def spell_the_signature_otherwise(members: Members, chance: random.Random) -> None:
    signature = members["manifest.sig"]
    members["manifest.sig"] = chance.choice([signature.upper(), signature + b"\n", b" " + signature])


CHANGES: tuple[Change, ...] = (
    flip_a_byte,
    drop_a_member,
    add_a_member,
    exchange_two_members,
    drop_a_line,
    double_a_line,
    exchange_two_lines,
    change_a_number,
    change_a_word,
    drop_an_item,
    exchange_two_items,
    spell_the_signature_otherwise,
)


def changed_within(members: Members, chance: random.Random, names: tuple[str, ...]) -> Members:
    """Return the members after a change of one of these papers or lists and of nothing else."""
    while True:
        found = dict(members)
        chance.choice(
            [change_a_number, change_a_word, drop_an_item, exchange_two_items, drop_a_line, exchange_two_lines]
        )(found, chance)
        touched = [name for name in members if found[name] != members[name]]
        if len(touched) == 1 and touched[0] in names:
            return found


def sealed_again(members: Members, sign: Callable[[bytes], str]) -> Members:
    """Return a bundle whose manifest somebody who holds the key has made to fit its members."""
    manifest = json.loads(members["manifest.json"])
    evidence = {name: data for name, data in members.items() if not name.startswith("manifest.")}
    manifest["members"] = {name: hashlib.sha256(data).hexdigest() for name, data in evidence.items()}
    text = canonical_json(manifest).encode()
    return {**evidence, "manifest.json": text, "manifest.sig": sign(text).encode()}


def _with_lines(members: Members, chance: random.Random, change: Callable[[list[bytes]], object]) -> None:
    name = chance.choice(LISTS)
    lines = members[name].splitlines(keepends=True)
    change(lines)
    members[name] = b"".join(lines)


def _in_paper(members: Members, chance: random.Random, kind: type, change: Callable[[Any], Any]) -> None:
    """Change one value of that kind somewhere in a paper, which stays in canonical form."""
    name = chance.choice([one for one in PAPERS if one in members])
    paper = json.loads(members[name])
    places = [(holder, key) for holder, key in _places(paper) if type(holder[key]) is kind and holder[key] != []]
    if places:
        holder, key = chance.choice(places)
        holder[key] = change(holder[key])
        members[name] = canonical_json(paper).encode()


def _places(value: Any) -> list[tuple[Any, Any]]:
    keys: list[Any] = []
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    return [place for key in keys for place in ((value, key), *_places(value[key]))]
