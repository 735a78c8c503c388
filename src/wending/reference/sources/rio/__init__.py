"""Importer of programmes on offer from the register RIO of DUO."""
