"""Stopping: waits for Ctrl-C or SIGTERM, and misses none."""

from __future__ import annotations

import signal
import socket
from types import FrameType

STOPS = (signal.SIGTERM, signal.SIGINT)


class Stopping:
    """Waits until one of the signals that stop a process has come, be it before the wait.

    The interpreter writes each signal into a socket the moment it comes. A lock would not do: one that comes just
    before the main thread sleeps on it, or to another thread, does not wake it, and the process would never stop.
    """

    def __init__(self) -> None:
        self._heard, self._told = socket.socketpair()
        self._told.setblocking(False)  # nothing may ever wait inside a signal
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for number in STOPS:
            signal.signal(number, _go_on)

    def wait(self) -> None:
        """Return once a signal has come; call it in the main thread. From then on another changes nothing.

        Whoever presses Ctrl-C twice must not kill what finishes its work; on its way out the interpreter gives signals
        back their deadly meaning, unless they are ignored.
        """
        while self._heard.recv(1)[0] not in STOPS:
            pass
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)


def _go_on(_number: int, _frame: FrameType | None) -> None:
    """Keep the process alive; the socket carries the news."""
