"""The file in which a learner's things travel to a next school (docs/formats.md)."""
