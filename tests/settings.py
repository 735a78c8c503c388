"""The settings, in local mode over a throw-away data folder. Set here, for they are read before any conftest."""

import os
import tempfile

os.environ["WENDING_MODE"] = "local"
os.environ["WENDING_DATA_DIR"] = tempfile.mkdtemp(prefix="wending-tests-")
os.environ["WENDING_API_RATE_PER_MINUTE"] = "0"

from wending.config.settings import *  # noqa: E402, F403
