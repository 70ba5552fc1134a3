"""An address on a channel, and the conversation it is in."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, SerialKey, When


class Contact(Base):
    """An address on a channel in one commune or at an entrance, kept as ciphertext plus a keyed hash for look-up.

    `commune_id` is empty at the entrance of a line that serves no commune, or several: then `line_id` says which line
    it is, and `chosen_id` which of its communes the person has chosen there.
    `phone` is the proven E.164 number as ciphertext (on SMS the address itself; on Telegram the sender's own card).
    `country` is that of the number with which the contact was made, two letters, for what a message costs and nothing
    else: it is never shown with a person, and goes with the number.
    `wants_news` is false after STOP; `gone_at` is when a line said that nobody is reached here any more (a bot that is
    blocked, a number that is gone): until they write, this commune tells them nothing, by none of its lines. A message
    or START on any line empties it in every commune of the same channel; a line still blocked says so again at the next
    try. `erased_at` is set when the address has been forgotten and the row only keeps what counts. `replies` and
    `replies_since` hold the window of the reply limit.
    """

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("channel", "address_hash", "commune_id"),
        Index(
            "ix_contact_entrance",
            "line_id",
            "address_hash",
            unique=True,
            sqlite_where=text("commune_id IS NULL"),
            postgresql_where=text("commune_id IS NULL"),
        ),
    )

    id: Mapped[SerialKey]
    channel: Mapped[Key]
    address_hash: Mapped[str] = mapped_column(String(64))
    address: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    country: Mapped[str | None] = mapped_column(String(2))
    language: Mapped[str | None] = mapped_column(String(16))
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"), index=True)
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    sex: Mapped[str | None] = mapped_column(String(1))
    wants_news: Mapped[bool] = mapped_column(Boolean, default=True)
    gone_at: Mapped[When | None]
    is_simulated: Mapped[bool] = mapped_column(Boolean, default=False)
    replies: Mapped[int] = mapped_column(Integer, default=0)
    replies_since: Mapped[When | None]
    created_at: Mapped[When]
    seen_at: Mapped[When]
    erased_at: Mapped[When | None]


class Conversation(Base):
    """Where a contact stands in a dialogue; `state` is ciphertext because it can hold a choice not yet cast.

    `unsent` is ciphertext as well: in which dialogue something waits that was not sent, and since which day.
    """

    __tablename__ = "conversation"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    state: Mapped[bytes | None] = mapped_column(LargeBinary)
    unsent: Mapped[bytes | None] = mapped_column(LargeBinary)
    updated_at: Mapped[When]
