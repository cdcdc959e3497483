"""Bad input, one fault each, through the command line: one clear line, exit 2, nothing written, nothing lost."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import run
from scenarios.files.totals import TOTALS
from tests.refusals.edits import copy_case, lever, swap
from tests.refusals.faults import FAULTS as SHIPPED_FAULTS
from tests.refusals.firm_faults import OF_FIRMS

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Three words of small letters in a row are an English sentence; what stands in quotation marks, and units, are data.
ENGLISH = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")
DATA = re.compile(r"'[^']*'|（单位 [^）]*）|：[^：]*$")
FAULTS = [*SHIPPED_FAULTS, *OF_FIRMS]
NAMES = [name for name, _, _ in FAULTS]


def contents(folder):
    """What stands in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.is_symlink()}


def refused(capsys, *arguments):
    """The sentence with which a command is refused."""
    assert run.main(list(arguments)) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert_lines(shown.err)
    assert "Traceback" not in shown.err
    return shown.err


def assert_lines(sentence):
    """One fault is one line; several are counted first, and each has a line of its own, up to twenty."""
    first, *others = sentence.splitlines()
    counted = re.fullmatch(r"refused: (\d+) faults|无法运行：共 (\d+) 处错误", first)
    assert bool(counted) == bool(others), sentence
    if counted:
        count = int(counted[1] or counted[2])
        assert len(others) == min(count, 21), sentence
        if count > 20:
            assert others[-1].strip() in (f"and {count - 20} more", f"另有 {count - 20} 处")
    assert all(len(line) < 420 for line in (first, *others)), sentence


