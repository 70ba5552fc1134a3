from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.phrases import Phrase, Speech
from bot.sms.prepare import prepare
from models import Project, Proposal
from models.project import ProjectState
from models.proposal import ProposalRefusal
from services.projects.delays import DelayReason
from services.projects.prices import PriceReason
from services.projects.words import (
    contractor_words,
    delay_words,
    funded_words,
    milestone_moved_words,
    milestone_reached_words,
    not_funded_words,
    numbered_words,
    photo_words,
    poll_words,
    price_words,
    released_words,
    renamed_words,
    report_answered_words,
    scope_words,
    works_words,
)
from services.proposals.words import accepted_words, merged_words, refused_words

LONG = {"fr": "Forage Koumondé 2a", "ar": "بئر كوموندي ا", "en": "Borehole Koumonde"}


def everything_told() -> Iterator[Phrase]:
    """Every sentence with the longest values, without what staff wrote."""
    for state in (ProjectState.FUNDED, ProjectState.UNDER_WAY, ProjectState.DONE, ProjectState.ABANDONED):
        yield works_words(Project(number=128, short_names=LONG, progress=100, state=state), "")
    project = Project(number=128, short_names=LONG)
    yield from (funded_words(project), not_funded_words(project), released_words(project, ""))
    day, link = date(2027, 12, 31), "https://palabre.koumonde-plateau.example/koumonde/projects/128"
    built = Project(number=128, short_names=LONG, contractor="", contract=128_500_000, due_on=day)
    yield from (contractor_words(built), milestone_reached_words(built, ""), milestone_moved_words(built, "", day))
    yield from (scope_words(built, "", ""), photo_words(built, link), poll_words(built))
    yield report_answered_words(built, "")
    yield from (delay_words(built, code) for code in DelayReason)
    dear = Project(number=128, short_names=LONG, cost=128_500_000)
    yield from (price_words(dear, 1_285_000_000, code) for code in PriceReason)
    yield from (renamed_words(dear), numbered_words(Project(number=128, former_number=101, short_names=LONG)))
    proposal, target = Proposal(reference="P-26-0128"), Proposal(reference="P-26-0004")
    for is_author in (True, False):
        yield from (
            accepted_words(proposal, project, is_author=is_author, is_later=is_later) for is_later in (True, False)
        )
        yield merged_words(proposal, target, is_author=is_author)
        yield from (refused_words(proposal, code, is_author=is_author) for code in ProposalRefusal)


@pytest.mark.parametrize(("language", "most"), [("fr", 1), ("en", 1), ("ar", 2)])
def test_everything_followers_and_authors_are_told_fits_its_sms(language: str, most: int) -> None:
    speech = Speech((language,), is_brief=True)
    texts = [phrase.spoken(speech) for phrase in everything_told()]
    assert len(texts) == 47
    assert {text: prepare(text).segments for text in texts if prepare(text).segments > most} == {}


@pytest.mark.parametrize("code", PriceReason)
def test_a_new_price_of_the_usual_length_is_one_sms_in_arabic(code: PriceReason) -> None:
    latrines = Project(number=18, short_names={"ar": "مراحيض"}, cost=8_500_000)
    text = price_words(latrines, 7_200_000, code).spoken(Speech(("ar",), is_brief=True))
    assert prepare(text).segments == 1
