"""A process that does not end when asked to is nobody else's trouble: it is killed, and what it printed is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.databases import wait_until
from tests.running import Town

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"


def test_who_does_not_end_is_killed_and_its_log_is_told(tmp_path: Path) -> None:
    town = Town(0, {"VAR_DIR": str(tmp_path)})
    town.start("stuck", sys.executable, "-c", DEAF)
    process = town.processes["stuck"]
    wait_until(lambda: "deaf" in town.log_text())
    with pytest.raises(AssertionError, match=r"\['stuck'\] did not end when asked to:\ndeaf"):
        town.stop(patience=0.1)
    assert (process.returncode, town.processes) == (-9, {})


def test_no_process_outlives_what_goes_wrong(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Town(0, {"VAR_DIR": str(tmp_path)}) as town:
        town.start("left", sys.executable, "-c", DEAF)
        process = town.processes["left"]
        raise RuntimeError
    assert process.returncode == -9