def assert_chinese(sentence):
    assert sentence.startswith("无法运行："), sentence
    for line in sentence.removeprefix("无法运行：").splitlines():
        assert CHINESE.search(line), sentence
        assert not ENGLISH.search(DATA.sub("", line)), sentence


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A copy of the case in an empty folder, which is also where the command runs."""
    monkeypatch.chdir(tmp_path)
    return copy_case(tmp_path / "case")


def test_there_are_enough_malformed_inputs():
    assert len(SHIPPED_FAULTS) >= 70
    assert len(OF_FIRMS) >= 15
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(("edit", "words"), [fault[1:] for fault in FAULTS], ids=NAMES)
def test_malformed_input_is_refused(edit, words, place, capsys):
    edit(place)
    before = contents(place)
    for out in ((), ("--out", "mine")):
        english = refused(capsys, "run", str(place), "-n", "2", *out)
        chinese = refused(capsys, "run", str(place), "-n", "2", "--lang", "zh", *out)
    assert english.startswith("refused: ")
    assert_chinese(chinese)
    for sentence in (english, chinese):
        assert re.search(r"case\.toml|parks\.csv|industries\.csv|scenarios\.toml|firms\.csv", sentence), sentence
        for word in words:
            assert word in sentence, (word, sentence)
    assert not any(CHINESE.search(DATA.sub("", line)) for line in english.splitlines()), english
    assert contents(place) == before
    assert [path.name for path in place.parent.iterdir()] == ["case"]


ARGUMENTS = [
    (("run", "chizou"), ["'chizou'", "'chizhou'"]),
    (("run", ""), ["''", "chizhou"]),
    (("run", "x" * 5000), ["xxx", "chizhou"]),
    (("run", "README.md"), ["'README.md'"]),
    (("run", "chizhou", "-s", "draught"), ["chizhou", "'draught'", "'draft'"]),
    (("run", "chizhou", "-n", "1"), ["--replicates", "1", "2", "10000000"]),
    (("run", "chizhou", "-n", "many"), ["--replicates", "'many'", "2", "10000000"]),
    (("run", "chizhou", "-n", "2.5"), ["--replicates", "'2.5'"]),
    (("run", "chizhou", "-n", "9" * 400), ["--replicates", "999"]),
    (("run", "chizhou", "--seed", "-1"), ["--seed", "-1", "4294967295"]),
    (("run", "chizhou", "--seed", "4294967296"), ["--seed", "4294967296", "4294967295"]),
    (("run", "chizhou", "--threads", "0"), ["--threads", "0", "1024"]),
    (("run", "chizhou", "--sead", "3"), ["'--sead'", "'--seed'"]),
    (("run", "chizhou", "more"), ["more", "--help"]),
    (("run", "chizhou", "--seed"), ["'--seed'"]),
    (("levres",), ["'levres'", "'levers'"]),
    (("explain",), ["'name'"]),
    (("explain", "multi_story_rule"), ["'multi_story_rule'", "'multi_storey_rule'"]),
    (("schema", "parks"), ["'parks'", "case", "scenarios"]),
]


@pytest.mark.parametrize(("arguments", "words"), ARGUMENTS, ids=lambda value: " ".join(value)[:40])
def test_bad_arguments_are_refused(arguments, words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    english = refused(capsys, *arguments)
    chinese = (
        refused(capsys, *arguments[:1], "--lang", "zh", *arguments[1:]) if arguments[0] in ("run", "explain") else ""
    )
    for sentence in filter(None, (english, chinese)):
        for word in words:
            assert word in sentence, (word, sentence)
    if chinese:
        assert_chinese(chinese)
    assert not list(tmp_path.iterdir())


def test_an_unknown_language_is_refused_in_both_languages(capsys):
    assert run.main(["run", "chizhou", "--lang", "fr"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "无法运行：参数 --lang：没有语言 'fr'；可用：zh、en",
        "refused: --lang: unknown language 'fr'; known: zh, en",
    ]


@pytest.mark.parametrize("out", ["file", "file/run", "link", ".", "", "new/..", "a" * 300, "new/" + "a" * 300])
def test_a_folder_that_cannot_be_written_is_refused_before_the_run(out, place, capsys):
    (place.parent / "file").write_text("mine")
    (place.parent / "link").symlink_to("nowhere")
    for language in ("en", "zh"):
        sentence = refused(capsys, "run", str(place), "-n", "2", "--out", out, "--lang", language)
        assert "--out" in sentence
        assert out[:50] in sentence
    assert_chinese(sentence)
    assert (place.parent / "file").read_text() == "mine"
    assert sorted(path.name for path in place.parent.iterdir()) == ["case", "file", "link"]


CONTRADICTIONS = [
    (swap("case.toml", "value = 0.68", "value = 0.999"), ["zone_value_added_share"], ["0.999"]),
    (swap("case.toml", "value = 0.453", "value = 0.99"), ["hightech_output_share"], ["0.99"]),
    (swap("case.toml", "value = 0.68", "value = 0.3"), ["zone_gross_output_share", "zone_value_added_share"], ["0.3", "0.721"]),
]  # fmt: skip


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize(("edit", "totals", "words"), CONTRADICTIONS, ids=lambda value: str(value)[:30])
def test_what_cannot_be_met_together_is_refused(edit, totals, words, command, place, capsys):
    edit(place)
    arguments = ["-n", "2", "--out", "mine"] if command == "run" else []
    for language in ("en", "zh"):
        assert run.main([command, str(place), *arguments, "--lang", language]) == 2
        sentence = capsys.readouterr().err
        assert len(sentence.splitlines()) == 1
        for total in totals:
            assert f"totals.{total}" in sentence
            assert getattr(TOTALS[total], language) in sentence
        for word in ["chizhou", *words]:
            assert word in sentence
    assert_chinese(sentence)
    assert [path.name for path in place.parent.iterdir()] == ["case"]


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="the administrator may read everything")
def test_a_file_without_permission_is_refused(place, capsys):
    (place / "parks.csv").chmod(0)
    assert "parks.csv" in refused(capsys, "run", str(place), "-n", "2")


def test_all_faults_of_a_file_are_told_at_once(place, capsys):
    swap("case.toml", "baseline_year = 2015\nyears = 5", "baseline_year = 15\nyears = 0\nyaers = 1")(place)
    english = refused(capsys, "run", str(place), "-n", "2").splitlines()
    assert english[0] == "refused: 3 faults"
    assert [line.split(":")[1].strip() for line in english[1:]] == ["baseline_year", "years", "yaers"]
    chinese = refused(capsys, "run", str(place), "-n", "2", "--lang", "zh").splitlines()
    assert chinese[0] == "无法运行：共 3 处错误"
    assert [line.split("：")[0] for line in chinese[1:]] == [
        f"  case.toml 的 {key}" for key in ("baseline_year", "years", "yaers")
    ]


def test_a_run_that_fails_leaves_nothing(place, monkeypatch):
    def fail(*_, **options):
        raise RuntimeError("in the middle")

    monkeypatch.setattr("outputs.run.job.run_experiment", fail)
    with pytest.raises(RuntimeError):
        run.main(["run", str(place), "-n", "2", "--out", "new/deep/run"])
    assert [path.name for path in place.parent.iterdir()] == ["case"]


def test_labels_may_hold_what_means_something_elsewhere(place, monkeypatch, capsys):
    """Brackets are markup to the terminal, dollars are formulas to figures, braces are places to format."""
    monkeypatch.setattr("outputs.figures.save_all", lambda *_: None)
    swap("case.toml", "池州市园区转型升级", "[/b]池州{0}$x_$")(place)
    swap("scenarios.toml", 'zh = "征求意见稿"', 'zh = "[red]征求{意见}稿[/]"')(place)
    assert run.main(["run", str(place), "-s", "draft", "-n", "2", "--lang", "zh", "--out", "mine"]) == 0
    shown = capsys.readouterr().out
    assert "[/b]池州{0}$x_$" in shown
    assert "[red]征求{意见}稿[/]" in shown


STARTED = [
    (swap("parks.csv", ",120,60,", ",120,sixty,"), ["parks.csv", "'sixty'"]),
    (swap("case.toml", "years = 5", "years = five"), ["case.toml", "years = five"]),
    (swap("industries.csv", "trend", "trends"), ["industries.csv", "'trends'"]),
    (lever("9"), ["scenarios.toml", "polluter_exit", "9"]),
    (swap("parks.csv", "national", "natio\0nal"), ["parks.csv", "2"]),
]


@pytest.mark.parametrize(("edit", "words"), STARTED)
def test_the_process_ends_with_2_and_a_line_a_fault(edit, words, place):
    edit(place)
    done = subprocess.run(
        [sys.executable, "-W", "error", "run.py", "run", str(place), "-n", "2", "--lang", "zh", "--out", str(place / "out")],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert_lines(done.stderr)
    assert_chinese(done.stderr)
    assert all(word in done.stderr for word in words)
    assert not (place / "out").exists()
