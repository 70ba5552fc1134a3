"""The use cases: gather a sheet, press it, publish it as a document the commune has produced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgeting.inhabitants import has_people_of
from budgeting.refusal import Refusal
from locales.page_words import page_languages
from models import BudgetDocument, Commune, Document
from models.document import DocumentCategory
from printing import make_pdf
from services.clock import day_in
from services.commitments import read_office
from services.communes import CommuneView, find_commune
from services.documents import DocumentView, NewDocument, publish_document
from services.house import House
from services.printing.citizen_budget import say_citizen_budget
from services.printing.decided import DecisionPart, say_decision
from services.printing.figures import gather_figures
from services.printing.leaflet import Fact, Leaflet
from services.printing.poster import Poster, say_poster
from services.printing.reasons import PaperNo
from services.printing.receipt import Receipt, say_facts, say_receipt
from services.printing.voice import Voice
from services.public import heard_lines
from services.requests import read_dossier, read_request
from services.uploads import Upload


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that was pressed: what it is called, its file's name, its language, its bytes as PDF.

    `budgets` are the numbers of the documents its figures were read from.
    """

    title: str
    file_name: str
    language: str
    content: bytes
    budgets: tuple[int, ...] = ()


def commune_in(session: Session, commune_id: int, language: str) -> CommuneView:
    """Return the commune of a sheet; `Refusal` (`PaperNo`) where there is none, or no page is in that language."""
    if language not in page_languages():
        raise Refusal(PaperNo.NO_LANGUAGE)
    found = find_commune(session, commune_id)
    if found is None:
        raise Refusal(PaperNo.NO_COMMUNE)
    return found


def citizen_budget(session: Session, house: House, commune_id: int, year: int, language: str) -> Leaflet:
    """Return the citizen budget of a year in words; `Refusal` (`PaperNo`) where nothing of that year is published."""
    commune = commune_in(session, commune_id, language)
    figured = gather_figures(session, house, commune_id, year)
    if figured is None:
        raise Refusal(PaperNo.NO_BUDGET, year=year)
    if not has_people_of(year, day_in(house.clock(), commune.time_zone).year):
        commune = replace(commune, population=None)
    return say_citizen_budget(figured, commune, language, house.public_url)


def poster(session: Session, house: House, commune_id: int, language: str, paper: str = "a4") -> Poster:
    """Return the poster of a commune; `Refusal` (`PaperNo`) while nobody can write to it."""
    commune = commune_in(session, commune_id, language)
    return say_poster(session, house, commune, language=language, paper=paper)


def receipt(session: Session, house: House, commune_id: int, request_id: int, language: str) -> Receipt:
    """Return the acknowledgement of a request; `Refusal` where there is none of that id, or it was not handed in."""
    commune = commune_in(session, commune_id, language)
    request = read_request(session, house, commune_id, request_id)
    dossier = read_dossier(session, house, commune_id, request_id)
    lines, office = heard_lines(session, house, commune_id), read_office(session, commune_id)
    return say_receipt(request, dossier, commune, language, lines, office)


def facts_and_decision(
    session: Session, house: House, commune_id: int, request_id: int, language: str
) -> tuple[tuple[Fact, ...], DecisionPart]:
    """Return the days of a request, how to hear of it and what was decided, as the sheet says them, for the screen."""
    request = read_request(session, house, commune_id, request_id)
    dossier = read_dossier(session, house, commune_id, request_id)
    voice = Voice(language, commune_in(session, commune_id, language))
    lines, office = heard_lines(session, house, commune_id), read_office(session, commune_id)
    return say_facts(request, lines, office, voice), say_decision(request, dossier, voice)


def press_receipt(sheet: Receipt) -> Paper:
    """Press an acknowledgement; call it outside of a transaction."""
    content = make_pdf("receipt", asdict(sheet), sheet.language)
    return Paper(sheet.title, f"receipt-{sheet.reference}-{sheet.language}.pdf", sheet.language, content)


def press_citizen_budget(leaflet: Leaflet) -> Paper:
    """Press a citizen budget; call it outside of a transaction, it takes a moment."""
    content = make_pdf("citizen_budget", asdict(leaflet), leaflet.language)
    name = f"citizen-budget-{leaflet.year}-{leaflet.language}.pdf"
    return Paper(leaflet.title, name, leaflet.language, content, leaflet.budgets)


def press_poster(wall: Poster) -> Paper:
    """Press a poster; call it outside of a transaction."""
    content = make_pdf("poster", asdict(wall), wall.language)
    return Paper(wall.title, f"poster-{wall.language}-{wall.paper}.pdf", wall.language, content)


def publish_paper(
    session: Session,
    house: House,
    *,
    commune_id: int,
    paper: Paper,
    upload: Upload,
    staff_id: int | None,
    tell: bool = False,
) -> DocumentView:
    """Publish a pressed citizen budget as a document of the commune; its bytes were kept before as `upload`.

    `tell` tells those who follow the documents, as publishing any document does where that is asked. Raises `Refusal`
    while a document of the same title and language stands: a second click produces no second document; and where a
    budget it was made from was hidden or undone while it was pressed.
    """
    commune = session.get_one(Commune, commune_id)
    session.refresh(commune, with_for_update=True)  # two clicks at a time would both find nothing
    if _stands(session, commune_id, paper):
        raise Refusal(PaperNo.PUBLISHED_ALREADY)
    if not _are_published(session, commune_id, paper.budgets):
        raise Refusal(PaperNo.NO_BUDGET)
    new = NewDocument(
        title=paper.title,
        category=DocumentCategory.BUDGET,
        language=paper.language,
        dated_on=day_in(house.clock(), commune.time_zone),
        upload=upload,
        budgets=paper.budgets,
    )
    return publish_document(session, house, commune_id=commune_id, new=new, staff_id=staff_id, tell=tell)


def _stands(session: Session, commune_id: int, paper: Paper) -> bool:
    query = select(Document.id).where(Document.commune_id == commune_id, Document.withdrawn_at.is_(None))
    same = query.where(Document.title == paper.title, Document.language == paper.language)
    return session.scalar(same.limit(1)) is not None


def _are_published(session: Session, commune_id: int, budgets: Sequence[int]) -> bool:
    mine = (BudgetDocument.commune_id == commune_id, BudgetDocument.published, BudgetDocument.id.in_(budgets))
    return session.scalar(select(func.count(BudgetDocument.id)).where(*mine)) == len(budgets)
