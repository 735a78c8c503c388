"""The regional labour market, for policy."""
