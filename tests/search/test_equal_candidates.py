"""Candidates that come to the same are one: tried once, counted once, and never an alternative to the winner."""

import pandas as pd
import pytest

import run
from scenarios.search.candidates import EqualChoices, every, one_of, size
from scenarios.search.plan import read_plan
from scenarios.search.search import search
from scenarios.search.trials import Trials
from tests.search.made import MadeEvaluator, axis_of, question

FILE = """
case = "chizhou"
targets = ["hightech_output_share.2020"]
probability = 0.2
replicates = 40
fresh_replicates = 40
budget = 20
caution = 0.0
[levers]
innovation_fund = { strength = [0, 20000], start = ["2016Q1", "2018Q1", "2019Q1"] }
polluter_exit = [0, 0.2]
"""
# Lever a: at strength 0 its three dates (places 0, 1, 2) come to the same.
AXES = (axis_of("a", "strength", [0, 5]), axis_of("a", "start", ["2016Q1", "2018Q1", "2019Q1"]), axis_of("b", "strength", [0, 1]))  # fmt: skip
EQUAL = (EqualChoices("a", (0, 1), {(s, d): (s, d if s else 0) for s in (0, 1) for d in (0, 1, 2)}),)


def search_plan(tmp_path, text=FILE):
    path = tmp_path / "search.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, {})


def test_candidates_that_come_to_the_same_are_counted_once():
    assert size(AXES) == 12
    assert size(AXES, EQUAL) == 8
    assert one_of(EQUAL, (0, 2, 1)) == (0, 0, 1)
    assert one_of(EQUAL, (1, 2, 1)) == (1, 2, 1)
    found = list(every(AXES, EQUAL))
    assert len(found) == len(set(found)) == 8
    assert (0, 1, 0) not in found


def test_a_candidate_is_tried_once_whichever_way_it_is_proposed():
    asked = question(counts=(2, 3, 2), equal=(EqualChoices("a", (0, 1), EQUAL[0].first),))
    evaluator = MadeEvaluator()
    trials = Trials(asked, evaluator)
    assert trials.evaluate([(0, 2, 1), (0, 0, 1), (0, 1, 1), (1, 1, 1)]) == 2
    assert list(trials.judged) == [(0, 0, 1), (1, 1, 1)]
    assert evaluator.points == 2
    assert trials.judgement((0, 2, 1)) == trials.judged[0, 0, 1]
    assert trials.judgement((1, 2, 1)) is None


def test_a_space_is_enumerated_by_what_differs():
    """12 candidates, 8 of which differ: a budget of 8 tries them all."""
    asked = question(counts=(2, 3, 2), budget=8, equal=(EqualChoices("a", (0, 1), EQUAL[0].first),))
    found = search(asked, MadeEvaluator())
    assert len(found.judged) == 8
    assert asked.size == 8


@pytest.mark.chizhou
def test_the_plan_knows_which_dates_say_nothing(tmp_path):
    asked = search_plan(tmp_path).question
    assert size(asked.axes) == 12
    assert asked.size == 8
    assert asked.one_of((0, 2, 1)) == (0, 0, 1)
    assert asked.one_of((1, 2, 0)) == (1, 2, 0)


@pytest.mark.chizhou
def test_the_winner_is_no_alternative_to_itself(tmp_path, capsys):
    """To do nothing meets the target often enough, at no cost: of 8 candidates no other is as cheap."""
    search_plan(tmp_path)
    assert run.main(["search", str(tmp_path / "search.toml"), "--out", str(tmp_path / "out"), "--threads", "2"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "at most 8 candidates (of 8)" in said
    assert "Of 8 candidates tried" in said
    assert "Every candidate was tried" in said
    assert "No other candidate that meets the targets costs about as much." in said
    candidates = pd.read_csv(tmp_path / "out" / "candidates.csv")
    assert len(candidates) == 8
    assert len(candidates["cost"].unique()) == 8
    assert len(pd.read_csv(tmp_path / "out" / "chosen.csv")) == 1


@pytest.mark.chizhou
def test_a_strength_too_small_to_act_counts_as_none_and_is_named(tmp_path, capsys):
    text = FILE.replace("polluter_exit = [0, 0.2]", "innovation_platforms = [0, 0.1, 0.15, 3]").split("innovation_fund")
    text = text[0] + text[1].partition("\n")[2]
    asked = search_plan(tmp_path, text).question
    assert asked.size == 2
    assert asked.equal[0].too_small == (0.1, 0.15)
    assert run.main(["search", str(tmp_path / "search.toml"), "--out", str(tmp_path / "out"), "--threads", "2"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert (
        "Strengths of 'public innovation platforms opened' too small to act within the run count as 0 platforms/year: "
        "0.1 platforms/year, 0.15 platforms/year." in said
    )
