"""Where money comes from and where it goes, row by row, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.printing.figures import REST, Figured
from services.printing.leaflet import MoneyPart, MoneyRow
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.printing.words import STAGES
from services.public import Figures, Side

LONGEST_LABEL = 60


def receipts_part(figured: Figured, voice: Voice) -> MoneyPart:
    """Return where the money comes from, by the document's own names."""
    title, side = voice.text(_("Where the money comes from")), figured.book.receipts
    if side is None:
        return _silent(title, voice.text(_("The commune has not published its receipts of this year.")))
    lede = voice.text(
        _("Receipts: %(amount)s (%(stage)s)."), amount=voice.amount(side.whole.amount), stage=stage_of(side, voice)
    )
    rows = _rows(figured.receipt_rows, side, voice, _name_of_receipt)
    return MoneyPart(
        title, f"{lede}{_planned(side, voice)}", _columns(voice, _("From what"))[:3], rows, _total(side, voice)
    )


def spending_part(figured: Figured, voice: Voice) -> MoneyPart:
    """Return where the money goes, by topic."""
    title, side = voice.text(_("Where the money goes")), figured.book.spending
    if side is None:
        return _silent(title, voice.text(_("The commune has not published its spending of this year.")))
    lede = voice.text(
        _("Spending: %(amount)s (%(stage)s)."), amount=voice.amount(side.whole.amount), stage=stage_of(side, voice)
    )
    columns = _columns(voice, _("What for"))
    if not voice.commune.population:
        columns = columns[:3]
    rows = _rows(figured.spending_rows, side, voice, _name_of_topic)
    return MoneyPart(title, f"{lede}{_planned(side, voice)}{_people(voice)}", columns, rows, _total(side, voice))


def stage_of(side: Side, voice: Voice) -> str:
    """Return what the figures of a side are: paid, voted forecast …"""
    stage = side.done_stage if side.tells_done else side.planned_stage
    return voice.text(STAGES[stage]) if stage in STAGES else ""


def _planned(side: Side, voice: Voice) -> str:
    if not side.tells_done or side.whole.planned is None:
        return ""
    return " " + voice.text(_("Planned: %(amount)s."), amount=voice.amount(side.whole.planned))


def _people(voice: Voice) -> str:
    """Say that a year's money is shared out among the people of today: those of that year were not asked."""
    if not voice.commune.population:
        return ""
    people = voice.number(voice.commune.population)
    return " " + voice.text(_("Per inhabitant means: for each of today’s %(people)s inhabitants."), people=people)


def _columns(voice: Voice, first: str) -> tuple[str, ...]:
    out_of = voice.text(_("Out of %(hundred)s"), hundred=voice.hundred())
    return voice.text(first), voice.text(_("Amount")), out_of, voice.text(_("Per inhabitant"))


def _rows(
    found: Sequence[Figures], side: Side, voice: Voice, name_of: Callable[[Figures, Voice], str]
) -> tuple[MoneyRow, ...]:
    longest = max((row.amount for row in found), default=0)
    shares = voice.shares([row.amount for row in found], side.whole.amount)
    return tuple(
        _row(name_of(row, voice), row.amount, share, voice, longest) for row, share in zip(found, shares, strict=True)
    )


def _total(side: Side, voice: Voice) -> MoneyRow:
    (share,) = voice.shares([side.whole.amount], side.whole.amount)
    return _row(voice.text(_("Together")), side.whole.amount, share, voice, 0)


def _row(label: str, amount: int, share: str, voice: Voice, longest: int) -> MoneyRow:
    return MoneyRow(
        label=label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…",
        amount=voice.amount(amount),
        share=share,
        head=voice.head(amount),
        bar=max(0, amount * 1000 // longest) if longest > 0 else 0,
        minor=amount,
    )


def _name_of_receipt(row: Figures, voice: Voice) -> str:
    return voice.text(_("Other receipts (%(count)s lines)"), count=int(row.name)) if row.code == REST else row.name


def _name_of_topic(row: Figures, voice: Voice) -> str:
    return voice.text(_("Other topics (%(count)s)"), count=int(row.name)) if row.code == REST else voice.topic(row)


def _silent(title: str, why: str) -> MoneyPart:
    return MoneyPart(title, why, (), (), None)
