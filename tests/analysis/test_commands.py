"""The commands: from a sweep to words, tables and figures, in both languages, and what they refuse."""

import dataclasses
import json
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure
from PIL import Image

import run
from calibration.discovery.box import HIGH, LOW, NAMES, Side
from calibration.sensitivity.design import make_design, sensitivity_axis
from outputs.discover import words as discovery_words
from outputs.discover.job import DiscoveryQuestion, answer, asked_for, report_discovery
from outputs.figures import discovery as discovery_figure
from outputs.figures import fonts
from outputs.figures import sensitivity as sensitivity_figure
from outputs.sensitivity import words as sensitivity_words
from outputs.sensitivity.job import Outcome, report_sensitivity
from outputs.shared.axis_words import axis_text, condition
from outputs.shared.language import UNITS_ZH
from scenarios.axes import known as columns
from scenarios.axes import labels
from scenarios.refusals import packages
from scenarios.refusals.problem import InputProblem
from tests.analysis.made import (
    EFFORT,
    FUND,
    GROWTH,
    PRICE,
    SHARE,
    YEAR,
    as_sweep,
    made_outcomes,
    outcome_table,
    planted_sweep,
)

QUESTION = DiscoveryQuestion(SHARE, YEAR)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("column", "value", "zh", "en"),
    [
        (GROWTH, 0.041, "4.1%/年", "4.1 %/year"),
        (EFFORT, 0.55, "55%", "55 %"),
        (PRICE, 20.0, "20 万元/亩", "200,000 yuan/mu"),
        (FUND, 54321.0, "54,321 万元/年", "543.21 million yuan/year"),
        ("uncertainty.hoarding", 0.3, "30%", "30 %"),
        ("uncertainty.grade_land", 0.3, "0.3", "0.3"),
        ("uncertainty.upgrade_platform", 0.2412, "0.2412/个平台", "0.2412/platform"),
        ("lever.evaluation.ramp", 3.0, "3 个季度", "3 quarters"),
        ("lever.evaluation.start", 8066.0, "2016Q3", "2016Q3"),
    ],
)
def test_values_are_in_the_units_that_people_use(column, value, zh, en):
    assert axis_text(column, value, "zh") == zh
    assert axis_text(column, value, "en") == en


def test_a_condition_reads_as_a_sentence(case):
    names = sorted([case.scenario(case.plan).name, "none"])
    names = [case.scenario(name).en for name in names]
    limits = {
        Side(GROWTH, HIGH): 0.041,
        Side(EFFORT, LOW): 0.2,
        Side(EFFORT, HIGH): 0.55,
        Side("scenario", NAMES): frozenset(["none", case.plan]),
        Side("lever.evaluation.start", HIGH): 8066.5,
    }
    assert condition(case, limits, "en") == (
        "macro growth added to every industry's trend is at most 4.1 %/year and strength of 'evaluation of upgrading' lies "
        f"between 20 % and 55 % and scenario is '{names[0]}' or '{names[1]}' and start "
        "of 'evaluation of upgrading' is no later than 2016Q3"
    )
    assert condition(case, {Side(GROWTH, LOW): 0.041}, "zh") == "宏观增长偏移不低于 4.1%/年"
    assert (
        condition(case, {Side("lever.evaluation.start", LOW): 8066.5}, "zh")
        == "“转型升级考核评估”的起始季度不早于 2016Q4"
    )


@pytest.fixture(scope="module")
def sweep():
    return planted_sweep()


@pytest.fixture(scope="module")
def found(sweep):
    return answer(sweep, QUESTION)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_discovery_is_written_in_both_languages(sweep, tmp_path, capsys, language):
    folder = report_discovery(sweep, QUESTION, tmp_path / "found", language)
    shown = capsys.readouterr().out
    assert {path.name for path in folder.iterdir()} == {
        "boxes.csv", "limits.csv", "trajectory.csv", "cases.csv", "settings.json", "contents.json", "discovery.png",
        "sentences.zh.txt", "sentences.en.txt",
    }  # fmt: skip
    english = (folder / "sentences.en.txt").read_text(encoding="utf-8")
    assert not CHINESE.search(english)
    assert "The plan misses the target when macro growth added to every industry's trend is at most" in english
    assert "规划达成该目标把握不足" in (folder / "sentences.zh.txt").read_text(encoding="utf-8")
    assert bool(CHINESE.search(shown)) == (language == "zh")
    limits = pd.read_csv(folder / "limits.csv")
    claimed = limits[limits["status"] == "claimed"]
    assert set(claimed["axis"]) == {GROWTH, EFFORT}
    assert (claimed["p"] <= 0.05).all()
    with Image.open(folder / "discovery.png") as picture:
        assert picture.width > 900
    assert json.loads((folder / "settings.json").read_text(encoding="utf-8"))["level"] == 0.9


