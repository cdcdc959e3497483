"""The order of a quarter: the code runs by the table, and the declared phases of a lever are those that read it."""

import ast
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

import run
from model import order, quarter
from model.levers import LEVERS

ROOT = Path(__file__).parents[2]
PHASES = ROOT / "model" / "phases"


def functions():
    """Every function of the phases by file and name, and where each file takes the names of other files from."""
    found, homes = {}, {}
    for path in PHASES.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {(path.stem, node.name): node for node in tree.body if isinstance(node, ast.FunctionDef)}
        homes[path.stem] = {
            alias.name: node.module
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.level == 1
            for alias in node.names
        }
    return found, homes


def levers_read(phase):
    """The levers that a phase reads, by itself or through what it calls."""
    found, homes = functions()
    read, seen, left = set(), set(), [(phase, "run_phase")]
    while left:
        here = left.pop()
        if here in seen or here not in found:
            continue
        seen.add(here)
        for node in ast.walk(found[here]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                left.append((homes[here[0]].get(node.func.id, here[0]), node.func.id))
            if isinstance(node, ast.Attribute) and re.fullmatch(r"lever|levers\[.+\]", ast.unparse(node.value)):
                read.add(node.attr)
    return read


@pytest.mark.parametrize("phase", order.PHASES)
def test_a_phase_reads_the_levers_that_name_it_and_no_others(phase):
    assert levers_read(phase) == {name for name, lever in LEVERS.items() if phase in lever.phases}


def test_a_lever_is_read_nowhere_else():
    """A rule gets strengths as numbers, and only a phase hands them over."""
    reads = re.compile(r"\b(lever|levers\[.+\])\.[a-z]")
    others = [ROOT / "model" / "quarter.py", *(ROOT / "model" / "rules").glob("*.py")]
    assert [path.name for path in others if reads.search(path.read_text(encoding="utf-8"))] == []


def test_only_a_lever_that_does_not_act_by_park_is_read_at_the_first_park_for_all():
    texts = [path.read_text(encoding="utf-8") for path in PHASES.glob("*.py")]
    read = {name for text in texts for name in re.findall(r"levers\[0\]\.([a-z_]+)", text)}
    assert read == {
        "land_plan",
        "innovation_fund",
        "small_firm_parks",
        "small_firm_quota",
        "emission_trading",
        "energy_trading",
        "paid_use",
        "leader_priority",
    }
    assert not [name for name in read if LEVERS[name].by_park]


def test_some_levers_are_read_in_more_than_one_phase():
    assert LEVERS["multi_storey_rule"].phases == ("production", "arrivals", "allocation")
    assert LEVERS["leading_industries"].phases == ("arrivals", "allocation")
    assert LEVERS["project_transfer"].phases == ("allocation", "measuring")


def test_a_phase_is_a_file_and_every_file_that_runs_is_a_phase():
    running = {path.stem for path in PHASES.glob("*.py") if "def run_phase(" in path.read_text(encoding="utf-8")}
    assert running == set(order.PHASES)


def test_the_quarter_is_written_from_the_table(monkeypatch):
    table = {name: order.PHASES[name] for name in ("assessment", "demand", "calendar")}
    table["demand"] = replace(table["demand"], quarter=3)
    table["energy"] = order.PHASES["energy"]
    monkeypatch.setattr(quarter, "PHASES", table)
    arguments = "(quarter, key, world, state, par, levers, book, sums)"
    assert quarter.source_of_quarter().splitlines() == [
        f"def run_quarter{arguments}:",
        f"    if quarter % 4 == 0: assessment{arguments}",
        f"    if quarter % 4 == 3: demand{arguments}",
        f"    if quarter % 4 == 1: calendar{arguments}",
        f"    energy{arguments}",
    ]


@pytest.mark.slow
def test_the_compiled_quarter_is_kept_on_disk():
    code = (
        "from model import ZoneModel; from model.quarter import run_quarter\n"
        "ZoneModel('chizhou', 'none').step()\n"
        "print(sum(run_quarter.stats.cache_hits.values()), sum(run_quarter.stats.cache_misses.values()))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True)
        for _ in range(2)
    ]
    assert said[1].stdout.split() == ["1", "0"], said[1].stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_listing_keeps_to_the_screen_and_names_every_phase_and_lever(capsys, language):
    assert run.main(["phases", "--lang", language]) == 0
    text = capsys.readouterr().out
    lines = text.splitlines()
    assert max(map(cell_len, lines)) == 80
    assert not [line for line in lines if re.search("│ *[，。；：、）]", line)]
    words = set(re.findall(r"[a-z_]+", text))
    assert set(order.PHASES) | set(LEVERS) <= words
    assert ("第 4 季度" if language == "zh" else "(quarter 4)") in text
    assert {line.count("│") for line in lines} == {0, 5}
