"""Broadcasts: messages to many people who asked for them, each for one purpose, agreed to by two people.

What lives here: the purposes, one file each, who asked for news, what a broadcast costs before it is sent, the two
yeses, the list of its people and their turns. It may import `services`, `models`, `bot` and `budgeting`. What never
happens here: a message to somebody who did not ask for its kind, free words to voters while they vote, a number or an
address that leaves for anything but the line, anybody written to twice.
"""
