"""Two people who act at the same moment, each on a connection of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.unit_of_work import UnitOfWork

Act = Callable[[Session], Any]
HEAD_START = 0.3  # seconds the first keeps its transaction open after its act, for the second to run into it


def at_once(engine: Engine, first: Act, second: Act) -> tuple[Any, Any]:
    """Let the second act begin when the first is done and not yet committed; return results, or what was raised."""
    acted = threading.Event()

    def linger(session: Session) -> Any:
        result = first(session)
        session.flush()
        acted.set()
        time.sleep(HEAD_START)
        return result

    works = [UnitOfWork(engine), UnitOfWork(engine)]
    with ThreadPoolExecutor(2) as pool:
        leading = pool.submit(works[0].write, linger)
        assert acted.wait(10)
        following = pool.submit(works[1].write, second)
    for work in works:
        work.close()
    return _outcome(leading), _outcome(following)


def _outcome(future: Future[Any]) -> Any:
    return future.exception() or future.result()
