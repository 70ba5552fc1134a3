"""Asks those who live there whether finished works serve, some people a transaction, by day."""

from __future__ import annotations

from services.house import House
from services.projects.asking import ask_all
from worker.jobs import Job


def ask_the_next(house: House) -> int:
    """Ask whoever was not asked yet and return how many people that were."""
    return ask_all(house)


JOB = Job("ask_opinions", 1, ask_the_next)
