"""The public log of ballots as a Merkle tree (RFC 9162): what anyone needs to check that nothing was taken back.

Hashes only: no storage, no signatures, no clock, standard library alone, so that a verifier can be read in one sitting.
"""
