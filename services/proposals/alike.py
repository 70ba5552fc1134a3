"""What is proposed, or stands on a ballot, in nearly the same words as a title."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz, process
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.understanding.fold import fold
from models import Project, Proposal
from models.project import ProjectState
from services.proposals.reading import LIVING
from services.requests.alike import same_word
from services.zones import named_zones

ALIKE = 72  # of 100: "forage a Zongo" and "forage au quartier Zongo" are alike, "marche de Zongo" is not
LOOKED_AT = 2000
SHORTEST = 3
"""Letters of a word that two titles may share: `eau`, and none of the small ones."""
COMING = (ProjectState.ON_BALLOT, ProjectState.FUNDED, ProjectState.UNDER_WAY)
"""Projects beside which the same idea is none of its own: what is finished may be wanted once more."""
_LITTLE = (
    "au aux avec dans de des du en et la le les notre nos par pour sur un une a an and at for in new of our the to"
    " في من على الى ل و"
)
EMPTY_WORDS = frozenset(_LITTLE.split())


def similar_proposals(
    session: Session, commune_id: int, title: str, limit: int = 3, *, but: int | None = None
) -> list[Proposal]:
    """Return living proposals whose titles say nearly the same, the most alike first; `but` is left out."""
    titles = [(row[0], row[1]) for row in session.execute(_titles(commune_id)) if row[0] != but]
    alike = _alike(title, titles, _places(session, commune_id))
    return [session.get_one(Proposal, proposal_id) for proposal_id in islice(alike, limit)]


def similar_projects(session: Session, commune_id: int, title: str, limit: int = 3) -> list[Project]:
    """Return projects on a ballot or to be built whose titles, in any language, say nearly the same."""
    query = select(Project).where(Project.commune_id == commune_id, Project.state.in_(COMING))
    projects = {project.id: project for project in session.scalars(query)}
    titles = [(one.id, said) for one in projects.values() for said in {*one.titles.values(), *one.short_names.values()}]
    alike = dict.fromkeys(_alike(title, titles, _places(session, commune_id)))
    return [projects[project_id] for project_id in islice(alike, limit)]


def _alike(title: str, titles: Sequence[tuple[int, str]], places: Collection[str]) -> Iterator[int]:
    """Yield the ids of titles that say nearly the same, the most alike first.

    Where one title holds all the words of another, both are as alike as can be: of those the one comes first that has
    least besides, of equals the latest. A place that both name makes nothing alike, two places keep ideas apart.
    """
    wanted, where = _gist(title, places)
    if not wanted:
        return
    read = [_gist(other, places) for _id, other in titles]
    known = {
        place: gist
        for place, (gist, there) in enumerate(read)
        if gist and not (where and there and where.isdisjoint(there))
    }
    matches = process.extract(wanted, known, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=None)
    matches.sort(key=lambda match: (-match[1], -fuzz.token_sort_ratio(wanted, match[0]), -titles[match[2]][0]))
    # Words are compared two by two in the few that are alike as a whole, and in no more of these than are wanted.
    for gist, _score, place in matches:
        if gist == wanted or _shares_a_word(wanted, gist):
            yield titles[place][0]


def _titles(commune_id: int) -> Select[int, str]:
    return (
        select(Proposal.id, Proposal.title)
        .where(Proposal.commune_id == commune_id, Proposal.state.in_(LIVING))
        .order_by(Proposal.id.desc())
        .limit(LOOKED_AT)
    )


def _gist(title: str, places: Collection[str]) -> tuple[str, frozenset[str]]:
    """Return the words that say what is proposed, as one text, and those that say where.

    Where all its words name places (a zone may be called `Marché`), they are what is proposed.
    """
    words = fold(title).split()
    full = [word for word in words if word not in EMPTY_WORDS]
    telling = [word for word in full if word not in places]
    return " ".join(telling or full), frozenset(words).intersection(places)


def _places(session: Session, commune_id: int) -> frozenset[str]:
    """Return the words in the names of the commune's zones that no small word is."""
    names = named_zones(session, commune_id)
    return frozenset(word for _number, name in names for word in fold(name).split()) - EMPTY_WORDS


def _shares_a_word(one: str, other: str) -> bool:
    """Is a word of one in the other too, in another form perhaps, or with a fault of spelling?"""
    ours, others = _long_words(one), _long_words(other)
    return not ours.isdisjoint(others) or any(same_word(mine, others) for mine in ours)


def _long_words(text: str) -> set[str]:
    return {word for word in text.split() if len(word) >= SHORTEST}
