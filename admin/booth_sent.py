"""Sealed ballots as a booth's script sends them, and the answer to each; a stranger's bytes are answered too."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from admin.desk import current_commune, current_house, current_staff, write
from budgeting.refusal import Refusal
from services.by_hand.envelopes import envelope_in, id_in
from services.by_hand.reasons import BoothReason
from services.by_hand.sent import Sent, SentState, Unsealed, cast_sealed, open_all
from services.voting.paper import Poll

MOST = 20
MOST_BYTES = 65_536
BROKEN = Sent(SentState.REFUSED, reason=BoothReason.BROKEN_SEAL.value)


def answers_to(body: bytes, poll: Poll | Refusal) -> list[dict[str, Any]]:
    """Return what became of each envelope that has an id, in no order; more than `MOST` are left without an answer.

    Where the vote was cancelled, which the `Refusal` says, nothing is opened.
    """
    listed = _listed_in(body)
    sent = {known: each for each in listed[:MOST] if (known := id_in(each))}
    if isinstance(poll, Refusal):
        gone = Sent(SentState.REFUSED, reason=str(poll.reason))
        return [_answer(known, gone) for known in sent]
    read = {known: envelope_in(each) for known, each in sent.items()}
    whole = open_all(current_house(), poll, [each for each in read.values() if each])
    found = {known: BROKEN for known, each in read.items() if each is None}
    # One transaction each: what one ballot meets takes no other with it, and each answer is of something durable.
    found |= {each.id: _cast(poll, each) for each in whole}
    return [_answer(known, each) for known, each in found.items()]


def _listed_in(body: bytes) -> list[object]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):  # bytes that are no text, deep nesting
        return []
    listed = read.get("envelopes") if isinstance(read, dict) else None
    return listed if isinstance(listed, list) else []


def _cast(poll: Poll, unsealed: Unsealed) -> Sent:
    house, commune, staff = current_house(), current_commune().id, current_staff().id

    def cast(session: Session) -> Sent:
        return cast_sealed(session, house, commune, poll, unsealed, sender_id=staff)

    return write(cast)


def _answer(known: str, sent: Sent) -> dict[str, Any]:
    return {"id": known, "state": sent.state.value, "receipt": sent.receipt, "reason": sent.reason}
