"""Choices: what is declared, how replicates draw an alternative, and what people see of it."""

import json

import numpy as np
import pytest

from model import ZoneModel, simulate
from model.declaration import Choice
from model.futures import drawn_values
from model.indicators import INDICATORS
from model.layers import Layer, future_layers
from model.parameters import (
    CHOICES,
    PARAMETERS,
    alternatives_of,
    central_values,
    drawn_words,
    number_of,
    open_choices,
    shares_of,
    worded,
)
from scenarios import InputProblem, load_case
from tests.choices import EXPANSION, NAME, OTHERS, OTHERS_HELD, WORDS, declare

NUMBERS = np.arange(10_000)


def drawn(seed=1, replicates=NUMBERS, **options):
    return drawn_values(central_values(), seed, replicates, **options)[NAME]


@pytest.mark.parametrize(
    ("alternatives", "message"),
    [
        ((("bid", 1.0),), "two words or more"),
        ((("bid", 1.0), ("bid", 2.0)), "each once"),
        ((("bid", 1.0), ("by lot", 2.0)), "two words or more"),
        ((("bid", 1.0), ("lot", -0.3)), "no weight may be below 0"),
        ((("bid", 0.0), ("lot", 0.0)), "one must be above it"),
        ((("bid", 1.0), ("lot", float("nan"))), "no weight may be below 0"),
    ],
)
def test_a_choice_without_alternatives_that_can_be_drawn_is_none(alternatives, message):
    with pytest.raises(ValueError, match=message):
        Choice(name="clearing", alternatives=alternatives)


def test_the_centre_is_the_alternative_with_the_largest_weight_and_the_first_of_equal_ones():
    def centre(*weights):
        return Choice(name="clearing", alternatives=tuple(zip(("bid", "price", "lot"), weights, strict=True))).value

    assert [centre(1.0, 3.0, 2.0), centre(1.0, 2.0, 2.0), centre(1.0, 1.0, 1.5)] == [1, 1, 2]


def test_an_alternative_of_weight_0_is_never_drawn_but_can_be_held(monkeypatch):
    choice = Choice(name=NAME, alternatives=(("halted", 0.0), ("steady", 3.0), ("brisk", 1.0)), source="prototype")
    declare(monkeypatch, choice)
    assert drawn_words(NAME) == ("steady", "brisk")
    places = drawn()
    assert np.bincount(places.astype(int), minlength=3)[0] == 0
    assert (places == 2).mean() == pytest.approx(0.25, abs=0.02)  # of 10,000: five standard errors
    assert number_of(NAME, "halted") == 0


def test_no_replicate_draws_what_only_the_prototype_says():
    assert "prototype" not in {word for name in CHOICES for word in drawn_words(name)}


def test_weights_become_shares_and_places_are_counted_from_nought(expansion):
    assert expansion.shares == (0.2, 0.5, 0.3)
    assert (expansion.low, expansion.value, expansion.high, expansion.varies) == (0, 1, 2, True)
    assert central_values()[NAME] == 1
    assert [number_of(NAME, word) for word in ("brisk", "halted")] == [2, 0]
    assert number_of("patience", 0.12) == 0.12
    assert list(worded(NAME, np.array([2.0, 0.0, 1.0]))) == ["brisk", "halted", "steady"]
    assert list(worded("patience", np.array([0.11]))) == [0.11]
    with pytest.raises(ValueError, match="slow"):
        number_of(NAME, "slow")
    assert number_of(NAME, 2.0) == 2.0
    for number in (0.5, 3.0, -1.0):
        with pytest.raises(ValueError, match="no place of an alternative"):
            number_of(NAME, number)


def test_rules_know_alternatives_by_name(expansion):
    assert alternatives_of(NAME) == (0, 1, 2)
    assert alternatives_of(NAME).brisk == 2
    with pytest.raises(KeyError):
        alternatives_of("patience")


def test_labels_are_there_in_both_languages(expansion):
    assert [(each.zh, each.en) for each in expansion.labels.values()][2] == ("加快扩建", "brisk expansion")


def test_replicates_draw_alternatives_in_proportion_to_their_weights(expansion):
    """Of 10,000 draws a share has a standard error of at most 0.005; four of them are left."""
    found = np.bincount(drawn().astype(int), minlength=3) / len(NUMBERS)
    assert np.abs(found - (0.2, 0.5, 0.3)).max() < 0.02


def test_an_alternative_takes_the_part_of_the_interval_that_its_share_says(expansion, monkeypatch):
    """The number that each replicate draws is that of a parameter: below 0.2 the first, from 0.7 on the last."""
    with monkeypatch.context() as patch:
        number = PARAMETERS["patience"]
        patch.setattr("model.futures.hash_of_name", lambda name: 7)  # everything draws the same
        records = drawn_values(central_values(), 3, NUMBERS)
    uniforms = (records["patience"] - number.low) / (number.high - number.low)
    expected = np.where(uniforms < 0.2, 0, np.where(uniforms < 0.7, 1, 2))
    away = (np.abs(uniforms - 0.2) > 1e-9) & (np.abs(uniforms - 0.7) > 1e-9)  # rounding of the way back
    np.testing.assert_array_equal(records[NAME][away], expected[away])


def test_a_draw_depends_on_seed_replicate_and_name_only(expansion):
    together = drawn(9, np.array([3, 8, 5, 1]))
    assert [drawn(9, np.array([replicate]))[0] for replicate in (3, 8, 5, 1)] == list(together)
    assert (drawn(9) != drawn(10)).any()


