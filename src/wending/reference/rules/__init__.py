"""Pure rules of reference data: the records that parsers deliver, and the checks on them."""
