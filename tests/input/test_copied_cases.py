"""What is still of another city in a copied case is told by `check` and by `run`; shares apart are a warning."""

from dataclasses import replace

import pytest

import run
from outputs.shared.copied_words import copied_text
from scenarios import load_case
from scenarios.inspection.copied import copies_in
from scenarios.inspection.findings import inspect
from tests.input.reading import whole_copy
from tests.refusals.edits import cell, swap, text


def test_a_copy_under_another_name_shares_everything(tmp_path):
    (copied,) = copies_in(load_case(whole_copy(tmp_path / "town", "town")))
    assert copied.original.name == "chizhou"
    assert {file: len(names) for file, names in copied.shared.items()} == {
        "parks.csv": 9, "case.toml": 10, "clauses.csv": 35, "sources.toml": 21, "observed.csv": 42,
    }  # fmt: skip
    # of 67 facts 18 are proxies, which another city may use too, and 7 cite sources of the whole country
    assert "totals.hightech_output_share" in copied.shared["case.toml"]
    assert "totals.energy_total" not in copied.shared["case.toml"]  # an assumption is nobody's
    english = copied_text(copied, "en")
    assert "parks.csv (etdz, hightech_zone, jiangnan, qianjiang, dongzhi and others, 9 in all)" in english
    assert "parks.csv（etdz、hightech_zone、jiangnan、qianjiang、dongzhi等 9 项）" in copied_text(copied, "zh")


def test_only_what_is_equal_is_named(tmp_path):
    folder = whole_copy(tmp_path / "town", "town")
    for park in ("etdz", "hightech_zone", "qianjiang", "dongzhi", "dadukou", "qingyang", "outside"):
        cell("parks.csv", park, "idle_share", "0.11")(folder)
    cell("parks.csv", "shitai", "id", "hill")(folder)  # another name makes no other row
    text("sources.csv", lambda read: read.replace("shitai", "hill"))(folder)
    (folder / "clauses.csv").unlink()
    text("sources.toml", lambda read: read.replace('where = "', 'where = "新 '))(folder)
    (copied,) = copies_in(load_case(folder))
    assert copied.shared == {"parks.csv": ("jiangnan", "hill")}


def test_the_shipped_case_and_copies_of_its_name_are_no_copies(case, tmp_path):
    assert list(copies_in(case)) == []
    assert list(copies_in(load_case(whole_copy(tmp_path / "town")))) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "These are still as in the shipped case"), ("zh", "与内置案例“池州市园区转型升级”相同")],
)
@pytest.mark.parametrize("command", ["check", "run"])
def test_check_and_run_tell_of_it(command, language, words, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("outputs.figures.save_all", lambda *_: None)
    folder = whole_copy(tmp_path / "town", "town")
    arguments = ["-n", "2", "-s", "draft", "--out", str(tmp_path / "out")] if command == "run" else []
    assert run.main([command, str(folder), "--lang", language, *arguments]) == 0
    shown = capsys.readouterr().out
    assert words in "".join(shown.split("\n")) or words in " ".join(shown.split())


def test_a_design_that_runs_another_case_is_told(tmp_path):
    folder = whole_copy(tmp_path / "town", "town")
    swap("sweeps/two_levers.toml", 'case = "chizhou"', 'case = ".."')(folder)
    found = [each for each in inspect(load_case(folder)).findings if each.key == "other_case"]
    assert [dict(each.values) for each in found] == [
        {"file": "sweeps/robust.toml", "case": "chizhou"}, {"file": "sweeps/until_told.toml", "case": "chizhou"},
    ]  # fmt: skip
    assert all(each.warning for each in found)


@pytest.mark.chizhou
@pytest.mark.parametrize(
    ("published", "warning"), [(0.444, None), (0.39, False), (0.52, False), (0.523, True), (0.385, True)]
)
def test_shares_apart_by_fifteen_per_cent_are_a_warning(published, warning, case):
    """The zones' shares come to 0.4440 of their output: 14.6 % below 0.52, 15.1 % below 0.523; 13.8 % above 0.39, 15.3 % above 0.385."""
    data = case.data._replace(baseline=replace(case.data.baseline, hightech_output_share=published))
    found = [each.warning for each in inspect(replace(case, data=data)).findings if each.key == "priors_scaled"]
    assert found == ([] if warning is None else [warning])
