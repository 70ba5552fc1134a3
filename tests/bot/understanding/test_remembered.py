from __future__ import annotations

from bot.understanding.remembered import LONGEST_WORD, MOST, Remembered


def counted() -> tuple[Remembered[int], list[str]]:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    return Remembered(length), asked


def test_a_word_is_worked_out_once() -> None:
    lengths, asked = counted()
    assert [lengths["eau"], lengths["eau"]] == [3, 3]
    assert asked == ["eau"]


def test_noise_is_worked_out_and_not_kept() -> None:
    lengths, _asked = counted()
    assert lengths["x" * (LONGEST_WORD + 1)] == LONGEST_WORD + 1
    assert not lengths


def test_no_more_words_are_kept_than_may_be() -> None:
    lengths, _asked = counted()
    for number in range(MOST + 5):
        assert lengths[f"w{number}"] == len(f"w{number}")
    assert len(lengths) == 5
