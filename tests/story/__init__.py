"""A participatory budget told whole: citizens only through the doors of the providers, staff through their services.

What lives here: the town hall's acts, the citizens and what each was promised, and the books compared at the end.
What never happens here: a ballot written in any other way than its voter's message.
"""
