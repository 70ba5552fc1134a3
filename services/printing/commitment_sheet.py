"""The technical sheet of a commitment of the action plan, filled in: as it is written, with the figures of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from budgeting.own_name import names_in_order
from budgeting.quantities import write_quantity
from locales.page_words import NOTHING
from models.action_plan import Judges, Principle
from printing.written_report import Facts, Heading, Paragraph, Part, Points, Table, WrittenReport
from services.action_plan.live import Figure
from services.action_plan.reading import ActivityView, CommitmentPage, IndicatorView, commitment_page
from services.clock import day_in
from services.follow_ups.finding import EVERYBODY, Reader
from services.follow_ups.written_days import Written
from services.house import House
from services.printing.papers import commune_in
from services.printing.said_parts import NOT_WRITTEN
from services.printing.voice import Voice
from services.printing.voice import marked as _

STATES = {
    "not_started": _("Not begun"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "abandoned": _("Given up"),
}
PRINCIPLES = {
    Principle.TRANSPARENCY: _("Transparency"),
    Principle.PARTICIPATION: _("Taking part"),
    Principle.ACCOUNTABILITY: _("Accountability"),
    Principle.TECHNOLOGY: _("Technology"),
}
JUDGED = {Judges.RESULT: _("Result indicators"), Judges.IMPACT: _("Impact indicators")}


def commitment_sheet(
    session: Session, house: House, commune_id: int, commitment_id: int, language: str, *, reader: Reader = EVERYBODY
) -> WrittenReport:
    """Return the sheet of a commitment in a language; `Refusal` where there is none, or none that may be read."""
    commune = commune_in(session, commune_id, language)
    today = day_in(house.clock(), commune.time_zone)
    remembered = house if reader == EVERYBODY else None
    page = commitment_page(session, commune_id, commitment_id, today=today, reader=reader, house=remembered)
    return say_sheet(page, Voice(language, commune), today)


def say_sheet(page: CommitmentPage, voice: Voice, today: date) -> WrittenReport:
    """Return a commitment in the order of the sheet: what it says, what is done for it, what it is judged by."""
    return WrittenReport(
        title=voice.name(_("Commitment %(number)s: %(title)s"), number=page.number, title=_named(voice, page.titles)),
        commune=voice.commune.name,
        date=today.isoformat(),
        language=voice.language,
        parts=tuple(_parts(page, voice, today)),
        about=_named(voice, page.plan.titles),
    )


def _parts(page: CommitmentPage, voice: Voice, today: date) -> Iterator[Part]:
    yield Facts(tuple(_facts(page, voice)))
    for title, texts in ((_("Problem"), page.problems), (_("Solution"), page.solutions)):
        yield Heading(voice.text(title))
        yield Paragraph(_named(voice, texts) or voice.text(NOT_WRITTEN))
    yield Heading(voice.text(_("Principles")))
    principles = tuple(voice.text(PRINCIPLES[Principle(one)]) for one in page.principles)
    yield Points(principles) if principles else Paragraph(voice.text(NOT_WRITTEN))
    yield Heading(voice.text(_("Activities")))
    yield from _activities(page, voice)
    for judges, title in JUDGED.items():
        yield Heading(voice.text(title))
        yield from _indicators(page.judged_by(judges), voice, today)
    yield from _how_counted(page, voice, today)


def _facts(page: CommitmentPage, voice: Voice) -> Iterator[tuple[str, str]]:
    plan = page.plan
    yield voice.text(_("Period")), voice.text(_("%(first)s to %(last)s"), **_days(voice, plan.first_on, plan.last_on))
    if plan.partner:
        yield voice.text(_("Partner of the plan")), plan.partner
    if plan.document:
        yield voice.text(_("Document")), plan.document
    yield voice.text(_("Services in charge")), page.services or NOTHING
    yield voice.text(_("Partners")), page.partners or NOTHING
    if (progress := page.progress).activities:
        done = voice.text(_("%(done)s of %(all)s done"), done=progress.done, all=progress.activities)
        yield voice.text(_("Activities")), done


def _activities(page: CommitmentPage, voice: Voice) -> Iterator[Part]:
    if not page.activities:
        yield Paragraph(voice.text(NOT_WRITTEN))
        return
    header = (_("Number"), _("Activity"), _("In charge"), _("Start"), _("End"), _("State"))
    rows = tuple(_activity(one, voice) for one in page.activities)
    caption = voice.text(_("What is done for it, in the state of the day on which this was printed"))
    yield Table(caption, tuple(map(voice.text, header)), rows, shares=(3, 7, 4, 3, 3, 3))
    for one in page.activities:
        if one.is_unfit:
            words = _("%(number)s: the end (%(ends)s) stands before the start (%(starts)s). Both are kept as written.")
            said = {"number": one.row.reference, "ends": _day(voice, one.ends), "starts": _day(voice, one.starts)}
            yield Paragraph(voice.text(words, **said), is_strong=True)
        if one.unread:
            words = _("%(number)s: to be checked, this cannot be read as a day: %(days)s. It is kept as written.")
            said = {"number": one.row.reference, "days": voice.text(_(", ")).join(day.text for day in one.unread)}
            yield Paragraph(voice.text(words, **said), is_strong=True)


def _activity(one: ActivityView, voice: Voice) -> tuple[str, ...]:
    row = one.row
    state = voice.text(STATES[row.state]) if row.state else voice.text(_("To be said"))
    late = voice.text(_("%(state)s, late"), state=state) if row.is_late else state
    days = (_day(voice, one.starts), _day(voice, one.ends))
    return row.reference, _named(voice, one.names), row.owner or NOTHING, *days, late


def _indicators(found: list[IndicatorView], voice: Voice, today: date) -> Iterator[Part]:
    if not found:
        yield Paragraph(voice.text(NOT_WRITTEN))
        return
    header = (_("Indicator"), _("Starting value"), _("Target"), _("Figure"), _("Read on"))
    rows = tuple(_indicator(one, voice) for one in found)
    caption = voice.text(_("Figures of %(day)s"), day=voice.day(today))
    yield Table(caption, tuple(map(voice.text, header)), rows, frozenset({1, 2, 3}), (8, 3, 3, 3, 4))


def _indicator(one: IndicatorView, voice: Voice) -> tuple[str, ...]:
    name = voice.text(one.live_name) if one.live_name else _named(voice, one.names)
    called = f"{name} ({one.unit})" if one.unit else name
    baseline = _quantity(voice, one.baseline)
    if one.baseline is not None and one.baseline_year:
        baseline = f"{baseline} ({one.baseline_year})"
    figure = one.figure
    read_on = voice.day(figure.read_on) if figure else voice.text(_("no figure yet"))
    return called, baseline, _quantity(voice, one.target), _quantity(voice, figure.value if figure else None), read_on


def _how_counted(page: CommitmentPage, voice: Voice, today: date) -> Iterator[Part]:
    """Say which figures are counted from the records of which days, and where those that were typed come from."""
    live = next((one.figure for one in page.indicators if one.key and one.figure), None)
    if live and live.period:
        words = _("Counted from the commune's records of %(first)s to %(last)s, read on %(day)s:")
        days = _days(voice, live.period.first, live.period.last)
        yield Paragraph(voice.text(words, **days, day=voice.day(today)))
        yield Points(tuple(voice.text(one.live_name) for one in page.indicators if one.live_name))
    typed = [(one, one.figure) for one in page.indicators if not one.key and one.figure]
    for one, figure in typed:
        yield Paragraph(_source(one, figure, voice))


def _source(one: IndicatorView, figure: Figure, voice: Voice) -> str:
    said = {"name": _named(voice, one.names), "day": voice.day(figure.read_on)}
    if figure.source:
        return voice.text(_("%(name)s: typed by staff for %(day)s, from %(source)s"), **said, source=figure.source)
    return voice.text(_("%(name)s: typed by staff for %(day)s, without a source"), **said)


def _named(voice: Voice, names: Mapping[str, str]) -> str:
    return next(names_in_order(names, (voice.language, *voice.commune.languages)), "")


def _day(voice: Voice, written: Written) -> str:
    """Return a day in words; a month, a year or words as they are written."""
    return voice.day(written.first) if written.is_day else written.text or NOTHING


def _days(voice: Voice, first: date, last: date) -> dict[str, str]:
    return {"first": voice.day(first), "last": voice.day(last)}


def _quantity(voice: Voice, value: int | None) -> str:
    return NOTHING if value is None else write_quantity(value, voice.language)
