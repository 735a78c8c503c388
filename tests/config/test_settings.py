"""Starting with settings that are missing or wrong: refused, and the message names what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wending.kit.keys import new_key

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a" * 64
KEY = new_key()
REST = {"WENDING_ALLOWED_HOSTS": "x.example", "WENDING_FIELD_KEYS": KEY}


def start(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Start Django in a process of its own with these settings and no others of ours."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("WENDING_", "DJANGO_"))}
    env |= {"PYTHONPATH": str(ROOT / "src"), "WENDING_DATA_DIR": str(folder), "DATABASE_URL": ""}
    words = [
        sys.executable,
        "-c",
        "import django; django.setup(); from django.conf import settings as s; print(s.DEBUG)",
    ]
    env |= {"DJANGO_SETTINGS_MODULE": "wending.config.settings", **settings}
    return subprocess.run(words, env=env, capture_output=True, text=True, check=False)


def test_settings_refuse_production_without_secrets_naming_each(tmp_path: Path) -> None:
    outcome = start(tmp_path)
    assert outcome.returncode != 0
    assert "WENDING_SECRET_KEY" in outcome.stderr
    assert "WENDING_ALLOWED_HOSTS" in outcome.stderr
    assert "WENDING_FIELD_KEYS" in outcome.stderr


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        (
            {"WENDING_SECRET_KEY": "short", **REST},
            "WENDING_SECRET_KEY is too short",
        ),
        (
            {
                "WENDING_SECRET_KEY": SECRET,
                "WENDING_ALLOWED_HOSTS": "x.example",
                "WENDING_FIELD_KEYS": KEY,
                "WENDING_DEBUG": "1",
            },
            "WENDING_DEBUG is on in production",
        ),
        ({"WENDING_MODE": "test"}, "WENDING_MODE is 'test'"),
        ({"WENDING_MODE": "local", "WENDING_DEBUG": "maybe"}, "WENDING_DEBUG is 'maybe'"),
        ({"WENDING_MODE": "local", "WENDING_SHARE_DAYS": "-1"}, "WENDING_SHARE_DAYS is '-1'"),
    ],
)
def test_settings_refuse_what_they_do_not_understand(tmp_path: Path, chosen: dict[str, str], named: str) -> None:
    outcome = start(tmp_path, **chosen)
    assert outcome.returncode != 0
    assert named in outcome.stderr


def test_settings_start_in_production_with_secrets_and_without_debug(tmp_path: Path) -> None:
    outcome = start(tmp_path, WENDING_SECRET_KEY=SECRET, WENDING_ALLOWED_HOSTS="x.example", WENDING_FIELD_KEYS=KEY)
    assert (outcome.returncode, outcome.stdout.strip()) == (0, "False"), outcome.stderr


def test_local_secret_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    for _ in range(2):
        assert start(tmp_path, WENDING_MODE="local").returncode == 0
        secret = (tmp_path / "secret-key").read_text()
    assert len(secret) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
