"""What the documents show in Python is run as it is written, on every line of Mesa that the tests are run with."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from calibration.libraries import quiet

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LIBRARIES = ("ema_workbench", "SALib")


def blocks(document):
    return BLOCK.findall((ROOT / document).read_text(encoding="utf-8"))


def run_all(document, names, monkeypatch, folder):
    """Run the blocks of a document one after the other, but for those that need a library that is not there."""
    monkeypatch.chdir(folder)
    for text in blocks(document):
        if all(find_spec(library) for library in LIBRARIES if library in text):
            with quiet():
                exec(compile(text, document, "exec"), names)


def test_the_blocks_of_the_readme_run(monkeypatch, tmp_path):
    names = {}
    run_all("README.md", names, monkeypatch, tmp_path)
    rows = names["rows"]
    assert [(row["scenario"], row["seed"], row["replicate"]) for row in rows] == [
        (scenario, 1, replicate) for scenario in ("none", "draft") for replicate in range(3)
    ]
    assert {row["quarter"] for row in rows} == {"2020Q4"}
    arrived = names["simulate"]("chizhou", "draft", replicates=3, seed=1).projects_arrived.sel(year=2020)
    assert [row["projects_arrived"] for row in rows[3:]] == list(arrived.values)


def test_the_blocks_of_the_guide_run_and_show_what_it_says(monkeypatch, tmp_path):
    names = {}
    run_all("docs/python.md", names, monkeypatch, tmp_path)
    assert (names["slow"].parameter_macro_growth == 0.0).all()
    assert (names["slow"].gross_output < names["runs"].gross_output).sel(year=2020).mean() > 0.9
    assert not names["model"].running
    assert {row["quarter"] for row in names["rows"]} == {"2020Q4"}
    if find_spec("ema_workbench"):
        assert len(names["experiments"]) == len(names["outcomes"]["share"]) == 4
        assert ((names["outcomes"]["reached"] >= 0) & (names["outcomes"]["reached"] <= 1)).all()
    if find_spec("SALib"):
        assert names["samples"].shape == (12, 2)


def test_a_block_is_found_as_markdown_writes_it():
    assert len(blocks("docs/python.md")) == 9
    assert BLOCK.findall("text\n```python\na = 1\n```\n```\nb\n```\n") == ["a = 1\n"]


def test_an_adapter_is_refused_one_axis():
    from calibration.adapters import salib_model
    from calibration.sensitivity.design import sensitivity_axis
    from scenarios import InputProblem

    with pytest.raises(InputProblem, match="axes"):
        salib_model([sensitivity_axis("uncertainty.macro_growth")], lambda points: points, ("jobs", 2020))
