"""The cycle's key: its backup on paper before the vote, its return on another machine, its end after the appeal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.phases import PhaseKind
from budgeting.refusal import Refusal
from models import Cycle
from models.cycle import CycleState
from services.cycles.consent import Matter, say_yes
from services.cycles.draft import get_cycle, get_draft, note
from services.cycles.phases import phase_of
from services.cycles.reasons import CycleReason
from services.cycles.result import has_result
from services.cycles.rules import grace_of
from services.house import House
from services.keyring import CycleKey, KeyMissing
from services.roll.asking import forget_who_asked

GROUP = 4


@dataclass(frozen=True, slots=True)
class KeySheet:
    """What is printed and locked away: the key in groups of four, and the fingerprint anybody may know."""

    title: str
    fingerprint: str
    groups: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole key as it is typed back."""
        return " ".join(self.groups)


def load_key(house: House, cycle: Cycle) -> CycleKey:
    """Return the cycle's key; `Refusal` when it is not on this machine or is another one."""
    try:
        key = house.keyring.load(cycle.id)
    except KeyMissing:
        raise Refusal(CycleReason.KEY_GONE) from None
    if key.fingerprint != cycle.key_fingerprint:
        raise Refusal(CycleReason.KEY_WRONG)
    return key


def show_key(session: Session, house: House, commune_id: int, cycle_id: int, *, staff_id: int | None) -> KeySheet:
    """Return the sheet to print; only until its backup is confirmed, and the trail keeps who saw it."""
    cycle = _frozen_draft(session, commune_id, cycle_id)
    key = load_key(house, cycle)
    note(session, house, cycle, "cycle_key_shown", staff_id)
    return KeySheet(cycle.title, key.fingerprint, _groups(key))


def confirm_backup(
    session: Session, house: House, commune_id: int, cycle_id: int, last_group: str, *, staff_id: int | None
) -> Cycle:
    """Confirm that the printed key is at hand, by the last four characters on it."""
    cycle = _frozen_draft(session, commune_id, cycle_id)
    if last_group.strip().lower() != _groups(load_key(house, cycle))[-1]:
        raise Refusal(CycleReason.BACKUP_WRONG)
    cycle.key_backed_up_at = house.clock()
    note(session, house, cycle, "cycle_key_backed_up", staff_id)
    return cycle


def restore_key(
    session: Session, house: House, commune_id: int, cycle_id: int, typed: str, *, staff_id: int | None
) -> Cycle:
    """Put the key back from its sheet on a machine that lost it; `Refusal` unless it is this cycle's key."""
    cycle = get_cycle(session, commune_id, cycle_id)
    if cycle.key_destroyed_at is not None:
        raise Refusal(CycleReason.KEY_GONE)
    try:
        key = CycleKey(bytes.fromhex("".join(typed.split())))
    except ValueError:
        raise Refusal(CycleReason.KEY_WRONG) from None
    if key.fingerprint != cycle.key_fingerprint:
        raise Refusal(CycleReason.KEY_WRONG)
    house.keyring.restore(cycle.id, key)
    note(session, house, cycle, "cycle_key_restored", staff_id)
    return cycle


def destroy_key(
    session: Session,
    house: House,
    commune_id: int,
    cycle_id: int,
    *,
    staff_id: int | None,
    alone: bool = False,
    witness_id: int | None = None,
) -> bool:
    """Say yes to the key's end, after the appeal phase; with the second yes it is destroyed. True when it is."""
    cycle = get_cycle(session, commune_id, cycle_id)
    if no := why_not_destroy(session, house, cycle):
        raise no
    digest = key_end_digest(cycle)
    if not say_yes(
        session, house, cycle, Matter.KEY_END, digest, staff_id=staff_id, alone=alone, witness_id=witness_id
    ):
        return False
    house.keyring.destroy(cycle.id)
    forget_who_asked(session, cycle.id)
    cycle.key_destroyed_at = house.clock()
    note(session, house, cycle, "cycle_key_destroyed", staff_id)
    return True


def why_not_destroy(session: Session, house: House, cycle: Cycle) -> Refusal | None:
    """Return why the key has to stay, or None."""
    if cycle.key_fingerprint is None or cycle.key_destroyed_at is not None:
        return Refusal(CycleReason.KEY_GONE)
    if cycle.state == CycleState.DRAFT:
        return Refusal(CycleReason.NOT_APPROVED)
    ends = [
        phase.closes_at
        for kind in (PhaseKind.VOTE, PhaseKind.APPEAL)
        if (phase := phase_of(session, cycle.id, kind)) is not None
    ]
    if ends and house.clock() < max(ends) + grace_of(cycle):
        return Refusal(CycleReason.APPEAL_RUNS, until_at=(max(ends) + grace_of(cycle)).isoformat())
    if cycle.state != CycleState.VOIDED and not has_result(session, cycle.id):
        return Refusal(CycleReason.NOT_PUBLISHED)  # without the key nobody could ever count
    return None


def key_end_digest(cycle: Cycle) -> str:
    """Return the digest of what two people approve: the end of exactly this key."""
    return digest_of(canonical_json({"end_of_key": cycle.key_fingerprint or ""}))


def _frozen_draft(session: Session, commune_id: int, cycle_id: int) -> Cycle:
    cycle = get_draft(session, commune_id, cycle_id)
    if cycle.rules_hash is None:
        raise Refusal(CycleReason.NOT_FROZEN)
    if cycle.key_backed_up_at is not None:
        raise Refusal(CycleReason.BACKUP_DONE)
    return cycle


def _groups(key: CycleKey) -> tuple[str, ...]:
    text = key.secret.hex()
    return tuple(text[start : start + GROUP] for start in range(0, len(text), GROUP))
