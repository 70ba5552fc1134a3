"""The minutes of a management dialogue as a report in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from printing.written_report import Facts, Heading, Paragraph, Part, Points, Table, WrittenReport
from services.communes import CommuneView
from services.management_dialogues.reading import DialogueView, ReviewedView
from services.management_dialogues.rows import CLOSED
from services.printing.programme_parts import NOTHING_WRITTEN, Teller
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.programmes.fiscal import FiscalPeriod

LEVELS = {"operational": _("Operational"), "strategic": _("Strategic")}


def say_minutes(view: DialogueView, commune: CommuneView, language: str, today: date) -> WrittenReport:
    """Return the minutes: who met, what earlier dialogues left, each programme, what was decided and is put right."""
    voice = Voice(language, commune)
    teller, text = Teller(voice), voice.text
    parts: list[Part] = [
        _facts(view, teller),
        Heading(text(_("Who took part"))),
        _people(view, voice),
        Heading(text(_("What earlier dialogues left"))),
        teller.promises(
            _("Corrective actions taken over, with their state now"),
            view.left,
            _("Nothing is left by earlier dialogues on these programmes."),
        ),
    ]
    for one in view.reviewed:
        parts += _programme(one, view.row.period, teller)
    parts += [
        Heading(text(_("Decisions"))),
        Points(view.decisions, is_numbered=True) if view.decisions else Paragraph(text(NOTHING_WRITTEN)),
        Heading(text(_("Corrective actions"))),
        teller.promises(
            _("Corrective actions decided, with their state now"), view.made, _("No corrective action was decided.")
        ),
    ]
    title = voice.name(_("Minutes: %(title)s"), title=voice.value(view.row.title))
    about = "" if view.row.state == CLOSED else text(_("Draft: the minutes are not closed yet."))
    return WrittenReport(title, commune.name, today.isoformat(), language, tuple(parts), about)


def _facts(view: DialogueView, teller: Teller) -> Facts:
    voice = teller.voice
    unknown = voice.text(NOTHING_WRITTEN)
    programmes = ", ".join(f"{one.programme.code} {one.programme.name}" for one in view.reviewed)
    rows = (
        (_("Level"), voice.text(LEVELS[view.row.level])),
        (_("Programmes"), programmes),
        (_("Period"), teller.period(view.row.period)),
        (_("Day"), voice.day(view.row.held_on)),
        (_("Place"), view.place or unknown),
        (_("Chaired by"), view.chair or unknown),
    )
    return Facts(tuple((voice.text(name), value) for name, value in rows))


def _people(view: DialogueView, voice: Voice) -> Part:
    if not view.participants:
        return Paragraph(voice.text(NOTHING_WRITTEN))
    header = (voice.text(_("Name")), voice.text(_("Function")))
    rows = tuple((one.name, one.function or "–") for one in view.participants)
    return Table(voice.text(_("Who took part")), header, rows)


def _programme(one: ReviewedView, period: FiscalPeriod, teller: Teller) -> Sequence[Part]:
    voice, named = teller.voice, f"{one.programme.code} {one.programme.name}"
    parts: list[Part] = [Heading(named)]
    if one.figures is not None:
        responsible = one.figures.responsible or voice.text(_("nobody named"))
        parts.append(Facts(((voice.text(_("Who answers for it")), responsible),)))
        parts.append(teller.money(_("Period"), [(teller.period(period), one.figures.money)]))
        parts += teller.sources([one.figures.money])
        parts.append(teller.actions(one.figures.actions))
    parts.append(_gaps(one, teller))
    parts.append(Heading(voice.text(_("What was found")), 2))
    found = one.findings.splitlines() or [voice.text(NOTHING_WRITTEN)]
    return [*parts, *(Paragraph(line) for line in found if line.strip())]


def _gaps(one: ReviewedView, teller: Teller) -> Part:
    voice = teller.voice
    if not one.gaps:
        return Paragraph(voice.text(_("No indicator of this programme is measured in this period.")))
    header = (_("Indicator"), _("Target"), _("Result"), _("Gap"), _("Cause"))
    rows = tuple(
        (
            gap.name,
            teller.quantity(gap.target, gap.unit),
            teller.quantity(gap.result, gap.unit),
            teller.gap(gap.gap, gap.verdict),
            gap.cause or "–",
        )
        for gap in one.gaps
    )
    caption = voice.text(_("Gap analysis"))
    return Table(caption, tuple(map(voice.text, header)), rows, frozenset({1, 2, 3}), (3, 2, 2, 2, 4))
