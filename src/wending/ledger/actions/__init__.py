"""Writes to the ledger."""
