"""No test goes by the clock: on a busy machine everything takes longer, and nothing is wrong."""

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]
CLOCKS = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "process_time_ns", "time_ns"}


def clocks_read(tree):
    """Names of clocks that a test reads, `time.time` among them; sleeping is no reading."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "time":
            names = [node.attr]
        yield from (name for name in names if name in {*CLOCKS, "time"})


# A program of `make long` that kills commands at moments within the time that they take; nothing is judged by it.
KILLING = "folders/killing.py"


def test_no_test_reads_a_clock():
    found = {
        path.relative_to(TESTS).as_posix(): clocks
        for path in sorted(TESTS.rglob("*.py"))
        if path != TESTS / KILLING and (clocks := list(clocks_read(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {}


def test_the_rule_sees_every_way_to_read_one():
    made = "import time\nfrom time import perf_counter\nbegan = time.monotonic()\nlate = time.time()\ntime.sleep(1)\n"
    assert sorted(clocks_read(ast.parse(made))) == ["monotonic", "perf_counter", "time"]
