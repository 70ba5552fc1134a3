"""How people ask: kinds of request, kinds of asker, and what the form of a formal request needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class RequestKind(StrEnum):
    """A question needs no form and runs on the commune's promise; a formal request runs on the law."""

    QUESTION = "question"
    FORMAL = "formal"


class Asker(StrEnum):
    """Who asks, where a law gives some people a shorter period."""

    ANYBODY = "anybody"
    RESEARCHER = "researcher"
    JOURNALIST = "journalist"


class Track(StrEnum):
    """Urgent where a life, a person's safety or liberty depends on the answer."""

    ORDINARY = "ordinary"
    URGENT = "urgent"


class Way(StrEnum):
    """How a formal request may be handed in; never by SMS."""

    BY_HAND = "by_hand"
    BY_POST = "by_post"
    BY_EMAIL = "by_email"
    ON_PORTAL = "on_portal"


class FormField(StrEnum):
    """What a form may ask for; none of it is ever asked for by SMS but the description."""

    NAME = "name"
    POSTAL_ADDRESS = "postal_address"
    IDENTITY_NUMBER = "identity_number"
    RESIDENCE_NUMBER = "residence_number"
    IDENTITY_COPY = "identity_copy"
    EMAIL = "email"
    DESCRIPTION = "description"


class When(StrEnum):
    """When a field of the form is needed."""

    ALWAYS = "always"
    IF_ANSWER_BY_EMAIL = "if_answer_by_email"


@dataclass(frozen=True)
class FormNeed:
    """A field of the form and when it is needed; `instead` is what does as well, for who has no such thing."""

    field: FormField
    when: When = When.ALWAYS
    instead: FormField | None = None

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Return the field and what does as well."""
        return (self.field, self.instead) if self.instead else (self.field,)

    @property
    def is_off_sms(self) -> bool:
        """Must it be collected at the desk, on paper or on a protected page?"""
        return self.field is not FormField.DESCRIPTION


def missing_fields(
    form: Collection[FormNeed], given: Collection[FormField], *, wants_email: bool
) -> tuple[FormField, ...]:
    """Return the fields the form still lacks, in the form's order."""
    true_now = {When.ALWAYS: True, When.IF_ANSWER_BY_EMAIL: wants_email}
    return tuple(need.field for need in form if true_now[need.when] and given_none(need, given))


def given_none(need: FormNeed, given: Collection[FormField]) -> bool:
    """Is neither the field filled in nor what does as well?"""
    return not any(name in given for name in need.fields)
