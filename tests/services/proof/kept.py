"""The bundle of a published result: where it is kept, and both verifiers on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy.orm import Session

from budgeting.proof import verify
from palabre.commands.verify import COMMAND as VERIFY
from services.house import House
from services.proof import bundles_of
from services.proof.keeping import bundle_file


def kept_bundle(house: House, commune_id: int) -> Path:
    """Return the file of the commune's one bundle."""

    def find(session: Session) -> Path:
        (view,) = bundles_of(session, commune_id)
        found = bundle_file(session, house, commune_id, view.sha256)
        assert found is not None and found[0].stat().st_size == view.size
        return found[0]

    return house.work.read(find)


def check_with_both(path: Path, folder: Path) -> None:
    """Hold `palabre verify` and the bundle's own `verify.py`, alone in a folder, to accepting it."""
    told = CliRunner().invoke(VERIFY, [str(path)])
    assert (told.exit_code, "All of it holds." in told.output) == (0, True), told.output
    (folder / "verify.py").write_bytes(verify.open_bundle(path)["verify.py"])
    alone = subprocess.run([sys.executable, "-I", "verify.py", str(path)], cwd=folder, capture_output=True, text=True)
    assert (alone.returncode, "All of it holds." in alone.stdout) == (0, True), alone.stdout
