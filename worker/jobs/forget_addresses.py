"""Erases the addresses of people who asked to be forgotten, once nothing more has to be sent to them."""

from __future__ import annotations

from services.erasure import forget_addresses
from services.house import House
from worker.jobs import Job


def erase_addresses(house: House) -> int:
    """Erase what is due and return how many people that were."""
    return house.work.write(lambda session: forget_addresses(session, house.clock()))


JOB = Job("forget_addresses", 1, erase_addresses)
