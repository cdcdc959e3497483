"""Output never stops a command: not what a terminal cannot write, nor a reader that goes away, nor a full disk under it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import outputs.discover.job
import outputs.figures
import run
from outputs.discover.job import DiscoveryQuestion
from outputs.shared.streams import LastingStream, writable
from tests.analysis.made import SHARE, YEAR, planted_sweep
from tests.sweep.conftest import small_case

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
DESIGN = """
name = "small"
case = "town"
scenario = "draft"
[levers.axes]
multi_storey_rule = { strength = [0.0, 0.7] }
[replicates]
number = 7
"""
SEARCH = """
case = "town"
targets = ["hightech_output_share.2020"]
probability = 0.5
replicates = 10
fresh_replicates = 10
budget = 2
population = 4
[levers]
innovation_platforms = [0.0, 10.0]
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with a small case, a design and a search."""
    home = tmp_path_factory.mktemp("screen")
    small_case(home / "town")
    (home / "small.toml").write_text(DESIGN, encoding="utf-8")
    (home / "search.toml").write_text(SEARCH, encoding="utf-8")
    return home


def commands(home):
    """A short call of each command that computes, without its folder, and what it writes into that at last."""
    town = str(home / "town")
    morris = ("--method", "morris", "--samples", "4", "-n", "2", "--axis", "lever.innovation_fund.strength",
              "--axis", "lever.polluter_exit.strength")  # fmt: skip
    return {
        "run": (("run", town, "-n", "7", "-s", "none"), "provenance.json"),
        "compare": (("compare", town, "-n", "7", "-s", "none", "-s", "draft"), "alternatives.csv"),
        "sweep": (("sweep", str(home / "small.toml")), "summary.csv"),
        "search": (("search", str(home / "search.toml")), "scenarios.toml"),
        "sensitivity": (("sensitivity", town, "--target", SHARE, "--year", "2020", "--mean", *morris), "settings.json"),
        "discover": (("discover", "sweep", "--target", SHARE, "--year", str(YEAR)), "settings.json"),
    }  # fmt: skip


COMPUTING = ("run", "compare", "sweep", "search", "sensitivity", "discover")
LISTING = (("check",), ("levers",), ("explain", "innovation_fund"), ("clauses",), ("phases",), ("cases",), ("--help",))


@pytest.fixture(scope="module")
def found():
    """What a discovery has found; the search takes a while and prints nothing."""
    return outputs.discover.job.answer(planted_sweep(), DiscoveryQuestion(SHARE, YEAR))


@pytest.fixture
def called(home, found, tmp_path, monkeypatch):
    """Call a command that computes with a stream as standard output; return its exit code and what it writes last.

    Figures are left out: they take the most time and print nothing.
    """
    monkeypatch.setattr(outputs.discover.job, "read", lambda folder, case: found.study)
    monkeypatch.setattr(outputs.discover.job, "answer", lambda study, question: found)
    monkeypatch.setattr(outputs.figures, "save", lambda figure, path: None)
    monkeypatch.setattr(outputs.figures, "save_all", lambda *arguments: None)

    def call(name, stream, language="zh"):
        arguments, last = commands(home)[name]
        store = ("--store", str(tmp_path / "store")) if name == "sensitivity" else ()
        monkeypatch.setattr(sys, "stdout", stream)
        folder = tmp_path / "out"
        code = run.main([*arguments, *store, "--out", str(folder), "--lang", language])
        return code, folder / last

    return call


def encoded(encoding):
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def text_of(stream):
    stream.flush()
    return stream.buffer.getvalue().decode(stream.encoding)


@pytest.fixture
def closed_pipe():
    """A stream whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        yield stream


@pytest.fixture
def full():
    """A stream that can never be written."""
    with FULL.open("w", encoding="utf-8") as stream:
        yield stream


@pytest.mark.parametrize("name", COMPUTING)
def test_what_an_encoding_lacks_stops_no_command(name, called):
    stream = encoded("ascii")
    code, written = called(name, stream, "en")
    assert code == 0
    assert written.is_file()
    assert "?" not in text_of(stream)  # English has a replacement for everything


@pytest.mark.parametrize("name", ["run", "compare"])
def test_chinese_is_written_in_gbk(name, called, capsys):
    stream = encoded("gbk")
    assert called(name, stream)[0] == 0
    assert "结果已写入" in text_of(stream)
    assert "?" not in text_of(stream)
    assert capsys.readouterr().err == ""


