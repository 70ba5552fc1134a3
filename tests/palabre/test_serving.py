"""The end of serving: a server that is closed while it looks at its sockets ends without a word."""

from __future__ import annotations

import errno

import pytest

from palabre.serving import answer


class Ending:
    def __init__(self, number: int) -> None:
        self.number = number

    def run(self) -> None:
        raise OSError(self.number, "gone")


def test_a_server_closed_by_another_thread_ends_quietly() -> None:
    answer(Ending(errno.EBADF))


def test_any_other_trouble_is_told() -> None:
    with pytest.raises(OSError, match="gone"):
        answer(Ending(errno.EADDRINUSE))
