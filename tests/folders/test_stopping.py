"""A command that is asked to end says in one sentence what is kept, ends with 3, and leaves nothing half done."""

import signal
import subprocess
import sys
import time

import pytest

import run
from outputs.shared import stopping
from outputs.shared.ending import STOPPED
from tests.folders.killing import ROOT
from tests.stored.conftest import CITY

SENTENCES = {"en": "Stopped. Nothing is kept of it", "zh": "已停止，未保留任何结果"}


def started(*arguments):
    """Start a command in a process of its own."""
    command = [sys.executable, "run.py", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends a process of Windows at once")
@pytest.mark.parametrize(("number", "language"), [("SIGTERM", "en"), ("SIGINT", "zh")])
def test_a_run_that_is_stopped_leaves_nothing(number, language, tmp_path):
    folder = tmp_path / "new" / "run"
    process = started("run", str(CITY), "-n", "2000", "--out", str(folder), "--lang", language)
    while process.poll() is None and not (folder / "indicators.parquet").exists():
        time.sleep(0.01)
    process.send_signal(getattr(signal, number))
    out, err = process.communicate()
    assert process.returncode == STOPPED, (out, err)
    assert SENTENCES[language] in err
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["check", "cases", "facts", "score", "compare", "sensitivity", "discover"])
def test_every_command_that_is_interrupted_ends_with_its_sentence(command, monkeypatch, capsys):
    """Whatever a command does first is interrupted."""

    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    places = {
        "check": "outputs.check.job.load_case", "cases": "outputs.explain.cases.cases_listed", "facts": "outputs.facts.job.load_case",
        "score": "outputs.score.job.load_scoring", "compare": "outputs.compare.job.load_case",
        "sensitivity": "outputs.sensitivity.job.require", "discover": "outputs.discover.job.require",
    }  # fmt: skip
    monkeypatch.setattr(places[command], interrupted)
    more = {
        "score": ["figures.csv"],
        "sensitivity": ["--target", "all_targets"],
        "discover": ["--target", "all_targets"],
    }
    named = [] if command == "cases" else [str(CITY)]
    assert run.main([command, *named, *more.get(command, []), "--lang", "en"]) == STOPPED
    assert capsys.readouterr().err.startswith(SENTENCES["en"])


def test_a_signal_that_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with stopping.stopped_by_signals():
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGINT) is stopping.interrupt
        assert signal.getsignal(signal.SIGINT) is not stopping.interrupt
    finally:
        signal.signal(signal.SIGTERM, before)
