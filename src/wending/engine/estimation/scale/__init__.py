"""The same estimates where the rows do not fit in memory: DuckDB on one machine, Spark where one is not enough.

One expression layer (ibis) for both. An engine only adds up: counts, sums and products per group of units, in steps
that are kept on disk as they are done, so that a broken-off run goes on where it was. numpy finishes from the sums.
Start at `over_time.effects_over_time` (panels) and `persons.doubly_robust_at_scale` (one row per person).
"""
