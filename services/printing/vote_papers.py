"""The use cases of a vote's papers: which votes have a list to print, its sheet, the words for the radio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Cycle
from models.cycle import CycleState
from printing import make_pdf
from services.clock import day_in
from services.communes import CommuneView
from services.house import House
from services.printing.ballot_sheet import BallotSheet, say_ballot_sheet
from services.printing.papers import Paper, commune_in
from services.printing.project_marks import likely_symbol
from services.printing.radio import RadioScript, say_radio_script
from services.printing.reasons import PaperNo
from services.printing.where_to import WhereTo, where_to
from services.projects.symbols import symbols_of
from services.public import VoteRules, vote_rules

Sheet = TypeVar("Sheet")


@dataclass(frozen=True, slots=True)
class SymbolChoice:
    """A project of the list and the symbol it has: chosen by staff, or likely by its title."""

    number: int
    titles: dict[str, str]
    symbol: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class VoteOnPaper:
    """A vote whose list is fixed and whose result is not out."""

    cycle_id: int
    title: str
    year: int
    symbols: tuple[SymbolChoice, ...]


def votes_on_paper(session: Session, commune_id: int) -> list[VoteOnPaper]:
    """Return the commune's votes that are approved and not decided yet, the latest first."""
    query = select(Cycle).where(Cycle.commune_id == commune_id, Cycle.state == CycleState.APPROVED)
    cycles = session.scalars(query.order_by(Cycle.year.desc(), Cycle.id.desc()))
    found = ((cycle.id, vote_rules(session, commune_id, cycle.id)) for cycle in cycles)
    return [
        VoteOnPaper(cycle_id, rules.title, rules.year, _symbols(session, cycle_id, rules))
        for cycle_id, rules in found
        if rules and not rules.has_result
    ]


def ballot_sheet(session: Session, house: House, commune_id: int, cycle_id: int, language: str) -> BallotSheet:
    """Return the sheet of a vote's list; `Refusal` (`PaperNo`) where there is no list or no line."""
    chosen = symbols_of(session, cycle_id)

    def say(commune: CommuneView, rules: VoteRules, place: WhereTo, today: date) -> BallotSheet:
        return say_ballot_sheet(commune, rules, chosen, place, today, language)

    return _said(session, house, commune_id, cycle_id, language, say)


def radio_script(session: Session, house: House, commune_id: int, cycle_id: int, language: str) -> RadioScript:
    """Return what is read out of a vote's list; `Refusal` (`PaperNo`) where there is no list or no line."""

    def say(commune: CommuneView, rules: VoteRules, place: WhereTo, today: date) -> RadioScript:
        return say_radio_script(commune, rules, place, today, language)

    return _said(session, house, commune_id, cycle_id, language, say)


def press_ballot_sheet(sheet: BallotSheet) -> Paper:
    """Press the list; call it outside of a transaction."""
    content = make_pdf("ballot_sheet", asdict(sheet), sheet.language)
    return Paper(sheet.title, f"ballot-{sheet.language}.pdf", sheet.language, content)


def press_radio_script(script: RadioScript) -> Paper:
    """Press what is read out; call it outside of a transaction."""
    content = make_pdf("radio_script", asdict(script), script.language)
    return Paper(script.title, f"radio-{script.language}.pdf", script.language, content)


def _said(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    language: str,
    say: Callable[[CommuneView, VoteRules, WhereTo, date], Sheet],
) -> Sheet:
    commune, rules = commune_in(session, commune_id, language), vote_rules(session, commune_id, cycle_id)
    if rules is None or rules.voided_at is not None:
        raise Refusal(PaperNo.NO_BALLOT)
    return say(commune, rules, where_to(session, house, commune_id), day_in(house.clock(), commune.time_zone))


def _symbols(session: Session, cycle_id: int, rules: VoteRules) -> tuple[SymbolChoice, ...]:
    chosen = symbols_of(session, cycle_id)
    return tuple(
        SymbolChoice(
            each.number, each.titles, chosen.get(each.number) or likely_symbol(each.titles), each.number in chosen
        )
        for each in rules.projects
    )
