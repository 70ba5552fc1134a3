"""The annual performance report in one language: of a programme, or of every programme of the commune."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.sms.clean import one_line
from printing.written_report import Facts, Heading, Paragraph, Part, Points, Table, WrittenReport
from services.communes import CommuneView
from services.management_dialogues.figures import read_figures
from services.printing.programme_parts import NOTHING_WRITTEN, Teller
from services.printing.programme_words import FREQUENCIES, TRENDS
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.programmes.drafts import PARTS, Frequency
from services.programmes.fiscal import QUARTERS, WHOLE
from services.programmes.money import MoneyRow
from services.programmes.reading import IndicatorView
from services.programmes.standing import Standing, Verdict
from services.programmes.year import ProgrammeYear

LONGEST_NAME = 120
"""Of a programme, in a title."""


def say_performance(
    told: Sequence[ProgrammeYear],
    commune: CommuneView,
    language: str,
    today: date,
    *,
    is_whole: bool,
    with_notes: bool = True,
) -> WrittenReport:
    """Return the report of a year: of one programme, or, where it `is_whole`, of all, with what they have together.

    `with_notes` says why results differ, as staff wrote it. `told` holds one programme at least.
    """
    teller = Teller(Voice(language, commune))
    text, year = teller.voice.text, told[0].board.period.year_name
    if is_whole:
        title = teller.voice.name(_("Annual performance report %(year)s"), year=year)
        parts = _together(told, teller)
    else:
        title = report_title(told[0], teller.voice)
        parts = []
    for one in told:
        parts += _programme(one, teller, level=1 if is_whole else 0, with_notes=with_notes)
    running = _("The year is not over: figures can still change, and no result is judged yet.")
    about = "" if told[0].board.is_over(WHOLE) else text(running)
    return WrittenReport(title, commune.name, today.isoformat(), language, tuple(parts), about)


def report_title(one: ProgrammeYear, voice: Voice) -> str:
    """Return what a programme's report is called."""
    programme = one.board.programme
    return voice.name(
        _("Annual performance report %(year)s: programme %(code)s, %(name)s"),
        year=one.board.period.year_name,
        code=programme.code,
        name=one_line(programme.name, LONGEST_NAME),
    )


def _together(told: Sequence[ProgrammeYear], teller: Teller) -> list[Part]:
    """Return the money of every programme, and how their indicators stand."""
    text = teller.voice.text
    named = [(f"{one.board.programme.code} {one.board.programme.name}", one.board) for one in told]
    header = (_("Programme"), _("reached"), _("not reached"), _("in progress"), _("no target"), _("no data"))
    rows = tuple((name, *_counts(board.standings[WHOLE], teller)) for name, board in named)
    return [
        Heading(text(_("All programmes"))),
        teller.money(_("Programme"), [(name, board.money_at(WHOLE)) for name, board in named]),
        *teller.sources(board.money_at(WHOLE) for _name, board in named),
        Table(
            text(_("Indicators of each programme")),
            tuple(map(text, header)),
            rows,
            frozenset({1, 2, 3, 4, 5}),
            (4, 1, 1, 1, 1, 1),
        ),
    ]


def _counts(standings: Sequence[Standing], teller: Teller) -> tuple[str, ...]:
    verdicts = [one.verdict for one in standings]
    unknown = {Verdict.NO_RESULT, Verdict.NO_DATA}
    kinds = ({Verdict.REACHED}, {Verdict.MISSED}, {Verdict.RUNNING}, {Verdict.NO_TARGET}, unknown)
    return tuple(teller.voice.number(sum(one in kind for one in verdicts)) for kind in kinds)


def _programme(one: ProgrammeYear, teller: Teller, *, level: int, with_notes: bool) -> list[Part]:
    board, text = one.board, teller.voice.text
    programme = board.programme
    parts: list[Part] = [Heading(f"{programme.code} {programme.name}")] if level else []
    unknown = text(NOTHING_WRITTEN)
    kind = _("Support programme") if programme.is_support else _("Operational programme")
    facts = (
        (_("Kind"), text(kind)),
        (_("Who answers for it"), programme.responsible or text(_("nobody named"))),
        (_("What it is for"), programme.objective or unknown),
        (_("Results expected"), programme.results or unknown),
    )
    parts.append(Facts(tuple((text(name), value) for name, value in facts)))
    rows = [*_quarters_written(one), board.money_at(WHOLE)]
    parts += [
        Heading(text(_("Money")), level + 1),
        teller.money(_("Period"), [(teller.period(board.period.at(row.quarter)), row) for row in rows]),
        *teller.sources(rows),
        Heading(text(_("Indicators")), level + 1),
        *_indicators(one, teller, with_notes=with_notes),
        Heading(text(_("Actions")), level + 1),
        teller.actions(read_figures(board, WHOLE).actions),
        Heading(text(_("Corrective actions")), level + 1),
        *_corrective(one, teller),
        Heading(text(_("What is missing")), level + 1),
        teller.missing(one.missing, _("Nothing that examiners look for is missing.")),
    ]
    return parts