@needs_full
@pytest.mark.parametrize("name", COMPUTING)
def test_a_full_device_fails_after_the_folder_is_complete(name, called, full, capsys):
    code, written = called(name, full, "en")
    assert code == 1
    assert written.is_file()
    assert capsys.readouterr().err.startswith("Not all of the output could be written (No space left on device).")


@pytest.mark.parametrize("name", COMPUTING)
def test_a_closed_pipe_is_no_error(name, called, closed_pipe, capsys):
    code, written = called(name, closed_pipe)
    assert code == 0
    assert written.is_file()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("arguments", LISTING, ids=" ".join)
def test_listings_and_explanations_last_too(arguments, closed_pipe, monkeypatch, capsys):
    for stream in (encoded("ascii"), closed_pipe):
        monkeypatch.setattr(sys, "stdout", stream)
        assert run.main([*arguments]) == 0
    assert capsys.readouterr().err == ""


@needs_full
@pytest.mark.parametrize(
    ("arguments", "code"), [(("levers",), 1), (("--help",), 1), (("explain", "nothing_of_ours"), 2)]
)
def test_a_full_device_fails_what_did_not_fail_already(arguments, code, full, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", full)
    assert run.main([*arguments]) == code
    assert ("Not all of the output" in capsys.readouterr().err) == (code == 1)


def test_an_output_that_was_closed_before_is_no_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert run.main(["levers"]) == 0


def test_an_encoding_without_chinese_is_named_where_that_is_asked_for(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", encoded("ascii"))
    assert run.main(["cases", "--lang", "zh"]) == 0
    assert "PYTHONIOENCODING=utf-8" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", encoded("ascii"))
    assert run.main(["cases", "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("≥ 50 %, 3–4 ± 0.5", "ascii", ">= 50 %, 3-4 +/- 0.5"),
        ("≥ 50 %, 3–4 ± 0.5", "gbk", "≥ 50 %, 3–4 ± 0.5"),
        ("≤ 10 m², μ*", "latin-1", "<= 10 m², mu*"),
        ("10 m², Müller", "ascii", "10 m2, Muller"),
        ("池州：50%", "ascii", "??:50%"),
        ("开发区𠮷", "gbk", "开发区?"),
        ("path\udcff", "utf-8", "path?"),
    ],
)
def test_a_character_that_is_lacking_has_one_that_reads_alike(text, encoding, written):
    assert writable(text, encoding) == written


def test_after_a_failure_the_output_goes_nowhere_and_the_first_reason_is_kept(monkeypatch):
    class Full(io.StringIO):
        def flush(self):
            raise OSError(28, "No space left on device")

        def fileno(self):
            return self.file

    stream = Full()
    stream.file = os.open(os.devnull, os.O_WRONLY)
    lasting = LastingStream(stream)
    assert lasting.write("abc") == 3
    lasting.flush()
    lasting.flush()
    assert (lasting.failure.errno, lasting.failure.strerror) == (28, "No space left on device")
    os.close(stream.file)


def process(arguments, **environment):
    return subprocess.run(
        [sys.executable, "-W", "error", "run.py", *arguments],
        cwd=ROOT, capture_output=True, env={**os.environ, **environment}, check=False,
    )  # fmt: skip


@pytest.mark.cli
def test_an_old_locale_is_enough():
    done = process(["check", "--lang", "zh"], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    done = process(["check", "--lang", "zh"], PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    assert "可以运行" in done.stdout.decode("gbk")


@pytest.mark.cli
@needs_full
def test_a_process_ends_in_order_on_a_full_device_and_a_closed_pipe(home, tmp_path):
    asked = [sys.executable, "run.py", "sweep", str(home / "small.toml"), "--out"]
    with FULL.open("w") as full:
        done = subprocess.run(
            [*asked, str(tmp_path / "full")], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "full" / "summary.csv").is_file()
    started = subprocess.Popen(
        [*asked, str(tmp_path / "closed")], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    started.stdout.close()
    error = started.stderr.read()
    started.stderr.close()
    assert (started.wait(), error) == (0, b"")
    assert (tmp_path / "closed" / "summary.csv").is_file()
