"""The people of the commune who work in the panel; the columns are those Flask-Security's datastore expects."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Name, Prose, SerialKey, Tags, When

staff_role = Table(
    "staff_role",
    Base.metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(Base):
    """A role in the panel: administrator, budget_officer, communication_officer, moderator, observer."""

    __tablename__ = "role"

    id: Mapped[SerialKey]
    name: Mapped[str] = mapped_column(String(64), unique=True)
    permissions: Mapped[Tags] = mapped_column(default=list)


class Staff(Base):
    """A member of staff; `commune_id` is empty only for an administrator of the whole installation.

    `must_choose_password` while somebody else has made the password, and therefore knows it.
    """

    __tablename__ = "staff"

    id: Mapped[SerialKey]
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"), index=True)
    name: Mapped[Name] = mapped_column(default="")
    email: Mapped[str] = mapped_column(String(255), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    must_choose_password: Mapped[bool] = mapped_column(Boolean, default=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(16), default="fr")
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None] = mapped_column(Integer)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON)
    confirmed_at: Mapped[When | None]
    last_login_at: Mapped[When | None]
    created_at: Mapped[When]

    roles: Mapped[list[Role]] = relationship(secondary=staff_role, lazy="selectin")
    webauthn: Mapped[list[WebAuthn]] = relationship(
        back_populates="user", lazy="selectin", cascade="all, delete-orphan"
    )


class WebAuthn(Base):
    """A passkey of a member of staff."""

    __tablename__ = "webauthn"

    id: Mapped[SerialKey]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(Integer, default=0)
    transports: Mapped[list[str] | None] = mapped_column(JSON)
    backup_state: Mapped[bool] = mapped_column(Boolean, default=False)
    device_type: Mapped[Key]
    extensions: Mapped[Prose | None]
    name: Mapped[Key]
    usage: Mapped[Key]
    lastuse_datetime: Mapped[When]

    user: Mapped[Staff] = relationship(back_populates="webauthn")

    def get_user_mapping(self) -> dict[str, Any]:
        """Return the filter that finds this passkey's owner, as Flask-Security asks for it."""
        return {"id": self.staff_id}
