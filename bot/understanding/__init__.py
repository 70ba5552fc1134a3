"""What a citizen meant: from a message as typed to an intent, its arguments and how sure we are.

Pure functions over text; every word known comes from `locales/<tag>/words.toml`, never from code. It may import
`locales` and rapidfuzz. It never guesses a ballot: a vote is sure only when nothing but a vote stands in the message.
"""
