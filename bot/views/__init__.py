"""The shapes of what a dialogue gets from the desk, by subject.

What lives here: frozen dataclasses that are stored in a conversation as JSON, so they hold only numbers, words, lists
and dates. They import nothing of the house; `bot.ports` gives them to everybody else.
What never happens here: looking something up, or wording it.
"""
