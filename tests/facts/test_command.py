"""`run.py facts` as a person uses it."""

import re
import shutil

import pandas as pd
import pytest

import run

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.chizhou
def test_facts_are_written_before_they_are_shown_in_both_languages(case, tmp_path, capsys):
    for language, words in (("en", "below"), ("zh", "低于范围")):
        folder = tmp_path / language
        arguments = ["facts", case.name, "-n", "4", "--seed", "3", "--lang", language, "--out", str(folder)]
        assert run.main(arguments) == 0
        shown = capsys.readouterr().out
        assert words in shown
        assert str(folder) in shown.replace("\n", "")
        assert bool(CHINESE.search(shown.replace(str(folder), ""))) is (language == "zh")
        assert {"contents.json", "facts.csv", "provenance.json", "case"} == {path.name for path in folder.iterdir()}
        assert (folder / "case" / "observed.csv").read_bytes() == (case.folder / "observed.csv").read_bytes()
    english, chinese = (pd.read_csv(tmp_path / each / "facts.csv", encoding="utf-8-sig") for each in ("en", "zh"))
    assert english.equals(chinese)
    assert list(english["fact"]) == [fact.key for fact in case.data.facts]
    assert set(english["scenario"]) == {case.plan}


@pytest.mark.chizhou
def test_another_scenario_is_run_when_it_is_named(case, tmp_path):
    assert run.main(["facts", case.name, "-s", "none", "-n", "2", "--out", str(tmp_path / "made")]) == 0
    table = pd.read_csv(tmp_path / "made" / "facts.csv", encoding="utf-8-sig")
    assert set(table["scenario"]) == {"none"}


def test_a_case_without_facts_is_refused_and_nothing_is_written(case, tmp_path, capsys):
    folder = shutil.copytree(case.folder, tmp_path / "town")
    (folder / "observed.csv").unlink(missing_ok=True)
    for language, words in (("en", "has no published figures; give them in observed.csv"), ("zh", "没有公布数可对照")):
        assert run.main(["facts", str(folder), "--lang", language, "--out", str(tmp_path / "made")]) == 2
        assert words in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_a_scenario_that_is_not_there_is_refused(case, capsys):
    assert run.main(["facts", str(case.folder), "-s", "nothing", "-n", "2"]) == 2
    assert "unknown scenario 'nothing'" in capsys.readouterr().err
