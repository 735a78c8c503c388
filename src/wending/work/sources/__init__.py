"""Files that firms bring and take, and badges they sign. Pure."""
