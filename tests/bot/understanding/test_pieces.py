from __future__ import annotations

from zlib import crc32

from bot.understanding.pieces import ROWS, pieces_of_pair, pieces_of_word


def row(piece: str) -> int:
    return crc32(piece.encode()) % ROWS


def test_pieces_stand_on_the_rows_on_which_the_models_were_learnt() -> None:
    word = pieces_of_word("\u0645\u0627")
    assert word.words == [row("word \u0645\u0627")]
    assert word.runs[:2] == [row("run <\u0645"), row("run \u0645\u0627")]
    assert word.bones == [row("bones m"), row("bone run <m"), row("bone run m>"), row("bone run <m>")]
    assert pieces_of_pair("<", "eau").words == [row("pair < eau")]
