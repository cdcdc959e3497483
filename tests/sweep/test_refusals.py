"""Bad designs, one fault each: one clear sentence in either language, the place, the value, and what is allowed."""

import re

import pytest

import run
from scenarios import InputProblem
from scenarios.sweep import design_of
from tests.sweep.faults import FAULTS, GOOD, TABLES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")


def assert_refused(contents, home, words):
    with pytest.raises(InputProblem) as refused:
        design_of(contents, "x.toml", home)
    for language in ("en", "zh"):
        sentence = refused.value.in_language(language)
        for word in words:
            assert word in sentence, (word, sentence)
        assert bool(CHINESE.search(sentence)) == (language == "zh"), sentence
        if language == "zh":
            assert not ENGLISH.search(re.sub(r"'[^']*'|（单位 [^）]*）", "", sentence)), sentence


def test_the_good_design_is_read(home):
    assert len(design_of(GOOD, "x.toml", home).points) == 2


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_refused_in_both_languages(name, home):
    change, words = FAULTS[name]
    assert_refused({**GOOD, **change}, home, words)


@pytest.mark.parametrize("name", TABLES)
def test_points_of_a_file_are_refused_in_both_languages(name, home, tmp_path):
    text, words = TABLES[name]
    (home / "bad.csv").write_text(text, encoding="utf-8")
    assert_refused({**GOOD, "levers": {}, "joint": {"file": "bad.csv"}}, home, words)


def test_a_design_that_is_not_there_is_refused(capsys):
    assert run.main(["sweep", "nowhere.toml"]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_a_held_parameter_that_the_case_contradicts_is_refused_with_its_point(home):
    """At a plot ratio of 1.5 the floor of the factories stands on a third more land than at 2; a park is too small then."""
    folder = home / "tight"
    folder.mkdir(exist_ok=True)
    for path in (home / "town").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    rows = (folder / "parks.csv").read_text(encoding="utf-8").splitlines()
    columns = rows[0].split(",")
    cells = rows[1].split(",")
    value = {name: float(cells[columns.index(name)]) for name in ("industrial_land", "other", "factory_floor")}
    planned = value["industrial_land"] + value["other"] + value["factory_floor"] / 2.0 / (10_000 / 15) + 1
    cells[columns.index("planned")] = f"{planned:.3f}"
    (folder / "parks.csv").write_text("\n".join([rows[0], ",".join(cells), *rows[2:]]) + "\n", encoding="utf-8")
    contents = {**GOOD, "case": "tight", "uncertainties": {"axes": {"factory_plot_ratio": [2.0, 1.5]}}}
    assert_refused(contents, home, ["1", "parks.csv"])
    assert len(design_of({**contents, "uncertainties": {}}, "x.toml", home).points) == 2
