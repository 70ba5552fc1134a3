"""A long file is read apart by the command too, and its lines stay on disk while they are gone through."""

from __future__ import annotations

from budgeting.accounts.guards import is_light
from services.budgets.job import AS_NAMED, Job, do_job
from services.budgets.kept import KeptLines
from services.budgets.reading_now import reading_now

HEAD = "Compte;Libelle;Vote 2026"


def _file(rows: int) -> bytes:
    return "\n".join((HEAD, *(f"{600 + n}.{n};Ligne {n} des ecoles;{n + 1}" for n in range(rows)))).encode()


def test_a_long_file_is_read_apart_and_says_the_same() -> None:
    content, job = _file(9000), Job("long.csv", "XOF")
    assert not is_light(content)
    here = do_job(job, content)
    with reading_now(job, content) as reading:
        assert isinstance(reading.lines, KeptLines)
        assert list(reading.lines) == list(here.lines)
        assert (reading.document, reading.problems) == (here.document, here.problems)


def test_of_money_that_nobody_named_the_file_says_the_decimals() -> None:
    content = b"Budget 2026 en dirhams (MAD);;\nCompte;Libelle;Vote 2026\n610;Ecoles;12,50\n"
    for currency, amount in ((AS_NAMED, 1250), ("XOF", 12)):
        with reading_now(Job("petit.csv", currency), content) as reading:
            assert [*reading.lines[0].amounts.values()] == [amount]