def test_the_numbers_of_a_sentence_are_those_of_the_table(found):
    lines = discovery_words.sentences(found.study.case, "goal", found.found, "point", 0.9, 0.8, found.unclear, "en")
    box = found.found.boxes[0]
    assert f"{found.found.cases} of {found.found.rows} points" in "\n".join(lines)
    assert any(f"of the {box.measures.n} points there" in line for line in lines)
    assert (
        asked_for(found, "en")
        == "share of recognised high-tech firms in zone output ≥ 50 % in 2020, scenario 'no plan'"
    )


def test_what_is_not_claimed_is_said(found):
    box = found.found.boxes[0]
    doubtful = dataclasses.replace(
        box, taken_off={Side(PRICE, LOW): 0.23}, unconfirmed={Side(FUND, HIGH): 50000.0}, dense_enough=False
    )
    changed = dataclasses.replace(found.found, boxes=(doubtful,), inflation=2.0)
    text = "\n".join(discovery_words.sentences(found.study.case, "goal", changed, "run", 0.9, 0.8, 0, "en"))
    assert "p-value above 0.05): a limit on price of industrial land (0.23)." in text
    assert "do not both show it: strength of 'industry and innovation fund' is at most 500 million yuan/year" in text
    assert "Fewer miss it there than asked (80 %)" in text
    assert "count them as 80 independent ones" in text


def test_noise_is_said_to_be_nothing(tmp_path, capsys):
    sweep = planted_sweep(80)
    levels = np.random.default_rng(2).permutation(np.repeat([0.45, 0.56], 40))
    noisy = as_sweep(sweep.points, made_outcomes(levels, 20, 1))
    folder = report_discovery(noisy, QUESTION, tmp_path / "nothing", "en")
    assert "Nothing was found that chance could not have made" in capsys.readouterr().out
    assert pd.read_csv(folder / "boxes.csv").empty
    assert (folder / "discovery.png").is_file()


@pytest.mark.parametrize(("level", "sentence"), [(0.99, "all 3 points miss"), (0.25, "none of 3 points misses")])
def test_a_level_that_tells_no_points_apart_is_refused_with_those_that_would(level, sentence):
    outcomes = outcome_table([[0.6, 0.4, 0.4, 0.4], [0.6, 0.6, 0.4, 0.4], [0.6, 0.6, 0.6, 0.4]])
    sweep = as_sweep(pd.DataFrame({EFFORT: [0.1, 0.5, 0.9]}).rename_axis("point"), outcomes)
    with pytest.raises(InputProblem) as refused:
        answer(sweep, QUESTION._replace(level=level))
    assert sentence in str(refused.value)
    assert "the probabilities lie between 0.25 and 0.75: choose a level among them" in str(refused.value)


def test_runs_are_searched_with_what_they_drew():
    """One point; the runs that draw high growth are made to reach the target, the others not."""
    from calibration.attainment import futures

    sweep = as_sweep(pd.DataFrame({EFFORT: [0.5]}).rename_axis("point"), made_outcomes([0.5], 200, 1))
    drawn = futures(sweep.case.world, 1, np.arange(200))[GROWTH].to_numpy()
    outcomes = sweep.outcomes.assign(**{SHARE: np.where(drawn > 0.03, 0.6, 0.4)})
    box = answer(sweep._replace(outcomes=outcomes), QUESTION._replace(by="run")).found.boxes[0]
    assert box.limits[Side(GROWTH, HIGH)] == pytest.approx(0.03, abs=0.003)
    assert list(box.limits) == [Side(GROWTH, HIGH)]


@pytest.fixture(scope="module")
def designed():
    axes = [sensitivity_axis(axis) for axis in (GROWTH, EFFORT, PRICE)]
    points, record = make_design("morris", axes, 8, 0)
    unit = (points - [each.low for each in axes]) / [each.high - each.low for each in axes]
    levels = 0.45 + 0.06 * unit[GROWTH] + 0.03 * unit[EFFORT]
    return record, as_sweep(points, made_outcomes(levels, 10, 1, 0.004))


