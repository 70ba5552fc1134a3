"""A name with a function is read the same wherever it is typed."""

from __future__ import annotations

import pytest

from admin.named_lines import NamedLine, line_of, lines_in

AWA = NamedLine("Awa Koné", "Directrice")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Directrice : Awa Koné", AWA),
        ("Directrice: Awa Koné", AWA),
        ("Awa Koné, Directrice", AWA),
        ("Awa Koné - Directrice", AWA),
        ("Awa Koné – Directrice", AWA),
        ("Awa Koné ; Directrice", AWA),
        ("أوا كوني، مديرة", NamedLine("أوا كوني", "مديرة")),
        ("Jean-Marc Bio, chef - travaux", NamedLine("Jean-Marc Bio", "chef - travaux")),
        ("Secrétaire, rapporteur : Bio", NamedLine("Bio", "Secrétaire, rapporteur")),
    ],
)
def test_a_colon_stands_behind_the_function_and_a_comma_or_a_dash_behind_the_name(line: str, person: NamedLine) -> None:
    for alone in ("name", "function"):
        assert lines_in(f"\n{line}\n  \n", alone=alone) == [person]


@pytest.mark.parametrize("name", ["Awa Koné", "Jean-Marc", ""])
@pytest.mark.parametrize("function", ["Maire", "Maire, présidente", "Chef - travaux", ""])
@pytest.mark.parametrize("alone", ["name", "function"])
def test_what_is_kept_is_read_again_as_it_was(name: str, function: str, alone: str) -> None:
    person = NamedLine(name, function)
    if name or function:
        assert lines_in(line_of(person, alone=alone), alone=alone) == [person]
