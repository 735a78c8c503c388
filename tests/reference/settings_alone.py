"""Wending with reference alone, for tests that start it as a process: nobody derives anything from a release there."""

from wending.config.settings import *  # noqa: F403

INSTALLED_APPS = ["wending.reference"]
