from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.uploads.names import LONGEST_NAME, ending_of, safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Budget 2026.pdf", "Budget 2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\awa\\Budget.PDF", "Budget.pdf"),
        ("rapport\u202efdp.exe.pdf", "rapportfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ('a"b<c>|?*.pdf', "a_b_c.pdf"),
        (".pdf", "document.pdf"),
        ("", "document.pdf"),
        ("ميزانية 2026.pdf", "ميزانية 2026.pdf"),
        ("x" * 500 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(given_name: str, kept: str) -> None:
    assert safe_name(given_name, "pdf") == kept


@given(st.text(max_size=300))
def test_no_name_keeps_a_folder_a_control_or_too_many_characters(name: str) -> None:
    kept = safe_name(name, "pdf")
    assert kept.endswith(".pdf")
    assert len(kept) <= LONGEST_NAME
    assert not set(kept) & set('/\\\r\n\0"<>')
    assert not kept.startswith(".")
    kept.encode()


@pytest.mark.parametrize(("name", "ending"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("pdf", ""), ("a.", "")])
def test_the_ending_of_a_name(name: str, ending: str) -> None:
    assert ending_of(name) == ending
