"""The launcher's own words: clear refusals before anything is made."""

import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

LAUNCHER = Path(__file__).resolve().parents[1] / "wending"


def launch(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(LAUNCHER), *words], capture_output=True, text=True, check=False)


def test_launcher_explains_itself_without_a_command() -> None:
    outcome = launch()
    assert outcome.returncode == 0
    assert "./wending start" in outcome.stdout
    assert "./wending test" in outcome.stdout


def test_start_refuses_a_taken_port_and_proposes_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        outcome = launch("start", "--port", str(port))
    assert outcome.returncode == 1
    assert f"--port {port + 1}" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_start_refuses_a_port_that_does_not_exist() -> None:
    outcome = launch("start", "--port", "70000")
    assert outcome.returncode == 1
    assert "1 to 65535" in outcome.stderr


@pytest.fixture
def launcher(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    for name in ["WENDING_MODE", "WENDING_SITE_ADDRESS"]:
        monkeypatch.delenv(name, raising=False)
    spec = spec_from_loader("launcher", SourceFileLoader("launcher", str(LAUNCHER)))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_links_of_a_trial_lead_to_its_own_port(launcher: ModuleType) -> None:
    assert launcher.site_environment("127.0.0.1", 8123)["WENDING_SITE_ADDRESS"] == "http://127.0.0.1:8123"


def test_address_that_was_chosen_or_is_in_production_is_left_alone(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENDING_MODE", "production")
    assert "WENDING_SITE_ADDRESS" not in launcher.site_environment("127.0.0.1", 8123)
    monkeypatch.setenv("WENDING_MODE", "local")
    monkeypatch.setenv("WENDING_SITE_ADDRESS", "https://wending.example")
    assert launcher.site_environment("127.0.0.1", 8123)["WENDING_SITE_ADDRESS"] == "https://wending.example"
