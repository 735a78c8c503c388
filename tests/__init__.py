"""Tests, mirroring the package; shared builders are in the factories of each domain."""