@pytest.mark.parametrize(("language", "probability"), [("zh", False), ("en", True)])
def test_a_sensitivity_is_written_in_both_languages(designed, tmp_path, capsys, language, probability):
    record, sweep = designed
    folder = report_sensitivity(sweep, record, Outcome(SHARE, YEAR, probability), tmp_path / "found", language)
    shown = capsys.readouterr().out
    assert bool(CHINESE.search(shown)) == (language == "zh")
    table = pd.read_csv(folder / "indices.csv")
    assert table["axis"][0] == GROWTH
    assert table["en"][0] == "macro growth added to every industry's trend"
    assert not CHINESE.search((folder / "sentences.en.txt").read_text(encoding="utf-8"))
    assert (folder / "sensitivity.png").is_file()


def test_mean_effects_are_in_percentage_points(designed, tmp_path):
    """Growth moves the share by 6 percentage points over its range, effort by 3, price by nothing but noise."""
    record, sweep = designed
    folder = report_sensitivity(sweep, record, Outcome(SHARE, YEAR, False), tmp_path / "found", "en")
    table = pd.read_csv(folder / "indices.csv").set_index("axis")
    assert table["estimate"][GROWTH] == pytest.approx(0.06, abs=0.003)
    text = (folder / "sentences.en.txt").read_text(encoding="utf-8")
    assert "Group 1: macro growth" in text
    assert "Not significantly above an axis without any effect" in text


def test_a_sobol_design_is_drawn_and_written_too(tmp_path):
    axes = [sensitivity_axis(axis) for axis in (GROWTH, EFFORT)]
    points, record = make_design("sobol", axes, 32, 0)
    levels = 0.45 + points[GROWTH] + 0.01 * points[EFFORT]
    sweep = as_sweep(points, made_outcomes(levels, 3, 1))
    folder = report_sensitivity(sweep, record, Outcome(SHARE, YEAR, False), tmp_path / "found", "zh")
    assert {"first", "first_low", "first_high"} <= set(pd.read_csv(folder / "indices.csv").columns)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("discover", "sweep", "--target", SHARE, "--level", "1.2"),
            "--level: 1.2 is out of range; allowed: 0.01 to 1",
        ),
        (
            ("discover", "sweep", "--target", SHARE, "--level", "nine"),
            "--level: 'nine' is not a number; allowed: 0.01 to 1",
        ),
        (
            ("discover", "sweep", "--target", SHARE, "--by", "pont"),
            "unknown kind of misses 'pont'; did you mean 'point'?",
        ),
        (("discover", "sweep"), "'--target' is missing"),
        (("sensitivity", "chizhou", "--target", SHARE, "--year", "2020", "--method", "sobl"), "did you mean 'sobol'?"),
    ],
)
def test_wrong_arguments_are_refused_in_one_line(capsys, arguments, sentence):
    assert run.main(list(arguments)) == 2
    shown = capsys.readouterr()
    assert sentence in shown.err
    assert len(shown.err.splitlines()) == 1
    assert run.main([*arguments, "--lang", "zh"]) == 2
    assert CHINESE.search(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("arguments", "package"),
    [
        (("discover", "sweep", "--target", SHARE), "ema-workbench"),
        (("sensitivity", "sweep", "--target", SHARE), "SALib"),
        (("search", "chizhou", "--budget", "10"), "pymoo"),
    ],
)
def test_a_missing_library_is_named_with_the_way_to_get_it(capsys, monkeypatch, arguments, package):
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    assert run.main(list(arguments)) == 2
    assert capsys.readouterr().err == (
        f"refused: package {package}: is not installed; run python run.py install analysis, or pip install '.[analysis]'\n"
    )


def test_a_sigma_of_rounding_size_does_not_set_the_scale():
    table = pd.DataFrame(
        {"estimate": [37.5, 0.0], "sigma": [1e-12, 0.0], "group": [1, 2], "above_chance": [True, False]}
    )
    axes = Figure().subplots()
    sensitivity_figure._scatter(axes, table, "", "en")
    assert axes.get_ylim() == (0.0, pytest.approx(1.1 * 37.5 / 20))
    table["sigma"] = [12.0, 0.0]
    sensitivity_figure._scatter(axes, table, "", "en")
    assert axes.get_ylim() == (0.0, pytest.approx(1.1 * 12.0))


def test_every_character_of_words_and_labels_is_in_the_font():
    known = set(font_manager.get_font(fonts.PATH).get_charmap())
    tables = [discovery_figure.WORDS, sensitivity_figure.WORDS, discovery_words.WORDS, sensitivity_words.WORDS]
    texts = [text for table in tables for words in table.values() for text in words.values()]
    texts += labels(columns(), "zh") + list(UNITS_ZH.values())
    missing = {character for character in "".join(texts) if CHINESE.match(character) and ord(character) not in known}
    assert missing == set()
