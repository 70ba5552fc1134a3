"""Parts that written reports share: what nobody wrote down is said to be missing, and tables say their columns."""

from __future__ import annotations

from collections.abc import Sequence

from printing.written_report import Heading, Paragraph, Part, Table
from services.printing.voice import Voice
from services.printing.voice import marked as _

NOT_WRITTEN = _("Not written down.")
NOTHING = "–"


def told(voice: Voice, heading: str, text: str | None) -> list[Part]:
    """Return a heading and what was written below it."""
    return [Heading(voice.text(heading)), prose(voice, text)]


def prose(voice: Voice, text: str | None) -> Part:
    """Return what was written, or that nothing was."""
    return Paragraph(text) if text else missing(voice)


def missing(voice: Voice) -> Paragraph:
    """Say that nobody wrote it down."""
    return Paragraph(voice.text(NOT_WRITTEN))


def table(
    voice: Voice,
    caption: str,
    names: Sequence[str],
    rows: tuple[tuple[str, ...], ...],
    *,
    figures: Sequence[int] = (),
    shares: tuple[int, ...] = (),
) -> Table:
    """Return a table whose caption and columns are said."""
    return Table(voice.text(caption), tuple(voice.text(name) for name in names), rows, frozenset(figures), shares)
