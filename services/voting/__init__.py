"""The vote: what can be voted on, casting a ballot, and the public log.

A ballot stands under a token that only the cycle's key can make. Nothing here writes a choice in clear, and nothing
tells a running total.
"""
