"""What a year's money is for first, in the commune's own words and figures."""

from __future__ import annotations

from bot.wording import Series
from services.printing.figures import REST, Figured
from services.printing.leaflet import Fact, PriorityPart
from services.printing.voice import Voice
from services.printing.voice import marked as _

LARGEST = 3
LONGEST_NAME = 80
LONGEST_AIM = 180


def priority_part(figured: Figured, voice: Voice) -> PriorityPart | None:
    """Return where most of the money goes and what the programmes are for; None where neither is known."""
    most, aims = _most(figured, voice), figured.aims
    if not most and not aims:
        return None
    rows = [Fact(_cut(aim.programme, LONGEST_NAME), _cut(aim.objective, LONGEST_AIM)) for aim in aims]
    lede = voice.text(_("What the programmes of the commune are for:")) if rows else ""
    return PriorityPart(voice.text(_("Priorities")), most, lede, tuple(rows))


def _most(figured: Figured, voice: Voice) -> str:
    side, rows = figured.book.spending, figured.spending_rows
    if side is None or side.whole.amount <= 0:
        return ""
    shares = zip(rows, voice.shares([row.amount for row in rows], side.whole.amount), strict=True)
    largest = [(row, share) for row, share in shares if row.code != REST and row.amount > 0][:LARGEST]
    if not largest:
        return ""
    named = Series([f"{voice.topic(row)} ({share})" for row, share in largest])
    return voice.text(
        _("Of every %(hundred)s, the most goes to: %(topics)s."), hundred=voice.hundred(), topics=voice.value(named)
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
