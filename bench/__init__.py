"""Speeds, memory and the power cable, each beside a floor measured on the same machine in the same run.

What lives here: programs that print figures and ratios; they judge nothing. They may import every room and the tests'
doubles. What never happens here: traffic anywhere but to this machine, or a loop without an end.
"""