def test_a_choice_moves_no_other_draw(expansion, monkeypatch):
    with_choice = drawn_values(central_values(), 4, NUMBERS[:50])
    monkeypatch.undo()
    without = drawn_values(central_values(), 4, NUMBERS[:50])
    for name in PARAMETERS:
        if name != NAME:
            np.testing.assert_array_equal(with_choice[name], without[name], err_msg=name)


def test_a_case_may_change_the_weights_and_leave_alternatives_out(expansion):
    weights = {NAME: (0.75, 0.0, 0.25)}
    found = np.bincount(drawn(weights=weights).astype(int), minlength=3) / len(NUMBERS)
    assert found[1] == 0.0
    assert abs(found[0] - 0.75) < 0.02
    assert shares_of(NAME) == (0.2, 0.5, 0.3)
    assert shares_of(NAME, weights) == (0.75, 0.0, 0.25)


def test_sums_of_shares_that_are_rounded_draw_no_alternative_without_weight(monkeypatch):
    """0.7 + 0.2 + 0.1 is less than 1 by a rounding error; the largest number below 1 lies beyond it."""
    below = np.nextafter(1.0, 0.0)
    monkeypatch.setattr("model.futures._uniforms", lambda names, seed, replicates: np.full((len(names), 1), below))
    monkeypatch.setattr("model.futures.drawn_numbers", list)
    shares = (0.7, 0.2, 0.1, 0.0)
    assert sum(shares) < 1.0
    declare(
        monkeypatch,
        Choice(name=NAME, alternatives=tuple(zip(("halted", "steady", "brisk", "unknown"), shares, strict=True))),
    )
    assert drawn(1, np.array([0]), weights={NAME: shares})[0] == 2


def test_a_choice_that_is_held_or_has_one_alternative_left_is_not_open(expansion):
    assert open_choices() == (*OTHERS, NAME)
    assert open_choices({NAME: (0.0, 1.0, 0.0)}) == OTHERS
    assert open_choices({NAME: (0.0, 0.5, 0.5)}) == (*OTHERS, NAME)
    assert (drawn(held=((NAME, "brisk"),)) == 2).all()
    assert (drawn(vary=False) == 1).all()


def test_structure_is_a_layer_only_where_a_choice_is_open(case, expansion, monkeypatch):
    alone = load_case(case.folder, OTHERS_HELD)
    assert alone.world.future == (Layer.PARAMETERS, Layer.BASELINE, Layer.STRUCTURE)
    monkeypatch.undo()
    assert alone.world.future == future_layers(structure=False) == (Layer.PARAMETERS, Layer.BASELINE)


def test_structure_is_taken_from_another_replicate_by_itself(case, expansion):
    """Replicates 0 to 2 with the alternatives of 5 to 7: these, and everything else their own."""
    own, others = (simulate(case, "none", 3, 6, first=first) for first in (0, 5))
    mixed = simulate(case, "none", 3, 6, crossed={"structure": [5, 6, 7]})
    assert list(mixed[f"parameter_{NAME}"].values) == list(others[f"parameter_{NAME}"].values)
    assert list(own[f"parameter_{NAME}"].values) != list(others[f"parameter_{NAME}"].values)
    np.testing.assert_array_equal(mixed.parameter_patience.values, own.parameter_patience.values)
    np.testing.assert_array_equal(mixed.population.values, own.population.values)


def test_a_run_holds_an_alternative_and_the_rest_is_as_drawn(case, expansion):
    free, held = (simulate(case, "none", 4, 6, hold=hold) for hold in ({}, {NAME: "halted"}))
    assert set(free[f"parameter_{NAME}"].values) <= set(WORDS)
    assert set(held[f"parameter_{NAME}"].values) == {"halted"}
    assert json.loads(held.attrs["held"]) == {NAME: "halted"}
    same = free[f"parameter_{NAME}"].values == "halted"
    np.testing.assert_array_equal(free.gross_output.values[same], held.gross_output.values[same])
    assert (free.gross_output.values[~same, -1] > held.gross_output.values[~same, -1]).all()


def test_a_label_means_its_word(case, expansion):
    held = simulate(case, "none", 1, 6, hold={NAME: "加快扩建"})
    assert list(held[f"parameter_{NAME}"].values) == ["brisk"]


def test_a_model_draws_and_holds_as_simulate_does(case, expansion):
    for hold in ({}, {NAME: "brisk"}):
        runs = simulate(case, case.plan, 2, 5, hold=hold)
        model = ZoneModel(case, case.plan, seed=5, replicate=1, hold=hold).run()
        for name in INDICATORS:
            np.testing.assert_array_equal(model.indicator(name), runs[name].values[1, -1], err_msg=name)


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        ("stedy", "unknown alternative 'stedy'; did you mean 'steady'", "没有备选设定 'stedy'"),
        (1.0, "unknown alternative 1.0; known: halted, steady, brisk", "没有备选设定 1.0"),
    ],
)
def test_what_is_no_alternative_is_refused_with_the_nearest(case, expansion, value, en, zh):
    with pytest.raises(InputProblem) as refused:
        simulate(case, "none", 1, hold={NAME: value})
    assert str(refused.value).startswith(f"hold: {NAME}: {en}")
    assert zh in refused.value.in_language("zh")


def test_the_choice_of_these_tests_is_declared_in_them_only(case):
    assert not isinstance(PARAMETERS[NAME], Choice)
    assert EXPANSION.name == NAME
