"""The settings, in local mode over a throw-away data folder. Set here, for they are read before any conftest."""

import os
import tempfile
from pathlib import Path

prepared = Path(os.environ.get("WENDING_DATA_DIR", Path(__file__).resolve().parents[1] / "var"))
os.environ["WENDING_MODE"] = "local"
os.environ["WENDING_DATA_DIR"] = tempfile.mkdtemp(prefix="wending-tests-")
os.environ["WENDING_API_RATE_PER_MINUTE"] = "0"

from wending.config.settings import *  # noqa: E402, F403
from wending.config.settings import STATIC_ROOT  # noqa: E402

# The style sheets that the launcher fetched; pages in a browser need them.
STATICFILES_DIRS = [path for path in [prepared / "assets"] if path.is_dir()]
STATIC_ROOT.mkdir(parents=True)
