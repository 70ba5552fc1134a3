from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

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


def test_who_looks_while_the_clock_is_turned_sees_it_before_or_after_and_never_gone_back(tmp_path: Path) -> None:
    clock, start, turned = DemoClock(tmp_path), system_clock() + timedelta(days=30), Event()
    clock.turn_to(start)
    seen: list[int] = []

    def look() -> None:
        while not turned.is_set():
            seen.append(clock.minutes_ahead)

    watchers = [Thread(target=look) for _ in range(2)]
    for watcher in watchers:
        watcher.start()
    for minutes in range(1, 600):
        clock.turn_to(start + timedelta(minutes=minutes))
    turned.set()
    for watcher in watchers:
        watcher.join()
    assert min(seen) >= 30 * 24 * 60
