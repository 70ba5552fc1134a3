"""Answering a message: what may be sent goes into the outbox, what was done is always confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation import Reply
from bot.conversation import Spoken as Heeded
from bot.fitting import Cheapest, Fitted
from bot.messages import Outgoing
from bot.phrases import Phrase, Speech, _
from bot.steps import Say
from services.contacts import Visitor
from services.entrance import payer_of
from services.held_numbers import held_under
from services.last_words import with_notice
from services.limits import Allowance, allow
from services.same_phone import note_reached
from services.telling import REPLY, Envelope, hand_over, post
from services.turn.arrival import Arrival
from services.turn.conversing import speech_to
from services.turn.language_choice import with_choice
from services.turn.later import post_later

PRIVACY = _("Your number is kept secret. To know more, send PRIVACY.").brief(_("Data: PRIVACY"))


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a message: a repeat, or the replies put into the outbox, in their order.

    A message has several where it answers the question at an entrance: those that were kept there are heard with it.
    `asks` when a question stands in the last of them; `is_over` when nothing waits for an answer after something was
    done; `is_secret` when they name choices.
    """

    is_repeat: bool
    replies: tuple[Outgoing, ...] = ()
    asks: bool = False
    is_over: bool = False
    is_secret: bool = False

    def followed_by(self, other: Taken) -> Taken:
        """Return what came of this and of another part of the same message, heard after it."""
        return replace(other, replies=self.replies + other.replies, is_secret=self.is_secret or other.is_secret)

    @property
    def reply(self) -> Outgoing | None:
        """The last of them, None where nothing was answered."""
        return self.replies[-1] if self.replies else None


def allowance_of(arrival: Arrival, visitor: Visitor) -> Allowance:
    """Count this message and return what may be answered; who writes is reached again."""
    # At an entrance it may be another commune of the line that found nobody here.
    if visitor.contact.gone_at is not None or visitor.entrance is not None:
        note_reached(arrival.session, visitor.contact)
    payer = payer_of(arrival.session, visitor, arrival.now)
    allowance = allow(arrival.session, visitor.contact, visitor.commune, arrival.now, payer)
    sender = (arrival.line, arrival.message.sender, visitor.contact)
    held_id = held_under(arrival.session, arrival.house, *sender, arrival.now)
    # What confirms an act, or is due, is written all the same and waits; nothing else is.
    if held_id is None:
        return allowance
    return replace(allowance, may_reply=False, may_ask_votes=False, last_words=None, held_id=held_id)


def say(arrival: Arrival, visitor: Visitor, phrase: Phrase) -> Taken:
    """Answer with one phrase, outside any conversation."""
    allowance = allowance_of(arrival, visitor)
    taken = reply_with(arrival, visitor, Reply([Say(phrase)]), speech_to(arrival, visitor), allowance)
    return replace(taken, is_over=True)


def reply_with(
    arrival: Arrival,
    visitor: Visitor,
    reply: Reply,
    speech: Speech,
    allowance: Allowance,
    heeded: Heeded | None = None,
    ordinal: int = 0,
) -> Taken:
    """Put a reply into the outbox, as far as it is allowed; `heeded` is what it answers, None outside a conversation.

    `ordinal` tells the replies to one message apart.
    """
    # What was done is always confirmed: a ballot, a question with its number.
    is_receipt = not reply.may_wait and (reply.is_secret or (heeded is not None and bool(heeded.done)))
    is_due = heeded is not None and heeded.is_due
    # Who is on their phone is shown something whatever they have had: nothing else would come later.
    is_inline = arrival.can.answers_inline
    is_vote_step = heeded is not None and heeded.is_vote_step
    is_sent = is_inline or allowance.lets(is_receipt=is_receipt, is_due=is_due, is_vote_step=is_vote_step)
    if not (is_sent or reply.may_wait):
        return Taken(is_repeat=False)
    if visitor.is_new and visitor.commune is not None:
        reply.said = [*map(_leaving_room, reply.said), Say(PRIVACY)]
        reply.spares_hint = True
        if visitor.contact.language is None:
            reply = with_choice(reply, arrival.message.text, visitor.commune.languages, speech, arrival.can)
    may_replace = not (is_receipt or is_due)
    may_replace = may_replace and not reply.may_wait
    message, asks = with_notice(reply, allowance.last_words, speech, arrival.can, arrival.line, may_replace=may_replace)
    # A question of the vote names choices too: those made so far, those a bare "3 7" may have meant.
    is_secret = reply.is_secret or (heeded is not None and heeded.is_private)
    envelope = Envelope(
        arrival.line, visitor.contact, allowance.payer, REPLY, arrival.sequence, ordinal, is_secret=is_secret
    )
    if not is_sent:
        if allowance.held_id is None:
            post_later(arrival.session, arrival.house, envelope, message, arrival.now)
        return Taken(is_repeat=False)
    if is_inline:
        hand_over(arrival.session, arrival.house, envelope, message, arrival.now)
    else:
        post(arrival.session, arrival.house, envelope, message, arrival.now, held_id=allowance.held_id)
    if allowance.held_id is not None:
        return Taken(is_repeat=False)
    return Taken(is_repeat=False, replies=(message,), asks=asks, is_secret=is_secret)


def _leaving_room(said: Say) -> Say:
    """Return words that spare something for the line on privacy below them, where they can."""
    words = said.phrase
    if not isinstance(words, Fitted | Cheapest) or words.below:
        return said
    return replace(said, phrase=replace(words, below=PRIVACY))
