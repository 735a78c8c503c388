"""Tests of the page shell; `reading` is for tests of other domains' pages too."""
