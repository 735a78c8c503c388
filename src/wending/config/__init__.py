"""Settings, root URLs and server entry points; imported by none."""
