"""Messages out and timers.

What lives here: the courier that sends what the outbox promises, the doorbell that wakes it, long polling, the timed
jobs, the eraser that asks a company to erase the words that we do not keep. It may import `services` and `gateways`.
What never happens here: answering a web request, deciding what is said.
"""
