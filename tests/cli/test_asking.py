from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest


@pytest.mark.parametrize(("answer", "agreed"), [("y", True), ("n", False), ("", False)])
def test_who_is_at_a_terminal_is_asked_and_only_a_yes_is_one(answer: str, agreed: bool) -> None:
    keyboard, terminal = pty.openpty()
    code = "from cli.asking import confirmed; print(confirmed('Go on?', yes=False))"
    os.write(keyboard, f"{answer}\n".encode())
    asked = subprocess.run([sys.executable, "-c", code], stdin=terminal, capture_output=True, text=True, check=True)
    os.close(keyboard)
    os.close(terminal)
    assert "Go on? [y/N]" in asked.stderr
    assert asked.stdout.strip().endswith(str(agreed))