def _quarters_written(one: ProgrammeYear) -> list[MoneyRow]:
    """Return the quarters of which somebody wrote something down; what an account says stands in the year."""
    rows = [one.board.money_at(quarter) for quarter in QUARTERS]
    return [row for row in rows if any(figure.quarter for figure in row.figures)]


def _indicators(one: ProgrammeYear, teller: Teller, *, with_notes: bool) -> list[Part]:
    text, standings = teller.voice.text, one.board.standings[WHOLE]
    if not standings:
        return [Paragraph(text(_("No indicator says whether it succeeds.")))]
    header = (_("Indicator"), _("Target"), _("Result"), _("Gap"), _("Trend"))
    rows = tuple(
        (
            _with_period(each, one, teller),
            teller.quantity(each.target, each.indicator.unit),
            _result(each, teller),
            teller.gap(each.gap, each.verdict),
            text(TRENDS[each.trend]),
        )
        for each in standings
    )
    notes = (
        tuple(teller.behind(each.indicator.name, each.note) for each in standings if each.note) if with_notes else ()
    )
    caption = text(_("Results against targets"))
    parts: list[Part] = [Table(caption, tuple(map(text, header)), rows, frozenset({1, 2, 3}), (4, 2, 3, 3, 2))]
    if notes:
        parts += [Paragraph(text(_("Why results differ:"))), Points(notes)]
    return [*parts, _sheets([each.indicator for each in standings], teller)]


def _sheets(indicators: Sequence[IndicatorView], teller: Teller) -> Table:
    """Return how each indicator is measured."""
    text = teller.voice.text
    header = (_("Indicator"), _("What is counted, out of what"), _("Starting value"), _("Source"), _("How often"))
    rows = tuple(
        (
            one.name,
            f"{one.numerator or '–'} / {one.denominator or '–'}" if one.is_share else (one.unit or "–"),
            _baseline(one, teller),
            one.source or "–",
            text(FREQUENCIES[Frequency(one.frequency)]) if one.frequency else "–",
        )
        for one in indicators
    )
    return Table(text(_("How they are measured")), tuple(map(text, header)), rows, shares=(3, 4, 2, 3, 2))


def _baseline(one: IndicatorView, teller: Teller) -> str:
    if one.baseline is None:
        return "–"
    value = teller.quantity(one.baseline, one.unit)
    return f"{value} ({one.baseline_year})" if one.baseline_year else value


def _with_period(each: Standing, one: ProgrammeYear, teller: Teller) -> str:
    """Return an indicator's name, and the part of the year that was measured where the whole was not."""
    name, often = each.indicator.name, each.indicator.frequency
    if not each.part or not often:
        return name
    is_quarter = often == Frequency.QUARTER
    part = teller.period(one.board.period.at(each.part)) if is_quarter else f"{each.part}/{PARTS[Frequency(often)]}"
    return f"{name} ({part})"


def _result(each: Standing, teller: Teller) -> str:
    said = teller.quantity(each.result, each.indicator.unit)
    if each.women is None or each.men is None:
        return said
    women, men = teller.quantity(each.women), teller.quantity(each.men)
    return f"{said} ({teller.voice.text(_('women %(women)s, men %(men)s'), women=women, men=men)})"


def _corrective(one: ProgrammeYear, teller: Teller) -> list[Part]:
    parts = [
        teller.promises(
            _("Corrective actions of the year’s dialogues, with their state now"),
            one.corrective,
            _("No corrective action was decided."),
        )
    ]
    if not one.kept_inside:
        return parts
    inside = teller.voice.text(
        _("Corrective actions followed within the town hall alone: %(count)s."),
        count=teller.voice.number(one.kept_inside),
    )
    return [parts[0], Paragraph(inside)] if one.corrective else [Paragraph(inside)]
