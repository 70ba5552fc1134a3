"""The conversation, pure: what a message means, what is asked next, what is said and in which words.

What lives here: messages as values, phrases, the replay engine, dialogues, renderers, understanding, the arithmetic of
SMS. It may import `budgeting` and `locales`. What never happens here: a database, a network, a clock, a provider's
format, a decision that depends on the channel outside `render`.
"""
