"""The launcher's own words: clear refusals before anything is made."""

import socket
import subprocess
import sys
from pathlib import Path

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
