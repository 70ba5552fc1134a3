"""The empty sheet of a show of hands: the projects of the vote, room for the hands, and for those who sign."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.orm import Session

from budgeting.hands import FEWEST_PRESENT, FEWEST_SIGNERS
from budgeting.refusal import Refusal
from printing import make_pdf
from services.clock import day_in
from services.communes import CommuneView
from services.house import House
from services.printing.citizen_budget import clipped
from services.printing.papers import Paper, commune_in
from services.printing.reasons import PaperNo
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.vote_words import ONE_PROJECT, ONE_WAY, PROJECTS, say_dates
from services.printing.words import DEMONSTRATION
from services.public import VoteRules, vote_rules

TITLE = _("Count sheet of a show of hands")
TO_DO = (
    _("Count the people present first. For each project, count the hands aloud, twice; write the number."),
    _("Write no name of anybody who votes."),
)
TO_FILL = (
    _("Place"),
    _("Day and hour"),
    _("People present (%(least)s at least)"),
)
HANDS = _("Hands")
SIGNED = _("We counted this together (%(least)s people at least):")
OFFICE, SIGNATURE = _("Office held"), _("Signature")
AFTER = _("Bring this sheet to the town hall, where it is typed twice. It is kept.")
PLACES_TO_SIGN = 3


@dataclass(frozen=True, slots=True)
class CountSheetPaper:
    """The words of the sheet; `to_fill` have an empty line beside them, each of `projects` an empty box."""

    title: str
    commune: str
    date: str
    language: str
    vote: str
    dates: str
    to_do: tuple[str, ...]
    to_fill: tuple[str, ...]
    projects: tuple[tuple[str, str], ...]
    heads: tuple[str, str, str]
    signed: str
    office: str
    signature: str
    places: int
    after: str
    demonstration: str


def count_sheet(session: Session, house: House, commune_id: int, cycle_id: int, language: str) -> CountSheetPaper:
    """Return the sheet of a vote in one language; a `Refusal` (`PaperNo`) where it takes no shows of hands."""
    commune, rules = commune_in(session, commune_id, language), vote_rules(session, commune_id, cycle_id)
    if rules is None or rules.voided_at is not None or not rules.ways.by_hands:
        raise Refusal(PaperNo.NO_BALLOT)
    return say_count_sheet(commune, rules, day_in(house.clock(), commune.time_zone), language)


def say_count_sheet(commune: CommuneView, rules: VoteRules, today: date, language: str) -> CountSheetPaper:
    """Return the sheet of these frozen rules."""
    voice = Voice(language, commune)
    most = voice.text(ONE_PROJECT) if rules.max_choices == 1 else voice.text(PROJECTS, count=rules.max_choices)
    return CountSheetPaper(
        title=voice.name(TITLE),
        commune=clipped(commune.name),
        date=today.isoformat(),
        language=language,
        vote=clipped(rules.title),
        dates=say_dates(rules, voice),
        to_do=(*(voice.text(said) for said in TO_DO), most, voice.text(ONE_WAY)),
        to_fill=tuple(voice.text(said, least=FEWEST_PRESENT) for said in TO_FILL),
        projects=tuple((str(each.number), voice.title(each.titles)) for each in rules.projects),
        heads=(voice.text(_("Number")), voice.text(_("Project")), voice.text(HANDS)),
        signed=voice.text(SIGNED, least=FEWEST_SIGNERS),
        office=voice.text(OFFICE),
        signature=voice.text(SIGNATURE),
        places=PLACES_TO_SIGN,
        after=voice.text(AFTER),
        demonstration=voice.text(DEMONSTRATION) if commune.is_demo else "",
    )


def press_count_sheet(sheet: CountSheetPaper) -> Paper:
    """Press the sheet; call it outside of a transaction."""
    content = make_pdf("count_sheet", asdict(sheet), sheet.language)
    return Paper(sheet.title, f"count-sheet-{sheet.language}.pdf", sheet.language, content)
