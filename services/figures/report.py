"""The figures of a period as a report on paper: a table of all of them, then each with what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from locales.page_words import NOTHING
from printing.written_report import Facts, Heading, Paragraph, Part, Table, WrittenReport
from services.figures.parts import PARTS, say_part
from services.figures.reading import Reading
from services.figures.telling import Told
from services.figures.words import say_figure, say_gap, say_period, say_told, say_unit
from services.indicators.base import Period
from services.printing.voice import Voice
from services.printing.voice import marked as _

HEADER = (_("Indicator"), _("Figure"), _("Target"), _("Gap"))
CAPTION = _("Figures of the period")
SO_FAR = _("The period is not over: these are the figures until %(day)s.")
FOR_STAFF = _(
    "For the town hall. Outside it nobody is told figures of fewer than five people, nor how many have voted while a "
    "vote is open: the public page keeps both back."
)


def figures_report(
    readings: Sequence[tuple[Reading, Told]], period: Period, voice: Voice, *, today: date
) -> WrittenReport:
    """Return the report in one language, for who works for the commune."""
    parts: list[Part] = []
    if period.last >= today:
        parts.append(Paragraph(voice.text(SO_FAR, day=voice.day(today)), is_strong=True))
    rows = tuple(_row(reading, told, voice) for reading, told in readings)
    header = tuple(voice.text(name) for name in HEADER)
    parts.append(Table(voice.text(CAPTION), header, rows, frozenset({1, 2, 3}), (4, 2, 2, 2)))
    for reading, told in readings:
        parts.extend(_about(reading, told, voice))
    parts.append(Paragraph(voice.text(FOR_STAFF)))
    return WrittenReport(
        voice.text(_("Indicators")),
        voice.commune.name,
        today.isoformat(),
        voice.language,
        tuple(parts),
        say_period(period, voice.language),
    )


def _row(reading: Reading, told: Told, voice: Voice) -> tuple[str, ...]:
    indicator, language, currency = reading.indicator, voice.language, voice.commune.currency
    target = NOTHING if reading.target is None else say_figure(indicator, reading.target, language, currency)
    gap = reading.gap if told.value is not None else None
    return (
        voice.text(indicator.name.text),
        say_told(told, language, currency),
        target,
        say_gap(indicator, gap, language, currency),
    )


def _about(reading: Reading, told: Told, voice: Voice) -> Iterator[Part]:
    indicator = reading.indicator
    yield Heading(voice.text(indicator.name.text), 2)
    yield Paragraph(voice.text(indicator.definition.text))
    facts = [
        (voice.text(_("Figure")), say_told(told, voice.language, voice.commune.currency)),
        (voice.text(_("Source")), voice.text(indicator.source.text)),
        (voice.text(_("How it is computed")), voice.text(indicator.computation.text)),
    ]
    if told.records is not None:
        made_of = f"{voice.number(told.records)} {say_unit(indicator, told.records, voice.language)}"
        facts.insert(1, (voice.text(_("Made of")), made_of))
    yield Facts(tuple(facts))
    for by, groups in told.groups.items():
        header = (voice.text(PARTS[by]), voice.text(_("Records")), voice.text(_("Figure")))
        rows = tuple(
            (say_part(by, group.key, voice.language), voice.number(group.count), _of_group(told, group.value, voice))
            for group in groups
        )
        yield Table(voice.text(PARTS[by]), header, rows, frozenset({1, 2}), (3, 1, 1))


def _of_group(told: Told, value: int | None, voice: Voice) -> str:
    return NOTHING if value is None else say_figure(told.indicator, value, voice.language, voice.commune.currency)
