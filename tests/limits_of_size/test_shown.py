"""What is shown of many parks, scenarios and populations."""

from types import SimpleNamespace

import numpy as np
import pytest
import xarray

from model.population.making import FEWEST_MEMBERS, REFERENCE_FIRMS, REFERENCE_MEMBERS, reference_members
from outputs.figures import labels, parks
from outputs.run import indicator_summary
from outputs.run.indicator_summary import number_columns, text_column
from outputs.shared.values import cell_number
from scenarios.bands import bands
from scenarios.files.table_labels import Label


@pytest.mark.parametrize(
    ("rows", "members"),
    [
        (1, REFERENCE_MEMBERS),
        (REFERENCE_FIRMS // REFERENCE_MEMBERS, REFERENCE_MEMBERS),
        (REFERENCE_FIRMS // 100, 100),
        (10 * REFERENCE_FIRMS, FEWEST_MEMBERS),
    ],
)
def test_a_city_of_more_firms_has_fewer_populations_of_reference(rows, members):
    assert reference_members(rows) == members


def test_a_figure_shows_no_plan_the_plan_and_the_first_of_many_scenarios():
    names = ["first", *(f"plan_{number}" for number in range(40)), "plan", "none"]
    shown = list(labels.shown(dict.fromkeys(names), "plan"))
    assert shown == ["first", *(f"plan_{number}" for number in range(labels.MOST - 3)), "plan", "none"]


def test_few_scenarios_are_all_shown_and_nothing_is_said_of_it():
    few = dict.fromkeys(f"plan_{number}" for number in range(labels.MOST))
    assert labels.shown(few, "plan_3") == few
    assert labels.with_count("caption", few, "en") == "caption"
    one_more = labels.with_count("caption", {**few, "none": None}, "en")
    assert one_more == "caption Only 24 of 25 scenarios are shown; the tables have all."


def test_of_many_parks_the_largest_have_a_panel_in_their_order():
    places = [Label(f"zone{number}", f"区{number}", f"zone {number}") for number in range(parks.MOST + 2)]
    outputs = np.array([[float(number % 5 + 1), 9.0] for number in range(len(places))])
    outputs[3] = outputs[7] = [0.5, 99.0]  # the smallest at the baseline
    data = xarray.Dataset(
        {"output": (("park", "year"), outputs)}, {"park": [each.id for each in places], "year": [2015, 2016]}
    )
    experiment = {"none": SimpleNamespace(parks=data)}
    shown = [each.id for each in parks.largest(places, experiment)]
    assert shown == [each.id for number, each in enumerate(places) if number not in (3, 7)]
    assert parks.largest(places[: parks.MOST], experiment) == places[: parks.MOST]


def test_numbers_that_come_again_are_written_as_each_by_itself():
    units, places = ["share", "10k yuan", "share"], np.array([0, 1, 2, 1, 0, 2] * 2)
    values = np.array([[0.0, 0.123456, np.nan, 286.05, 0.123456, -0.0] * 2, [286.05, 0.0, 0.1, np.nan, 3e9, 0.5] * 2])
    for language in ("en", "zh"):
        found = number_columns(values, places, units, language)
        expected = [
            [cell_number(value, units[place], language) for value, place in zip(row, places, strict=True)]
            for row in values
        ]
        assert [list(column) for column in found] == expected


def test_a_text_that_is_there_twice_is_one_text_of_its_column():
    column = text_column(np.array([2, 0, 1, 0]), ["a", "b", "a"])
    assert list(column) == ["a", "a", "b", "a"]
    assert list(column.categories) == ["a", "b"]


@pytest.mark.parametrize("at_once", [1, 700, 4_000_000])
def test_bands_of_several_indicators_are_those_of_each_to_the_bit(monkeypatch, at_once):
    """700 values are two indicators at once, and then the third."""
    monkeypatch.setattr(indicator_summary, "READ_AT_ONCE", at_once)
    generator = np.random.default_rng(3)
    values = {name: generator.random((50, 6)) for name in ("one", "two", "three")}
    values["two"][:, 0] = np.nan
    values["two"][4, 2] = np.nan
    data = xarray.Dataset({name: (("replicate", "year"), each) for name, each in values.items()})
    together = indicator_summary.bands_together(data, list(values))
    for place, each in enumerate(values.values()):
        np.testing.assert_array_equal(together[:, place], bands(each.T))
