"""What staff wrote of a promise, and what is said of it after that."""

from __future__ import annotations

from datetime import date

import pytest

from bot.fitting import Fitted
from bot.follow_up_words import standing
from bot.phrases import Speech, say
from bot.records import plain, record
from bot.sms.prepare import prepare
from bot.views.follow_ups import FollowUpView

LONG = "Le forage est tari : un autre sera creuse ailleurs."
"""One character more than there is room for: its full stop."""


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Le terrain appartient à l'État", "Pourquoi : Le terrain appartient à l'État. Responsable : Voirie."),
        ("La loi l'interdit.", "Pourquoi : La loi l'interdit. Responsable : Voirie."),
        ("Qui paie ?", "Pourquoi : Qui paie ? Responsable : Voirie."),
        (LONG, f"Pourquoi : {LONG} Responsable : Voirie."),
    ],
)
def test_a_reason_ends_before_the_next_thing_is_said(reason: str, said: str) -> None:
    found = FollowUpView("R4", "Relier Bagui", "abandoned", "Voirie", reason=reason)
    words = say(Fitted(standing(record(plain(found)))), Speech(("fr",), is_brief=True))
    assert words.endswith(said) and prepare(words).segments == 1


def test_a_note_ends_before_it_is_said_how_to_follow() -> None:
    found = FollowUpView("R4", "Relier Bagui", "in_progress", note="Le devis est là", noted_on=date(2026, 11, 3))
    words = say(Fitted(standing(record(plain(found)))), Speech(("fr",), is_brief=True))
    assert words.endswith("Le devis est là. Pour avoir des nouvelles : SUIVRE R4")
