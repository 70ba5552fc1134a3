"""Who came to a public session, as its report tells it: by what they came as, by sex, against who was awaited."""

from __future__ import annotations

from collections.abc import Sequence

from bot.session_words import PRESENCES
from printing.written_report import Facts, Heading, Paragraph, Part, Points
from services.printing.said_parts import NOTHING, missing, table
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.public_sessions.attendance import Attendance

FEW = "…"
"""What stands for a number of fewer than five people."""


def attendance(voice: Voice, found: Attendance) -> list[Part]:
    """Return how many came, as what and by sex; few people are not told."""
    head = Heading(voice.text(_("Who came")))
    if not found.is_counted and found.planned is None:
        return [head, missing(voice)]
    rows = [
        (voice.value(PRESENCES[one.presence]), _count(voice, one.planned), _came(voice, found, one.came))
        for one in found.rows
        if one.planned or one.came != 0
    ]
    rows.append((voice.text(_("Together")), _count(voice, found.planned), _came(voice, found, found.came)))
    names = (_("As what"), _("Awaited"), _("Came"))
    parts: list[Part] = [
        head,
        table(voice, _("People present"), names, tuple(rows), figures=(1, 2), shares=(4, 1, 1)),
    ]
    if not found.is_counted:
        return [*parts, Paragraph(voice.text(_("Nobody counted who came.")))]
    sexes = ((_("Women"), found.women), (_("Men"), found.men), (_("Not said"), found.unsaid))
    parts.append(Facts(tuple((voice.text(name), _came(voice, found, count)) for name, count in sexes)))
    if found.hides:
        parts.append(few(voice))
    return parts


def few(voice: Voice) -> Paragraph:
    """Say what stands in the place of a number that is not told."""
    return Paragraph(voice.text(_("%(sign)s: so few people that their number would tell who."), sign=FEW))


def _count(voice: Voice, number: int | None) -> str:
    return NOTHING if number is None else voice.number(number)


def _came(voice: Voice, found: Attendance, number: int | None) -> str:
    if not found.is_counted:
        return NOTHING
    return FEW if number is None else voice.number(number)


def associations(voice: Voice, names: Sequence[str]) -> list[Part]:
    """Return the associations that took part."""
    head = Heading(voice.text(_("Associations that took part")))
    return [head, Points(tuple(names)) if names else missing(voice)]
