"""The Mesa face: the same run as the engine's, and views whose writes take effect."""

import numpy as np
import pytest

from model import ZoneModel, simulate
from model.agents import EnergyQuota, Firm, LandQuota, Park
from model.indicators import INDICATORS
from model.state import Stage


@pytest.fixture
def model(case):
    return ZoneModel(case, case.plan, seed=4, replicate=1)


def test_a_model_is_the_replicate_of_simulate_to_the_bit(case, model):
    runs = simulate(case, case.plan, 2, 4)
    collected = model.run().datacollector.get_model_vars_dataframe()
    assert list(collected["quarter"])[-1] == case.calendar.quarter_labels[-1]
    for name in INDICATORS:
        yearly = collected[name].to_numpy()[::4]
        np.testing.assert_array_equal(yearly, runs[name].values[1], err_msg=name)


def test_there_is_an_agent_for_every_firm_park_and_quota(case, model):
    kinds = {kind.__name__: len(agents) for kind, agents in model.agents_by_type.items()}
    assert kinds["Park"] == kinds["LandQuota"] == kinds["EnergyQuota"] == len(case.parks)
    assert kinds["Firm"] == model.world.rows
    for _ in range(6):
        model.step()
    rows = int(model.state.city[0].rows)
    assert len(model.agents_by_type[Firm]) == int((model.state.firms.stage[:rows] != Stage.CLOSED).sum())
    assert all(firm.is_open for firm in model.agents_by_type[Firm])


def test_writing_to_a_firm_changes_the_run(case):
    untouched, touched = (ZoneModel(case, "none", seed=4) for _ in range(2))
    zones = {park.name for park in touched.agents_by_type[Park] if park.is_zone}
    largest = max((firm for firm in touched.agents_by_type[Firm] if firm.park in zones), key=lambda firm: firm.output)
    largest.output = largest.output / 2
    assert touched.state.firms[largest.row].output == largest.output
    for model in (untouched, touched):
        model.step()
    assert touched.indicator("gross_output") < untouched.indicator("gross_output")


def test_indicators_within_a_year_are_what_the_year_would_be_if_it_ended(case, model):
    model.step()
    runs = simulate(case, case.plan, 2, 4)
    before = runs.gross_output.values[1, 0]
    assert 0.9 * before < model.indicator("gross_output") < 1.2 * before
    assert model.indicator("firms") > 0.93 * runs.firms.values[1, 0]
    assert model.indicator("projects_arrived") == model.books[1][model.world.arrays.sites.zone == 1].arrivals.sum()


def test_writing_to_a_quota_changes_what_is_granted(case):
    poor = ZoneModel(case, "none", seed=4)
    for _ in range(2):
        poor.step()
    for quota in poor.agents_by_type[LandQuota]:
        quota.quota_balance = 0
    poor.step()
    rich = ZoneModel(case, "none", seed=4)
    for _ in range(3):
        rich.step()
    granted = [sum(quota.ledger["land_granted"] for quota in each.agents_by_type[LandQuota]) for each in (poor, rich)]
    assert granted[0] < granted[1]


def test_views_name_what_they_show(model):
    firm = next(iter(model.agents_by_type[Firm]))
    park = next(iter(model.agents_by_type[Park]))
    energy = next(iter(model.agents_by_type[EnergyQuota]))
    assert firm.park in model.world.park_names
    assert firm.industry in model.world.industry_names
    assert park.is_zone == bool(model.world.arrays.sites.zone[park.row])
    assert firm.row in {each.row for each in park.firms} or firm.park != park.name
    assert energy.ledger["energy_opening"] + energy.ledger["energy_allotted"] == (
        energy.ledger["energy_used"] + energy.ledger["energy_expired"] + energy.ledger["energy_closing"]
    )
    assert "10k yuan/year" in type(firm).output.__doc__


def test_a_book_that_does_not_close_stops_the_model(model):
    from model import BookError

    park, first = next(iter(model.agents_by_type[Park])), model.world.calendar.label(1)
    park.occupied = park.occupied + 1
    with pytest.raises(BookError, match=rf"land (area|of firms) of {park.name} does not close in {first}.* m2"):
        model.step()


def test_a_run_ends_with_the_step_after_its_last_quarter(case):
    model = ZoneModel(case, "none")
    for _ in range(case.calendar.quarters - 1):
        assert model.running
        model.step()
    assert (model.quarter_label, model.running) == (case.calendar.quarter_labels[-1], True)
    last, books = model.indicators(), model.books.copy()
    model.step()
    assert not model.running
    assert model.quarter_label == case.calendar.quarter_labels[-1]
    assert len(model.datacollector.get_model_vars_dataframe()) == case.calendar.quarters
    np.testing.assert_equal(model.indicators(), last)
    assert (model.books == books).all()


def test_seed_zero_is_a_seed_and_a_bad_one_is_refused(case):
    assert ZoneModel(case, "none", seed=0).quarter_label == case.calendar.label(0)
    for bad in (-1, None, 1.5, True):
        with pytest.raises(ValueError, match="seed must be a whole number"):
            ZoneModel(case, "none", seed=bad)


def test_the_seed_has_two_names_and_a_default(case):
    seeds = [ZoneModel(case, "none", **given).seed_number for given in ({}, {"seed": 7}, {"rng": 7}, {"rng": 0})]
    assert seeds == [1, 7, 7, 0]
    with pytest.raises(ValueError, match="not as both"):
        ZoneModel(case, "none", seed=7, rng=7)
    with pytest.raises(TypeError, match="no argument 'sead'"):
        ZoneModel(case, "none", sead=7)
