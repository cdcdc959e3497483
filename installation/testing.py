"""What `run.py test` runs, and so `make test`: style, types and tests."""

import subprocess
import sys

from .requirements import ROOT

STEPS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-m", "not long"),
)


def failed_step() -> str | None:
    """Run the steps in their order by this interpreter; return the first that fails as a command, None if none does."""
    for step in STEPS:
        if subprocess.run([sys.executable, "-m", *step], cwd=ROOT, check=False).returncode != 0:
            return " ".join(step)
    return None
