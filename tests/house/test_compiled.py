"""Compilation: the cache cannot go stale, and no function is compiled twice for the engine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from model import engine
from model.compiled import CACHE, bytes_hash

ROOT = Path(__file__).parents[2]


def test_the_cache_is_named_after_the_sources():
    assert bytes_hash() in CACHE.name


def test_editing_a_rule_that_another_file_calls_changes_the_result(tmp_path):
    """Numba's own cache misses this: the caller's file did not change."""
    shutil.copytree(ROOT / "model", tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        "import numpy as np\n"
        "from model.parameters import central_values\n"
        "from model.rules.leaving import leaves_register\n"
        "from model.compiled import compiled\n"
        "print(leaves_register(1700.0, central_values()[0]))"
    )

    def run():
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    rule = tmp_path / "model" / "rules" / "leaving.py"
    assert run() == "False"
    rule.write_text(rule.read_text(encoding="utf-8").replace("1.0 - par.register_band", "1.0"), encoding="utf-8")
    assert run() == "True"


def test_the_engine_is_compiled_for_one_signature(case):
    from model import simulate

    for scenario in ("none", case.plan):
        simulate(case, scenario, 2, 1)
    assert len(engine.run_block.signatures) == 1
