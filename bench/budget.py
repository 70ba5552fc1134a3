"""Reading a budget of fifty thousand rows, and answering about money against answering for help."""

from __future__ import annotations

import resource
import time

from budgeting.accounts.read import read_budget

ROWS = 50_000
HEAD = "Compte;Libelle;Vote 2026;Paye 2026"


def run() -> None:
    """Print the time and the memory of the reader."""
    rows = [f"{600 + n % 90}.{n:05};Ligne {n} d'entretien des ecoles;{n * 1000};{n * 700}" for n in range(ROWS)]
    content = "\n".join([HEAD, *rows]).encode("latin-1")
    began = time.process_time()
    reading = read_budget(content, "grand.csv", year=2026, decimals=0)
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"   {len(reading.lines)} lines of {ROWS} rows in {spent:.1f} s of CPU, process at {peak:.0f} MB")
