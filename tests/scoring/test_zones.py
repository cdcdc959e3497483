"""The table of zones gives what a run gives its zones: the yearly assessment of the kernel, from the same parameters."""

from fractions import Fraction

import pytest

from model import ZoneModel
from model.calendar import QUARTERS_A_YEAR
from model.parameters import PARAMETERS
from model.sources import SOURCES
from scenarios.files.scoring_file import read_scoring
from scenarios.scoring.evaluator import score
from scenarios.scoring.loading import SCORINGS, load_scoring

YEARS = 3


def figures_of(park, last_output):
    """What the table reads of a zone: the numbers of the run as they are, in fractions."""
    output = Fraction(float(park.last_output))
    hightech = Fraction(float(park.hightech_share)) * output
    return {
        "output": output,
        "last_output": Fraction(float(last_output)),
        "hightech_output": hightech if output else None,
        "land": Fraction(int(park.occupied)),
    }


@pytest.mark.parametrize("weights", [{}, {"score_yield": 0.25, "score_hightech": 0.35}], ids=["declared", "held"])
def test_a_run_scores_its_zones_as_the_table_does(case, weights):
    model = ZoneModel(case, case.plan, seed=3, hold=weights)
    parameters = {name: float(model.parameters[0][name]) for name in PARAMETERS}
    scoring = read_scoring(SCORINGS / "zones.toml", SOURCES, parameters)
    zones = [place for place in range(len(model.world.park_names)) if model.world.arrays.sites[place].zone]
    assert len(zones) > 1
    for _ in range(YEARS):
        before = model.state.parks.last_output.copy()
        for _ in range(QUARTERS_A_YEAR):
            model.step()
        parks = model.state.parks
        scored = score(scoring.tables["model"], {place: figures_of(parks[place], before[place]) for place in zones})
        assert [float(scored[place].total) for place in zones] == pytest.approx(parks.score[zones].tolist(), rel=1e-12)
        assert len(set(parks.score[zones])) == len(zones)  # no tie, so that ranks can be compared
        assert [scored[place].rank for place in zones] == [int(parks["rank"][place]) + 1 for place in zones]


def test_the_weights_are_those_of_the_model_and_come_to_one():
    rows = load_scoring("zones").scoring.tables["model"].rows
    assert [row.rule.award for row in rows.values()] == [Fraction(2, 5), Fraction(2, 5), Fraction(1, 5)]
    assert Fraction(repr(PARAMETERS["score_yield"].value)) == Fraction(2, 5)


def test_a_zone_without_output_scores_as_in_a_run_where_its_hightech_output_is_empty():
    """Yield, high-tech share and growth of such a zone are 0 in a run. A 0 over 0 of the table would be a share of 1, by 0.25."""
    table = load_scoring("zones").scoring.tables["model"]
    numbers = {"output": 300, "last_output": 250, "hightech_output": 75, "land": 40}
    there = {name: Fraction(value) for name, value in numbers.items()}
    idle = {**there, "output": Fraction(0), "hightech_output": None}
    # there: 0.4 x (7.5 / 3.75) + 0.4 x 1 + 0.2 x (1.2 / 0.6)
    assert [each.total for each in score(table, {"there": there, "idle": idle}).values()] == [Fraction(8, 5), 0]
    idle["hightech_output"] = Fraction(0)
    assert score(table, {"there": there, "idle": idle})["idle"].total == Fraction(8, 5)


def test_a_zone_like_all_together_scores_one():
    table = load_scoring("zones").scoring.tables["model"]
    numbers = {"output": 300, "last_output": 250, "hightech_output": 75, "land": 40}
    alike = {name: Fraction(value) for name, value in numbers.items()}
    twice = {name: 2 * value for name, value in alike.items()}
    assert [each.total for each in score(table, {"a": alike, "b": twice}).values()] == [1, 1]
