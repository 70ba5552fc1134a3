"""Messages in: the doors at which providers call.

What lives here: the HTTP side of a turn, from raw bytes to an answer that is given only after the commit. It may import
`services` and `gateways`. What never happens here: calling a provider, reading a body before its signature is checked,
deciding what a message means.
"""
