"""Tests of effect."""
