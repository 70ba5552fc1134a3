"""Freezes the figures of the periods that ended last, every hour: it may come days late, and freezes each once."""

from __future__ import annotations

from services.figures.freezing import freeze_all_due
from services.house import House
from worker.jobs import Job


def freeze_figures(house: House) -> int:
    """Freeze what is due; a second machine finds nothing left."""
    return freeze_all_due(house)


JOB = Job("freeze_figures", 60, freeze_figures)
