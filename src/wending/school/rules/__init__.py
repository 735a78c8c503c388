"""Pure rules of the school domain: frozen records and functions, no Django."""
