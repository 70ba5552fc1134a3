from __future__ import annotations

import pytest

from bot.understanding.fold import fold
from bot.understanding.places import names_place


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("زونغو", "بزونغو"),
        ("زونغو", "كم وبزونغو"),
        ("زونغو", "في زونغو"),
        ("السوق", "كم للسوق"),
        ("السوق", "وللسوق"),
        ("السوق", "بالسوق"),
        ("حي الرياض", "بحي الرياض"),
        ("Zongo", "au quartier Zongo"),
        ("زونغو", "كم في زنغو"),
        ("زونغو", "بزنغو"),
        ("كوتونو", "كتونو"),
        ("كوتونو", "كتنو"),
    ],
)
def test_a_place_is_named_bare_or_behind_what_is_written_onto_it(name: str, text: str) -> None:
    assert names_place(fold(name), fold(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("زونغو", "زونغوية"),
        ("باب", "كتاب"),
        ("باب", "و ب"),
        ("السوق", "سوق جديد"),
        ("لك", "ملك"),
        ("Zongo", "Bazongo"),
        ("حي الرياض", "بحي"),
        ("", "Zongo"),
        ("زنغو", "زونغو"),
        ("كوسي", "كسي"),
        ("السوق", "السق"),
        ("جسور", "جسر"),
        ("مدارس", "مدرس"),
    ],
)
def test_a_word_that_only_ends_like_a_place_names_none(name: str, text: str) -> None:
    assert not names_place(fold(name), fold(text))
