"""Tests of disclosure control."""
