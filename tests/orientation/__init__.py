"""Tests of orientation."""
