"""Signatures of credentials, checked without the network: who signed, with which key, and what stays unknown."""
