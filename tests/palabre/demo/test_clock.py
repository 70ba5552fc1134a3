from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from palabre.demo.clock import DemoClock
from services.clock import system_clock


def test_a_clock_turned_forward_goes_on_and_every_process_agrees(tmp_path: Path) -> None:
    clock = DemoClock(tmp_path)
    target = system_clock() + timedelta(days=3)
    clock.turn_to(target)
    assert target <= clock() < target + timedelta(minutes=2)
    assert DemoClock(tmp_path).minutes_ahead == clock.minutes_ahead


def test_a_clock_never_goes_back(tmp_path: Path) -> None:
    clock = DemoClock(tmp_path)
    clock.turn_to(system_clock() + timedelta(days=3))
    ahead = clock.minutes_ahead
    clock.turn_to(system_clock() + timedelta(days=1))
    clock.turn_to(system_clock() - timedelta(days=1))
    assert clock.minutes_ahead == ahead


def test_a_spoilt_file_is_the_present(tmp_path: Path) -> None:
    (tmp_path / "demo-minutes-ahead").write_text("soon", encoding="ascii")
    assert DemoClock(tmp_path).minutes_ahead == 0
