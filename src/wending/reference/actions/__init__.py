"""Writing reference data: loading a release is the only way in. Upper storeys connect to `release_ready`."""

from django.dispatch import Signal

# Sent after a release came in force, with `source` and `fingerprint`: time to rebuild what is derived from it.
release_ready = Signal()
