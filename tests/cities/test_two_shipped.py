"""Two shipped cases at once: listed, explained, checked and run by name, though scenarios have the same names."""

import shutil
from pathlib import Path

import pytest

import run
from model.needs import NEEDS
from outputs.explain import cases as explain_case
from outputs.explain.job import explain, source_listing
from scenarios import case as case_room
from scenarios import load_case

LINHU = Path(__file__).parent / "linhu"


@pytest.fixture(autouse=True)
def both(monkeypatch, tmp_path):
    """Ship the invented city as well, and give it a scenario that Chizhou has too."""
    shipped = tmp_path / "cases"
    shutil.copytree(case_room.CASES / "chizhou", shipped / "chizhou")
    shutil.copytree(LINHU, shipped / "linhu")
    with (shipped / "linhu" / "scenarios.toml").open("a", encoding="utf-8") as file:
        file.write('\n[chains]\nzh = "补链"\nen = "chains of Linhu"\n[chains.levers]\nchain_recruitment = 0.6\n')
    monkeypatch.setattr(case_room, "CASES", shipped)
    explain_case.cases.cache_clear()
    yield
    explain_case.cases.cache_clear()


def test_both_are_listed_and_loaded_by_name(capsys):
    assert case_room.shipped() == ["chizhou", "linhu"]
    assert load_case("linhu").plan == "blueprint"
    assert run.main(["cases"]) == 0
    said = capsys.readouterr().out
    assert "chizhou: " in said
    assert "linhu: Linhu: better development zones" in said


@pytest.mark.parametrize(("language", "of_linhu"), [("en", "chains of Linhu"), ("zh", "补链")])
def test_a_scenario_that_both_have_is_explained_for_both(language, of_linhu):
    text = explain("chains", language)
    assert "chizhou/chains" in text
    assert "linhu/chains" in text
    assert of_linhu in text
    assert "chizhou" not in explain("linhu/chains", language)


def test_a_lever_names_the_scenarios_of_both():
    text = explain("chain_recruitment", "en")
    assert "chizhou/draft: 0.5" in text
    assert "linhu/chains: 0.6 from 2015Q1" in text


def test_sources_are_those_of_the_model_and_of_each_city(capsys):
    text = source_listing("en")
    assert text.index("prototype") < text.index("seed-002") < text.index("linhu-plan")
    own = explain("linhu-bulletin", "en")
    assert "declared by    linhu" in own
    assert "linhu/case.toml: top3_sales_share" in own
    assert "linhu/parks.csv: output, firms" in own


def test_clauses_check_and_schema_go_by_the_case_named(capsys):
    assert run.main(["clauses", "linhu", "--lang", "zh"]) == 0
    assert "条款登记：共 7 条，其中 6 条进入模型" in capsys.readouterr().out
    assert run.main(["check", "linhu"]) == 0
    said = capsys.readouterr().out
    assert "no warnings" in said
    assert "No high-tech share is published" in said
    assert run.main(["schema", "sources"]) == 0


def test_an_unknown_case_is_refused_with_the_nearest_of_both(capsys):
    assert run.main(["check", "linho"]) == 2
    assert "did you mean 'linhu'" in capsys.readouterr().err


def test_it_runs_by_name(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("outputs.figures.save_all", lambda *_: None)
    assert run.main(["run", "linhu", "-s", "chains", "-n", "4", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "jobs and tax" in said  # the table that this city asks for
    assert "growth of services" not in said  # and not that of the other


def test_the_second_city_has_all_that_levers_need_but_a_merger():
    """So that its tests leave out one lever and no more."""
    assert NEEDS.keys() - load_case(LINHU).data.offers == {"merger"}
