"""What a commune says to its citizens in words of its own, and what words of theirs it has taught the bot to hear."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, SerialKey, Tags, When


class OwnPhrase(Base):
    """One text in one language as a commune says it, in place of the house's words.

    `text` is the English text that the catalogues know it by, the first form of one that counts; `forms` are the
    words, one for each kind of number the language tells apart.
    """

    __tablename__ = "own_phrase"
    __table_args__ = (UniqueConstraint("commune_id", "language", "text"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"), index=True)
    language: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    forms: Mapped[Tags]
    changed_at: Mapped[When]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class TaughtWord(Base):
    """A word or a phrase that staff gave a meaning: an intent, or a topic of the budget, never both.

    `phrase` is what they wrote, `key` what it is known by in a message (`bot.understanding.taught.key_of`).
    """

    __tablename__ = "taught_word"
    __table_args__ = (UniqueConstraint("commune_id", "language", "key"),)

    id: Mapped[SerialKey]
    commune_id: Mapped[int] = mapped_column(ForeignKey("commune.id"))
    language: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(80))
    phrase: Mapped[str] = mapped_column(String(80))
    intent: Mapped[str | None] = mapped_column(String(32))
    topic: Mapped[str | None] = mapped_column(String(32))
    taught_at: Mapped[When]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
