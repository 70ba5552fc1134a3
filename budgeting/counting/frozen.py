"""Elections and terms as canonical JSON, to be hashed, published and read back by anyone."""

from __future__ import annotations

from budgeting.ballot import BallotFormat
from budgeting.counting.canonical import JsonObject, canonical_json, digest_of, read_paper, rows, whole, word, words
from budgeting.counting.election import Ballot, CountedProject, Election
from budgeting.counting.entries import COMMUNE_WIDE
from budgeting.counting.terms import Leftovers, Terms, TieBreak

ELECTION, WITH_HANDS, WITH_POTS = "palabre-election/1", "palabre-election/2", "palabre-election/3"
"""With hands or pots it is of another kind: a program that knows nothing of them counts nothing, rather than wrong."""
TERMS, WITH_LEFTOVERS = "palabre-terms/1", "palabre-terms/2"


def write_election(election: Election) -> str:
    """Return the canonical JSON of an election; equal elections give equal text."""
    return canonical_json(
        {
            "kind": kind_of(election, ELECTION, WITH_HANDS, WITH_POTS),
            **input_paper(election),
            "ballots": [_ballot_paper(ballot) for ballot in election.ballots],
        }
    )


def read_election(text: str) -> Election:
    """Read what `write_election` wrote; raises `Refusal` (`PaperReason`, `ElectionReason`) on anything else."""
    return read_paper(text, _build_election, ELECTION, WITH_HANDS, WITH_POTS)


def kind_of(election: Election, plain: str, with_hands: str, with_pots: str) -> str:
    """Return which of three kinds of paper tells all of an election."""
    if election.envelopes:
        return with_pots
    return with_hands if election.hands else plain


def input_paper(election: Election) -> JsonObject:
    """Return what a count is made from beside ballots, as JSON types: money, format, projects, hands raised."""
    hands = {"hands": dict(election.hands)} if election.hands else {}
    envelopes = {"envelopes": dict(election.envelopes)} if election.envelopes else {}
    return {
        **hands,
        **envelopes,
        "envelope": election.envelope,
        "format": election.format.value,
        "projects": [_project_paper(project) for project in election.projects],
    }


def election_digest(election: Election) -> str:
    """Return the SHA-256 of an election's canonical JSON, in hexadecimal."""
    return digest_of(write_election(election))


def write_terms(terms: Terms) -> str:
    """Return the canonical JSON of the terms as announced: all but the seed, which is drawn after closing.

    Raises `ValueError` for terms that nobody can announce: those with another `step` than 1.
    """
    if terms.step != 1:
        raise ValueError("shares that are announced grow by one minor unit")
    return canonical_json(
        {
            "kind": WITH_LEFTOVERS if terms.leftovers else TERMS,
            **({"leftovers": terms.leftovers.value} if terms.leftovers else {}),
            "rule": terms.rule,
            "tie_break": [key.value for key in terms.tie_break],
            "minimum_votes": terms.minimum_votes,
            "incompatible": [list(pair) for pair in terms.incompatible],
            "parameters": dict(terms.parameters),
        }
    )


def read_terms(text: str, seed: str = "") -> Terms:
    """Read what `write_terms` wrote and add the published seed; raises `Refusal` (`PaperReason`, `TermsReason`)."""
    return read_paper(text, lambda paper: _build_terms(paper, seed), TERMS, WITH_LEFTOVERS)


def terms_digest(terms: Terms) -> str:
    """Return the SHA-256 of the terms as announced, in hexadecimal."""
    return digest_of(write_terms(terms))


def _ballot_paper(ballot: Ballot) -> dict[str, object]:
    paper: dict[str, object] = {"choices": list(ballot.choices), "weight": ballot.weight}
    return {**paper, "points": list(ballot.points)} if ballot.points else paper


def _build_election(paper: JsonObject) -> Election:
    return Election(
        projects=read_projects(paper),
        ballots=tuple(_build_ballot(row) for row in rows(paper["ballots"])),
        envelope=whole(paper["envelope"]),
        format=BallotFormat(word(paper["format"])),
        hands=read_numbers(paper, "hands"),
        envelopes=read_numbers(paper, "envelopes"),
    )


def read_numbers(paper: JsonObject, name: str) -> dict[str, int]:
    """Return numbers by word as they stand in a paper under that name: hands by project, money by pot; none in most."""
    numbers = paper.get(name, {})
    if not isinstance(numbers, dict):
        raise TypeError(f"{name} are an object")
    return {word(key): whole(number) for key, number in numbers.items()}


def read_projects(paper: JsonObject) -> tuple[CountedProject, ...]:
    """Return the projects of a paper."""
    return tuple(_build_project(row) for row in rows(paper["projects"]))


def _build_project(row: JsonObject) -> CountedProject:
    pot = word(row.get("pot", COMMUNE_WIDE))
    return CountedProject(word(row["id"]), whole(row["cost"]), whole(row["order"]), pot)


def _project_paper(project: CountedProject) -> JsonObject:
    paper = {"id": project.id, "cost": project.cost, "order": project.order}
    return paper if project.pot == COMMUNE_WIDE else {**paper, "pot": project.pot}


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
        leftovers=Leftovers(word(paper["leftovers"])) if "leftovers" in paper else None,
    )


def _pair(ids: tuple[str, ...]) -> tuple[str, str]:
    one, other = ids
    return one, other
