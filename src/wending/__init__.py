"""Wending: lifelong career guidance. One package with few storeys; see docs/where.md."""
