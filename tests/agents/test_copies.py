"""Models are pickled and copied as they are, go on alike, and are freed when nobody needs them."""

import copy
import gc
import pickle
import weakref

import numpy as np
import pytest

from model import ZoneModel
from model.agents import Firm


@pytest.fixture
def begun(case):
    """A model after five quarters, in which firms have come and gone."""
    model = ZoneModel(case, case.plan, seed=4)
    for _ in range(5):
        model.step()
    return model


def through_pickle(model):
    return pickle.loads(pickle.dumps(model))


@pytest.mark.parametrize("copied", [through_pickle, copy.deepcopy], ids=["pickle", "deepcopy"])
def test_a_copy_goes_on_as_the_original_does(begun, copied):
    other = copied(begun)
    assert other.state.firms is not begun.state.firms
    first, second = (model.run().datacollector.get_model_vars_dataframe() for model in (begun, other))
    assert len(first) == begun.world.calendar.quarters
    assert first.equals(second)
    np.testing.assert_array_equal(begun.state.firms, other.state.firms)
    np.testing.assert_array_equal(begun.books, other.books)


@pytest.mark.parametrize("copied", [through_pickle, copy.deepcopy], ids=["pickle", "deepcopy"])
def test_agents_of_a_copy_are_its_own(begun, copied):
    other = copied(begun)
    assert all(agent.model is other for agent in other.agents)
    firm = next(iter(other.agents_by_type[Firm]))
    before = begun.state.firms[firm.row].design
    firm.design = before + 1000
    assert begun.state.firms[firm.row].design == before
    assert other.state.firms[firm.row].design == before + 1000


def test_every_agent_has_a_number_of_its_own_those_that_came_after_copying_too(begun):
    other = through_pickle(begun)
    there = {agent.unique_id for agent in other.agents}
    other.run()
    numbers = [agent.unique_id for agent in other.agents]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) - there
    assert sorted(numbers) == sorted(agent.unique_id for agent in begun.run().agents)


def test_models_are_freed_with_all_they_hold(case):
    models = [ZoneModel(case, "none", seed=seed) for seed in range(3)]
    for model in models:
        model.step()
    held = [weakref.ref(thing) for model in models for thing in (model, model.state.firms, next(iter(model.agents)))]
    del model, models
    gc.collect()
    assert [each() for each in held] == [None] * 9
