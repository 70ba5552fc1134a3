"""Public pages and open data: what anybody may read of a commune, on the slowest line and without JavaScript.

What lives here: pages made of what `services` reads, three languages by address, and the phones of the demonstration.
It may import `services`, `gateways`, `bot`, `budgeting` and `locales`. What never happens here: a cookie, a write, a
script or style in the page itself, a request to anybody else, a figure that is not published.
"""
