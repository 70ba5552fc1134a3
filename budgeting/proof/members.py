"""The members of a bundle, from what is published of a vote: one file for each thing anybody may check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from budgeting.counting.canonical import JsonObject, canonical_json
from budgeting.counting.election import Election
from budgeting.counting.frozen import input_paper, kind_of, write_election
from budgeting.log.entry import entry_bytes
from budgeting.log.tree import leaf_hash, root
from budgeting.proof import verify
from budgeting.proof.meetings import Shows, write_shows
from budgeting.proof.sheets import FoundBox, write_sheets
from budgeting.proof.table import tables_of, write_table
from budgeting.proof.withholding import fewest_told, fold_small, tells_account, without_account
from budgeting.ways_in import read_ways

BUNDLE = "palabre-bundle/1"
TOTALS, TOTALS_WITH_HANDS, TOTALS_OF_POTS = "palabre-totals/1", "palabre-totals/2", "palabre-totals/3"
TURNOUT, HEADS = "palabre-turnout/1", "palabre-heads/1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
LOG_TITLES = "event,commitment,hour"


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """A line of the log: what happened to a receipt, its commitment, the hour as an instant in ISO form, in UTC."""

    event: str
    commitment: str
    hour: str


@dataclass(frozen=True, slots=True)
class Head:
    """A signed root, in hexadecimal, of the first `size` entries of the log."""

    size: int
    root: str
    signature: str


@dataclass(frozen=True)
class Publication:
    """What is published of a vote that was counted; nothing in it names a voter, nor joins a receipt and a ballot.

    `rules` are the frozen rules, `outcome` the canonical outcome as JSON types, `turnout` voters by channel, `seed`
    what a public draw gave, `voided` the reason where the vote was voided, `readmes` texts by the name of their file,
    `boxes` those of ballots on paper, `shows` the shows of hands.
    """

    rules: Mapping[str, Any]
    election: Election
    outcome: Mapping[str, Any]
    entries: Sequence[LoggedEntry]
    heads: Sequence[Head]
    turnout: Mapping[str, int]
    log_key: str
    seed: str
    voided: str | None
    readmes: Mapping[str, str]
    boxes: Sequence[FoundBox] = ()
    shows: Shows = field(default_factory=Shows)

    @property
    def shows_ballots(self) -> bool:
        """Are there enough ballots, of each zone where it decides, to publish them one by one?"""
        enough: int = self.rules["ballots_published_from"]
        return self.fewest >= enough

    @property
    def fewest(self) -> int:
        """Of how few people would a list of the ballots speak?"""
        return fewest_told(self.rules, self.outcome["votes"], self.election.voters)


def verifier() -> bytes:
    """Return the file that checks a bundle, as it is carried in each."""
    return Path(verify.__file__).read_bytes()


def evidence_of(publication: Publication) -> dict[str, bytes]:
    """Return all members but the manifest and its signature."""
    texts = dict(_texts(publication))
    return {name: text.encode() for name, text in texts.items()} | {"verify.py": verifier()}


def manifest_of(publication: Publication, evidence: Mapping[str, bytes]) -> bytes:
    """Return the text that is signed: which members there are, and what they are of."""
    leaves = [leaf_hash(_entry_text(publication, entry)) for entry in publication.entries]
    return canonical_json(
        {
            "kind": BUNDLE,
            "cycle": publication.rules["cycle"],
            "rules_hash": _digest(evidence["rules.json"]),
            "log_key": publication.log_key,
            "log": [len(leaves), root(leaves).hex()],
            "seed": publication.seed,
            "voided": publication.voided,
            "members": {name: _digest(data) for name, data in evidence.items()},
        }
    ).encode()


def _texts(publication: Publication) -> Iterator[tuple[str, str]]:
    yield "rules.json", canonical_json(publication.rules)
    yield "outcome.json", canonical_json(_account(publication))
    if publication.shows_ballots:
        yield "election.json", write_election(publication.election)
        yield from _tables(publication)
    else:
        yield "totals.json", canonical_json(_totals(publication))
    yield "turnout.json", canonical_json(_turnout(publication.turnout))
    if read_ways(publication.rules).on_paper:
        yield "sheets.json", canonical_json(write_sheets(publication.boxes))
    if read_ways(publication.rules).by_hands:
        yield "hands.json", canonical_json(write_shows(publication.shows))
    yield "log.csv", "".join(f"{line}\n" for line in (LOG_TITLES, *map(_line, publication.entries)))
    heads = [{"size": head.size, "root": head.root, "signature": head.signature} for head in publication.heads]
    yield "heads.json", canonical_json({"kind": HEADS, "heads": heads})
    yield from publication.readmes.items()


def _tables(publication: Publication) -> Iterator[tuple[str, str]]:
    zones = {f"votes-{zone['pot']}.pb": zone["name"] for zone in publication.rules.get("zones", ())}
    for name, election in tables_of(publication.election, publication.outcome).items():
        yield name, write_table(publication.rules, election, publication.outcome, zones.get(name, ""))


def _account(publication: Publication) -> JsonObject:
    """Return the outcome as it is told; of few ballots only what anybody could tell from the votes and the winners."""
    least = publication.rules["ballots_published_from"]
    if tells_account(publication.outcome["rule"], publication.fewest, least):
        return publication.outcome
    return without_account(publication.outcome, publication.election)


def _totals(publication: Publication) -> JsonObject:
    """What is told of few ballots: their number, for each project its votes and its score, and raised hands apart."""
    election = publication.election
    return {
        "kind": kind_of(election, TOTALS, TOTALS_WITH_HANDS, TOTALS_OF_POTS),
        **input_paper(election),
        "cast": election.voters,
        "blank": election.blank,
        "votes": election.without_hands(publication.outcome["votes"]),
        "scores": election.without_hands(publication.outcome["scores"]),
    }


def _turnout(by_channel: Mapping[str, int]) -> JsonObject:
    return {"kind": TURNOUT, "voters": sum(by_channel.values()), "by_channel": fold_small(by_channel)}


def _line(entry: LoggedEntry) -> str:
    return f"{entry.event},{entry.commitment},{entry.hour}"


def _entry_text(publication: Publication, entry: LoggedEntry) -> bytes:
    return entry_bytes(publication.rules["cycle"], entry.event, entry.commitment, entry.hour)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
