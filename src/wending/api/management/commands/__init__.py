"""Commands of the REST interface."""
