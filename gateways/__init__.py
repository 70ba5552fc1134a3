"""The companies and boxes that carry messages, one file each.

What lives here: checking that a call really comes from the provider, turning it into `Inbound` values, sending an
`Outgoing` and naming what went wrong. It may import `bot.messages` and `bot.sms`, and vendors' software, which no other
room may. What never happens here: a database, a dialogue, knowing what a vote is.
"""
