"""Statistics: which measures a fact asks the model for, and what they come to."""

import numpy as np
import pytest

from model.indicators import INDICATORS
from model.world import Measure
from scenarios.facts.statistics import RATIOS, STATISTICS, Place, asked_for

SERIES = {
    "gross_output": [[400.0, 500.0]], "gross_output.city": [[500.0, 800.0]], "gross_output.park.east": [[100.0, 40.0]],
    "tax.city": [[20.0, 40.0]], "firms.park.east": [[50.0, 0.0]],
}  # fmt: skip


def values(name, place):
    return STATISTICS[name].values(place, lambda measure: np.array(SERIES[measure]))[0].tolist()


def test_an_indicator_is_itself_and_a_ratio_divides_two_at_one_place():
    assert values("gross_output", Place("city")) == [500.0, 800.0]
    assert values("tax_rate", Place("city")) == pytest.approx([0.04, 0.05])
    assert values("output_per_firm", Place("park", "east")) == pytest.approx([2.0, 0.0])  # without a firm there is none


def test_several_parks_are_added_up_and_a_ratio_divides_their_sums():
    both = Place("park", "east+west")
    series = {
        "gross_output.park.east": [[100.0, 40.0]], "gross_output.park.west": [[20.0, 50.0]],
        "firms.park.east": [[50.0, 10.0]], "firms.park.west": [[10.0, 20.0]], "gross_output.city": [[400.0, 450.0]],
    }  # fmt: skip

    def values(name):
        return STATISTICS[name].values(both, lambda measure: np.array(series[measure]))[0].tolist()

    assert values("gross_output") == [120.0, 90.0]
    assert values("output_per_firm") == pytest.approx([2.0, 3.0])
    assert values("gross_output_share") == pytest.approx([0.3, 0.2])
    assert {each.name for each in STATISTICS["output_per_firm"].measures(both)} == set(series) - {"gross_output.city"}
    assert not STATISTICS["plot_ratio"].has(both)
    assert STATISTICS["tax_rate"].has(both)
    assert not STATISTICS["policy_cost"].has(both)


def test_a_share_is_of_the_whole_city_wherever_it_is_asked_of():
    assert values("gross_output_share", Place("zones")) == pytest.approx([0.8, 0.625])
    assert values("gross_output_share", Place("park", "east")) == pytest.approx([0.2, 0.05])


def test_the_model_is_asked_once_for_what_is_no_indicator_of_the_zones():
    wanted = [("tax_rate", Place("city")), ("gross_output_share", Place("zones")), ("jobs", Place("industry", "autos"))]
    assert asked_for((STATISTICS[name], place) for name, place in wanted) == (
        Measure("tax.city", "tax", None, None, "city"),
        Measure("gross_output.city", "gross_output", None, None, "city"),
        Measure("jobs.industry.autos", "jobs", None, "autos", None),
    )


@pytest.mark.parametrize(
    ("name", "place", "has"),
    [
        ("policy_cost", Place("zones"), True),
        ("policy_cost", Place("city"), False),
        ("land_granted", Place("outside"), True),
        ("land_granted", Place("park", "east"), True),
        ("land_granted", Place("industry", "autos"), False),
        ("value_added_rate", Place("industry", "autos"), True),
    ],
)
def test_the_city_is_asked_for_what_a_single_park_has(name, place, has):
    assert STATISTICS[name].has(place) is has


@pytest.mark.parametrize("name", RATIOS)
def test_a_ratio_is_of_indicators_that_have_its_places_and_has_a_name_of_its_own(name):
    ratio = RATIOS[name]
    assert name not in INDICATORS
    for part in (ratio.above, ratio.below):
        assert set(ratio.by) <= set(INDICATORS[part].by)


def test_labels_tell_statistics_apart():
    for language in ("zh", "en"):
        assert len({getattr(each, language) for each in STATISTICS.values()}) == len(STATISTICS)


def test_at_another_place_the_label_does_not_speak_of_zones():
    assert STATISTICS["value_added"].called_at(Place("zones")).en == "zone value added"
    assert STATISTICS["value_added"].called_at(Place("city")).en == "value added"
    assert STATISTICS["energy_use"].called_at(Place("city")).en == INDICATORS["energy_use"].en
