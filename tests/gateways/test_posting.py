"""Calls of a provider's interface: an answer that comes in pieces is read whole, and no wait is for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp import web

from gateways.posting import LARGEST_ANSWER, LONGEST_WAIT, Answered, Post, failure_of
from tests.fakes.server import FakeServer

PIECES = (b'{"messages":[{"messageId":"ab', b'cd"}]}')


class InPieces(FakeServer):
    """Answers in pieces, each when the one before has long arrived."""

    def __init__(self, *pieces: bytes) -> None:
        super().__init__()
        self.pieces = pieces

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/", self.answer)]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        response.content_length = sum(map(len, self.pieces))
        await response.prepare(request)
        for piece in self.pieces:
            await response.write(piece)
            await asyncio.sleep(0.02)
        return response


@pytest.fixture
def pieces() -> tuple[bytes, ...]:
    return PIECES


@pytest.fixture
def api(pieces: tuple[bytes, ...]) -> Iterator[InPieces]:
    with InPieces(*pieces) as fake:
        yield fake


def call(url: str) -> Answered:
    async def scenario() -> Answered:
        post = Post()
        try:
            return await post.call(url, json={})
        finally:
            await post.close()

    return asyncio.run(scenario())


def test_an_answer_that_comes_in_pieces_is_read_whole(api: InPieces) -> None:
    assert call(api.url).body == b"".join(PIECES)  # cut off it has no id, and the message would go out again


@pytest.mark.parametrize("pieces", [(b"x" * LARGEST_ANSWER, b"y")])
def test_an_endless_answer_is_read_as_far_as_anybody_looks(api: InPieces) -> None:
    assert call(api.url).body == b"x" * LARGEST_ANSWER


@pytest.mark.parametrize(
    ("said", "wait"), [("30", 30), ("9" * 20, LONGEST_WAIT), ("9" * 400, LONGEST_WAIT), ("-1", 60), ("soon", 60)]
)
def test_a_wait_that_a_company_names_has_an_end(said: str, wait: float) -> None:
    assert failure_of(Answered(429, {"retry-after": said}, b"")).retry_in == wait
