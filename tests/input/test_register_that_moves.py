"""`margins = "register"` that moves published figures is the first thing that `check` and `run` say, and is in provenance."""

import json
from dataclasses import replace

import pytest

import run
from outputs.shared.paragraphs import WARNING_MARK
from outputs.shared.register_words import register_sentence
from scenarios import load_case
from scenarios.files.margins import Adopted, Margins
from scenarios.inspection.moved import moved_figures
from scenarios.refusals.problem import say
from tests.refusals.edits import copy_case, swap

# High-tech firms that make 61.5 % of the zones' output, where 45.3 % are published.
LARGE = (
    ("etdz", "electronics", 1_100_000),
    ("hightech_zone", "electronics", 650_000),
    ("qianjiang", "metal_products", 720_000),
    ("dongzhi", "chemicals", 695_000),
)


@pytest.fixture
def folder(tmp_path):
    folder = copy_case(tmp_path / "case")
    swap("case.toml", "[population]\n", '[population]\nmargins = "register"\n')(folder)
    rows = [f"f{number},{park},{industry},{output},1" for number, (park, industry, output) in enumerate(LARGE)]
    (folder / "firms.csv").write_text("\n".join(["id,park,industry,output,hightech", *rows]) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("language", "published", "used"), [("en", "45.3 %", "61.6 %"), ("zh", "45.3%", "61.6%")])
def test_check_says_it_first_of_all_warnings(language, published, used, folder, capsys):
    assert run.main(["check", str(folder), "--lang", language]) == 0
    warnings = "".join(capsys.readouterr().out.split()).split(WARNING_MARK)[1:]
    assert len(warnings) > 1
    sentence = "".join(register_sentence(load_case(folder), language).split())
    assert warnings[0] == sentence
    assert published.replace(" ", "") in sentence
    assert used.replace(" ", "") in sentence


def test_run_says_it_before_anything_else_and_provenance_keeps_it(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("outputs.figures.save_all", lambda *_: None)
    out = tmp_path / "out"
    assert run.main(["run", str(folder), "-n", "2", "-s", "draft", "--lang", "en", "--out", str(out)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert 'The register decides (margins = "register"): it moved 2 of the published figures' in shown[:120]
    margins = json.loads((out / "provenance.json").read_text(encoding="utf-8"))["margins"]
    assert margins["decided_by"] == "register"
    moved = margins["moved"][0]
    assert "totals.hightech_output_share" in moved["figure"]
    assert (moved["published"], moved["unit"]) == (0.453, "share")
    assert moved["register"] == pytest.approx(0.6156, abs=1e-4)


@pytest.mark.parametrize(("register", "warned"), [(0.453 * 1.0049, 0), (0.453 * 1.0051, 1), (0.453 * 0.99, 1)])
@pytest.mark.parametrize("margins", list(Margins))
def test_only_what_is_moved_by_more_than_rounding_is_told(case, register, warned, margins):
    adopted = (Adopted(say("column", file="x", column="y"), 0.453, register, 0.005, "share"),)
    population = case.file.population.model_copy(update={"margins": margins})
    file = case.file.model_copy(update={"population": population})
    moved = replace(case, data=case.data._replace(file=file, adopted=adopted))
    expected = warned if margins is Margins.REGISTER else 0
    assert len(moved_figures(moved)) == expected
    assert bool(register_sentence(moved, "en")) == bool(expected)
