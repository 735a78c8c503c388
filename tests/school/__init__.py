"""Tests of the school domain."""
