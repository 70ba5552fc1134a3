"""Elections and terms as canonical JSON, to be hashed, published and read back by anyone."""

from __future__ import annotations

from budgeting.ballot import BallotFormat
from budgeting.counting.canonical import JsonObject, canonical_json, digest_of, read_paper, rows, whole, word, words
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.terms import Terms, TieBreak

ELECTION, WITH_HANDS = "palabre-election/1", "palabre-election/2"
"""With hands it is of another kind: a program that knows nothing of them counts nothing, rather than without them."""
TERMS = "palabre-terms/1"


def write_election(election: Election) -> str:
    """Return the canonical JSON of an election; equal elections give equal text."""
    hands = {"hands": dict(election.hands)} if election.hands else {}
    return canonical_json(
        {
            "kind": WITH_HANDS if hands else ELECTION,
            **hands,
            "envelope": election.envelope,
            "format": election.format.value,
            "projects": [{"id": p.id, "cost": p.cost, "order": p.order} for p in election.projects],
            "ballots": [_ballot_paper(ballot) for ballot in election.ballots],
        }
    )


def read_election(text: str) -> Election:
    """Read what `write_election` wrote; raises `Refusal` (`PaperReason`, `ElectionReason`) on anything else."""
    return read_paper(text, _build_election, ELECTION, WITH_HANDS)


def election_digest(election: Election) -> str:
    """Return the SHA-256 of an election's canonical JSON, in hexadecimal."""
    return digest_of(write_election(election))


def write_terms(terms: Terms) -> str:
    """Return the canonical JSON of the terms as announced: all but the seed, which is drawn after closing."""
    return canonical_json(
        {
            "kind": TERMS,
            "rule": terms.rule,
            "tie_break": [key.value for key in terms.tie_break],
            "minimum_votes": terms.minimum_votes,
            "incompatible": [list(pair) for pair in terms.incompatible],
            "parameters": dict(terms.parameters),
        }
    )


def read_terms(text: str, seed: str = "") -> Terms:
    """Read what `write_terms` wrote and add the published seed; raises `Refusal` (`PaperReason`, `TermsReason`)."""
    return read_paper(text, lambda paper: _build_terms(paper, seed), TERMS)


def terms_digest(terms: Terms) -> str:
    """Return the SHA-256 of the terms as announced, in hexadecimal."""
    return digest_of(write_terms(terms))


def _ballot_paper(ballot: Ballot) -> dict[str, object]:
    paper: dict[str, object] = {"choices": list(ballot.choices), "weight": ballot.weight}
    return {**paper, "points": list(ballot.points)} if ballot.points else paper


def _build_election(paper: JsonObject) -> Election:
    return Election(
        projects=tuple(_build_project(row) for row in rows(paper["projects"])),
        ballots=tuple(_build_ballot(row) for row in rows(paper["ballots"])),
        envelope=whole(paper["envelope"]),
        format=BallotFormat(word(paper["format"])),
        hands=read_hands(paper),
    )


def read_hands(paper: JsonObject) -> dict[str, int]:
    """Return the hands that were raised for each project, as they stand in a paper; none in most."""
    hands = paper.get("hands", {})
    if not isinstance(hands, dict):
        raise TypeError("hands are an object")
    return {word(project): whole(number) for project, number in hands.items()}


def _build_project(row: JsonObject) -> CountedProject:
    return CountedProject(word(row["id"]), whole(row["cost"]), whole(row["order"]))


def _build_ballot(row: JsonObject) -> Ballot:
    points = row.get("points", [])
    if not isinstance(points, list):
        raise TypeError("points are a list")
    return Ballot(words(row["choices"]), whole(row["weight"]), tuple(whole(point) for point in points))


def _build_terms(paper: JsonObject, seed: str) -> Terms:
    parameters, incompatible = paper["parameters"], paper["incompatible"]
    if not isinstance(parameters, dict) or not isinstance(incompatible, list):
        raise TypeError("parameters are an object, incompatible projects a list")
    return Terms(
        rule=word(paper["rule"]),
        tie_break=tuple(TieBreak(key) for key in words(paper["tie_break"])),
        minimum_votes=whole(paper["minimum_votes"]),
        incompatible=tuple(_pair(words(pair)) for pair in incompatible),
        parameters={word(key): word(value) for key, value in parameters.items()},
        seed=seed,
    )


def _pair(ids: tuple[str, ...]) -> tuple[str, str]:
    one, other = ids
    return one, other
