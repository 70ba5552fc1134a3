"""`python -m bot.learning`: learn the model of each language from `locales/<tag>/messages*.tsv` and write it there."""

from __future__ import annotations

from bot.learning.messages import digest_of, listed_messages, messages_of, taught_languages
from bot.learning.training import train, write
from bot.understanding.learnt import FILE
from bot.understanding.listed import listed_of
from locales.words import FOLDER, reviewed_languages


def main() -> None:
    """Learn, write and say how many messages each model has right that it was not learnt from."""
    messages = {tag: messages_of(tag) for tag in taught_languages()}
    digest, tags = digest_of(), reviewed_languages()
    for tag, own in messages.items():
        others = [one for other in messages if other != tag for one in messages[other]]
        trained = train(own, [*others, *(one for other in tags for one in listed_messages(other))], listed_of(tags))
        write(FOLDER / tag / FILE, trained, digest)
        print(f"{tag}: {len(own)} messages, {trained.accuracy:.1%} right of those left out")  # noqa: T201


if __name__ == "__main__":
    main()
