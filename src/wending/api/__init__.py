"""The REST root: mounts each domain's rest.py and holds what all of REST shares."""
