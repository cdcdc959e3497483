"""A point counts once, however often a design lists what it comes to: in the table, against references, and on the screen."""

import pytest

import run
from outputs.shared.setting_words import design_lines
from scenarios.sweep import design_of

STRENGTH, START = "lever.innovation_fund.strength", "lever.innovation_fund.start"
PLATFORMS = "lever.innovation_platforms.strength"
RULE = {"target": "hightech_output_share", "year": 2020, "width": 0.4, "block": 5, "at_most": 60}


def design(home, levers, **more):
    contents = {"name": "once", "case": "town", "replicates": {"number": 5}, "levers": {"axes": levers}, **more}
    return design_of(contents, "once.toml", home)


def test_dates_of_a_lever_at_neutral_strength_are_one_point(home):
    """Listed: 0 at 2016Q1, 2018Q1, 2019Q1 (0, 1, 2), and 20,000 at the same dates (3, 4, 5)."""
    made = design(home, {"innovation_fund": {"strength": [0, 20000], "start": ["2016Q1", "2018Q1", "2019Q1"]}})
    assert made.frame[STRENGTH].tolist() == [0, 20000, 20000, 20000]
    assert made.frame[START].tolist() == ["2016Q1", "2016Q1", "2018Q1", "2019Q1"]
    assert made.frame.index.tolist() == [0, 1, 2, 3]
    assert dict(made.merged.place) == {0: 0, 1: 0, 2: 0, 3: 1, 4: 2, 5: 3}
    assert made.merged.repeated == (1, 2)
    line = next(design_lines(made, "en"))
    assert line.startswith("The design lists 6 points; 2 of them have the strengths of an earlier one")
    assert "so 4 points differ (left out, numbered from 0 as listed: 1, 2)" in line
    assert "所列第 1、2 号" in next(design_lines(made, "zh"))


def test_points_listed_twice_in_a_table_are_one(home):
    (home / "twice.csv").write_text(
        f"scenario,{STRENGTH},uncertainty.macro_growth\n"
        "none,9000,0.01\ndraft,,0.01\nnone,9000,0.02\nnone,9000.0,0.01\nnone,,0.01\n",
        encoding="utf-8",
    )
    made = design(home, {}, joint={"file": "twice.csv"})
    assert made.merged.repeated == (3,)
    assert made.frame["scenario"].tolist() == ["none", "draft", "none", "none"]


def test_points_that_differ_stay_as_they_are(home):
    made = design(home, {"innovation_fund": {"strength": [9000, 20000], "start": ["2016Q1", "2018Q1"]}})
    assert len(made.frame) == 4
    assert made.merged.repeated == ()
    assert list(design_lines(made, "en")) == []


def test_a_strength_too_small_to_act_is_the_point_of_none_and_named_so(home):
    """0.15 platforms a year are three quarters of one in five years; 0.2 are one."""
    made = design(home, {"innovation_platforms": [0.15, 0.0, 0.2]})
    assert made.frame[PLATFORMS].tolist() == [0.0, 0.2]
    assert made.merged.repeated == (1,)
    assert made.too_small == {"innovation_platforms": 1}
    assert [dict(point.settings)["innovation_platforms"].strength for point in made.points] == [0.0, 0.2]
    lines = {each: " ".join(design_lines(made, each)) for each in ("en", "zh")}
    assert "At 1 of 3 points the strength of 'public innovation platforms opened' is too small to act" in lines["en"]
    assert "counts as 0 platforms/year" in lines["en"]
    assert "3 个方案点中有 1 个的“建设公共创新平台”力度过小" in lines["zh"]


def test_a_point_that_comes_to_the_reference_is_the_reference(home):
    """Points 0 and 1 list the fund at nothing, which is the scenario without a plan; nothing is added for it."""
    levers = {"innovation_fund": {"strength": [0, 20000], "start": ["2016Q1", "2018Q1"]}}
    made = design(home, levers, replicates={**RULE, "reference": "none"})
    assert len(made.frame) == 3
    assert made.references == {0: 0, 1: 0, 2: 0}


@pytest.mark.parametrize(("listed", "kept"), [(0, 0), (1, 0), (3, 2)])
def test_a_reference_by_number_is_the_point_as_listed(home, listed, kept):
    levers = {"innovation_fund": {"strength": [0, 20000], "start": ["2016Q1", "2018Q1"]}}
    made = design(home, levers, replicates={**RULE, "reference": listed})
    assert set(made.references.values()) == {kept}


def test_a_ramp_that_does_not_end_is_said_with_what_it_reaches(home):
    """Ramp 39 from 2016Q1: 20 of 40 steps by 2020Q4."""
    made = design(home, {"innovation_fund": {"strength": [20000], "ramp": [3, 39]}})
    (line,) = design_lines(made, "en")
    assert line == (
        "At 1 of 2 points 'industry and innovation fund' is still rising when it or the run ends; at point 1 it reaches "
        "100 million yuan/year (200 million yuan/year is set)."
    )
    assert "只达到 10,000 万元/年（设定为 20,000 万元/年）" in next(design_lines(made, "zh"))


def test_the_command_says_what_counts_once_and_names_points_by_what_they_set(home, tmp_path, capsys):
    path = home / "once.toml"
    path.write_text(
        'name = "once"\ncase = "town"\n[levers.axes]\ninnovation_platforms = [0, 0.1]\n'
        'innovation_fund = { strength = [0, 20000], start = ["2016Q1", "2018Q1"] }\n[replicates]\nnumber = 4\n',
        encoding="utf-8",
    )
    assert run.main(["sweep", str(path), "--dry-run"]) == 0
    assert "once: 3 points" in (said := capsys.readouterr().out)
    assert "The design lists 8 points; 5 of them" in said
    assert run.main(["sweep", str(path), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "The design lists 8 points; 5 of them" in said
    assert "At 4 of 8 points the strength of 'public innovation platforms opened'" in said
    assert "#" not in said
