"""A budget of fifty thousand rows, as text and as a workbook, read apart and written down as the panel does it."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.budgets.accepting import Acceptance, accept_file
from services.budgets.importing import Terms
from services.budgets.kept import Kept
from services.budgets.looking import look_at, send_in
from services.communes import NewCommune, create_commune
from services.house import House

ROWS = 50_000
HEAD = ("Compte", "Libelle", "Region", "Vote 2026", "Engage 2026", "Paye 2026")
MOST_SECONDS = 30
MOST_MEGABYTES = 300
COMMUNE = NewCommune("Banc", "banc", "TG", "XOF", "Africa/Lome", ("fr",), population=100_000)


def run() -> None:
    """Print the speed and the memory of each kind of file, each in a process of its own, against the promises."""
    for kind in ("csv", "xlsx"):
        done = subprocess.run([sys.executable, "-m", "bench.budget", kind], capture_output=True, text=True, check=False)
        print(done.stdout.rstrip() or f"   {kind}: failed\n{done.stderr[-800:]}")


def measure(kind: str) -> None:
    """Bring one made-up file in, through the panel and by the command, and print what it cost."""
    content = _workbook() if kind == "xlsx" else _text()
    with tempfile.TemporaryDirectory() as folder:
        _import_by_command(Path(folder), content, kind)
    with tempfile.TemporaryDirectory() as folder:
        installation = install(Settings(var_dir=Path(folder), database_url="", redis_url=""))
        try:
            prepare(installation)
            _bring_in(installation.house, content, kind)
        finally:
            installation.close()


def _bring_in(house: House, content: bytes, kind: str) -> None:
    commune = house.work.write(lambda session: create_commune(session, house, COMMUNE).id)
    began = time.perf_counter()
    waiting = send_in(house, commune, f"grand.{kind}", content, None)
    while not isinstance(kept := look_at(house, commune, waiting.key)[1], Kept):
        time.sleep(0.05)
    read = time.perf_counter() - began
    reading, said = kept.reading(), Acceptance("voted", True, "", Terms(), kept.digest)
    house.work.write(lambda session: accept_file(session, house, commune, waiting, reading, said, staff_id=None))
    whole = time.perf_counter() - began
    apart, here = (_megabytes(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    print(
        f"   {kind:4} {len(content) / 2**20:4.1f} MB: {len(reading.lines)} lines of {ROWS} rows read in {read:.1f} s "
        f"({ROWS / read:.0f} rows/s, {apart:.0f} MB apart), written down after {whole:.1f} s ({here:.0f} MB here)"
    )
    if whole > MOST_SECONDS or max(apart, here) > MOST_MEGABYTES:
        print(f"        more than the {MOST_SECONDS} s or the {MOST_MEGABYTES} MB that are promised")


def _import_by_command(folder: Path, content: bytes, kind: str) -> None:
    """Print what `palabre budget import` takes, with the process that reads for it, in each way it is used."""
    file = folder / f"grand.{kind}"
    file.write_bytes(content)
    installation = install(Settings(var_dir=folder / "var", database_url="", redis_url=""))
    try:
        prepare(installation)
        installation.house.work.write(lambda session: create_commune(session, installation.house, COMMUNE).id)
    finally:
        installation.close()
    for ways in (["--dry-run"], ["--dry-run", "--json"], ["--json"]):
        done = subprocess.run(
            ["/usr/bin/time", "-f", "%e %M", sys.executable, "-m", "palabre", "budget", "import", str(file), *ways],
            env={**os.environ, "VAR_DIR": str(folder / "var"), "DATABASE_URL": "", "REDIS_URL": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds, kilobytes = map(float, done.stderr.split()[-2:])
        said = f"   {kind:4} palabre budget import {' '.join(ways)}: {seconds:.1f} s, {kilobytes / 1024:.0f} MB"
        print(f"{said}{'' if done.returncode == 0 else ', failed'}")
        if seconds > MOST_SECONDS or kilobytes / 1024 > MOST_MEGABYTES:
            print(f"        more than the {MOST_SECONDS} s or the {MOST_MEGABYTES} MB that are promised")


def _rows() -> Iterator[tuple[object, ...]]:
    for n in range(ROWS):
        label = f"Ligne {n} d'entretien des ecoles"
        yield f"{600 + n % 90}.{n:05}", label, f"Region {n % 10}", n * 1000, n * 900, n * 700


def _text() -> bytes:
    return "\n".join(";".join(map(str, row)) for row in (HEAD, *_rows())).encode("latin-1")


def _workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Budget 2026")
    for row in (HEAD, *_rows()):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    measure(sys.argv[1])
