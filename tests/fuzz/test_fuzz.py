"""Generated attacks: three hundred in one process, a dozen as processes. What they print repeats a faulty one.

Their seed is always the same, so that whoever changes nothing sees no new fault; `make long` makes more, with a fresh seed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import judge
from tests.fuzz.__main__ import READ
from tests.fuzz.attack import Attack, drawn

ROOT = Path(__file__).parents[2]
SEED = "20261127"
ON_POSIX = pytest.mark.skipif(not hasattr(os, "wait4"), reason="what a process used is known on POSIX only")


def attacked(*options):
    """Run attacks as a program; return its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *options], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_three_hundred_attacks_in_one_process():
    code, printed = attacked("--seed", SEED, "-n", "300")
    assert code == 0, printed


@ON_POSIX
def test_a_dozen_attacks_as_processes():
    code, printed = attacked("--seed", SEED, "-n", "0", "--processes", "12")
    assert code == 0, printed


@pytest.mark.parametrize("number", range(5))
def test_a_seed_repeats_an_attack(number, tmp_path):
    one, other = (drawn(7, number, tmp_path / name, READ) for name in ("one", "other"))
    assert one == other
    held = [
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
        for name in ("one", "other")
    ]
    assert held[0] == held[1]


LONGEST = judge.LONGEST_SENTENCE
FAULTY = {  # by what run.main does, what the judge says of it
    "an error": (lambda _: 1 / 0, "traceback: ZeroDivisionError"),
    "a loop": (lambda _: [None for _ in iter(int, 1)], "worked for over"),
    "an exit code": (lambda _: 4, "exit code 4"),
    "no word": (lambda _: 2, "no refusal"),
    "too long": (lambda _: refuse("t.csv: " + "x" * LONGEST), f"{LONGEST + 7} characters"),
    "a character": (lambda _: refuse("t.csv: \x1b[31m"), "raw characters"),
    "no place": (lambda _: refuse("wrong"), "no place"),
    "another place": (lambda _: refuse("u.csv: wrong"), "no place"),
    "a shown character": (lambda _: print("\u202ex") or 0, "raw characters in what is shown"),
    "half a folder": (lambda _: Path("out").mkdir() or refuse("t.csv: wrong"), "left ['out']"),
}  # fmt: skip


def refuse(sentence):
    """Say a refusal as the command line does."""
    print(f"refused: {sentence}", file=sys.stderr)
    return 2


@pytest.mark.parametrize(("does", "said"), FAULTY.values(), ids=FAULTY)
def test_the_judge_sees_what_is_wrong(does, said, tmp_path, monkeypatch):
    monkeypatch.setattr(judge.run, "main", does)
    monkeypatch.setattr(judge, "MOST_SECONDS", 0.2)
    _, wrong = judge.judged(Attack(["check", "town"], named=("t.csv",)), tmp_path)
    assert len(wrong) == 1
    assert said in wrong[0]


@pytest.mark.parametrize("sentence", ["t.csv: " + "x" * (LONGEST - 7), "t.csv: wrong", "t.csv：错误"])
def test_the_judge_is_content_with_a_refusal(sentence, tmp_path, monkeypatch):
    monkeypatch.setattr(judge.run, "main", lambda _: refuse(sentence))
    assert judge.judged(Attack(["check", "town"], named=("t.csv",)), tmp_path) == ("2", [])
