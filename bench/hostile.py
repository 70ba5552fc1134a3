"""Ten thousand hostile and ten thousand forged bodies for each door, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys

BODIES = 10_000
CHOSEN = "well_signed_call or forged_calls"


def run() -> None:
    """Run the tests of the doors with more bodies and print their last line."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--timeout", "3600", "tests/webhooks/test_doors.py"]
    environment = {**os.environ, "PALABRE_HOSTILE_BODIES": str(BODIES)}
    done = subprocess.run([*command, "-k", CHOSEN], env=environment, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    print(f"   {BODIES} bodies a door: {said.splitlines()[-1] if said else 'nothing was said'}")
    if done.returncode:
        raise RuntimeError(said[-2000:])
