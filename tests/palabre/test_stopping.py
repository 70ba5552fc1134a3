"""Stopping: a signal ends the wait wherever and whenever it comes."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

BEFORE_THE_WAIT = """
    signal.raise_signal(signal.{name})
    stopping.wait()
"""
TO_ANOTHER_THREAD = """
    def later():
        time.sleep(0.2)  # the main thread sleeps by then
        signal.pthread_kill(threading.get_ident(), signal.{name})
        time.sleep(60)

    threading.Thread(target=later, daemon=True).start()
    stopping.wait()
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("what", [BEFORE_THE_WAIT, TO_ANOTHER_THREAD])
def test_a_signal_ends_the_wait(what: str, name: str) -> None:
    assert run(what.format(name=name)) == "stopped\n"


def test_another_signal_does_not_end_it() -> None:
    what = """
        signal.signal(signal.SIGUSR1, lambda *_: None)
        signal.raise_signal(signal.SIGUSR1)
        threading.Timer(0.2, lambda: (print("still there"), signal.raise_signal(signal.SIGTERM))).start()
        stopping.wait()
    """
    assert run(what) == "still there\nstopped\n"


def test_a_second_signal_kills_nobody_who_is_stopping() -> None:
    what = """
        import atexit, os
        atexit.register(os.kill, os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
        stopping.wait()
        os.kill(os.getpid(), signal.SIGTERM)
    """
    assert run(what) == "stopped\n"


def run(what: str) -> str:
    start = "import signal, threading, time\nfrom palabre.stopping import Stopping\nstopping = Stopping()\n"
    script = f"{start}{textwrap.dedent(what)}\nprint('stopped')\n"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    return ended.stdout
