"""Tests of the REST root, and of the REST interface as a whole."""
