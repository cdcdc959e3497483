"""What is written through an agent is in the column's range or refused: compiled code trusts what is in a record."""

import math

import numpy as np
import pytest

from model import ZoneModel
from model.agents import EnergyQuota, Firm, Park
from model.state import FIRM_COLUMNS, FIXED_COLUMNS, PARK_COLUMNS, PLACES, Grade, Stage

WRITTEN = [(Firm, name, column) for name, column in FIRM_COLUMNS.items() if name not in FIXED_COLUMNS]
WRITTEN += [(Park, name, column) for name, column in PARK_COLUMNS.items()]
IDS = [f"{kind.__name__}.{name}" for kind, name, _ in WRITTEN]


@pytest.fixture(scope="module")
def model(case):
    return ZoneModel(case, "none", seed=4)


def first(model, kind):
    return next(iter(model.agents_by_type[kind]))


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("grade", -100, "a whole number from 0 to 3 (Grade)"),
        ("grade", 4, "a whole number from 0 to 3 (Grade)"),
        ("hightech", 5, "a whole number from 0 to 1 (0/1)"),
        ("hightech", 0.5, "a whole number from 0 to 1 (0/1)"),
        ("stage", 300, "a whole number from 0 to 3 (Stage)"),
        ("output", math.nan, "a number from 0 to 1000000000000 (10k yuan/year)"),
        ("output", -1e-9, "a number from 0 to 1000000000000 (10k yuan/year)"),
        ("land", math.inf, "a whole number from 0 to 1000000000000 (m2)"),
        ("capability", "high", "a number from -20 to 20 (log)"),
        ("design", None, "a number from 0 to 1000000000000 (10k yuan/year)"),
    ],
)
def test_what_is_outside_names_the_column_the_value_and_the_range(model, name, value, allowed):
    firm = first(model, Firm)
    before = getattr(firm, name)
    with pytest.raises(ValueError, match=name) as refused:
        setattr(firm, name, value)
    assert str(refused.value) == f"{name} of Firm must be {allowed}, not {value!r}"
    assert getattr(firm, name) == before


@pytest.mark.parametrize(("kind", "name", "column"), WRITTEN, ids=IDS)
def test_both_ends_of_a_range_can_be_written_and_nothing_beyond(model, kind, name, column):
    agent, parks = first(model, kind), len(model.world.park_names)
    before = getattr(agent, name)
    low, high = column.allowed(parks)
    for end, beyond in ((low, -1), (high, 1)):
        value = int(end) if column.whole else float(end)
        setattr(agent, name, value)
        assert getattr(agent, name) == value
        for outside in (value + beyond, math.nan):
            with pytest.raises(ValueError, match=f"{name} of {kind.__name__} must be a"):
                setattr(agent, name, outside)
        assert getattr(agent, name) == value
    setattr(agent, name, before)


def test_places_go_up_to_the_number_of_parks(case, model):
    places = [name for name, column in FIRM_COLUMNS.items() if column.unit in PLACES and name not in FIXED_COLUMNS]
    assert places == ["origin", "request_park"]
    for name in places:
        with pytest.raises(ValueError, match=f"from 0 to {len(case.parks) - 1} "):
            setattr(first(model, Firm), name, len(case.parks))


def test_flags_grades_and_whole_numbers_are_written_in_any_of_their_forms(model):
    firm = first(model, Firm)
    for written, read in ((True, 1), (np.bool_(False), 0), (np.int64(1), 1), (0.0, 0)):
        firm.hightech = written
        assert firm.hightech == read
    firm.grade, firm.stage, firm.land = Grade.D, Stage.OPERATING, np.float64(25.0)
    assert (firm.grade, firm.stage, firm.land) == (3, 2, 25)


@pytest.mark.parametrize("name", ["park", "industry", "request_listed"])
def test_what_the_engine_finds_a_firm_by_is_not_written(model, name):
    with pytest.raises(AttributeError):
        setattr(first(model, Firm), name, 0)


def test_energy_may_be_overdrawn(case):
    model = ZoneModel(case, "none", seed=4)
    quota = first(model, EnergyQuota)
    quota.energy_balance = -5
    assert quota.energy_balance == -5


def test_a_run_stays_within_the_ranges(case, plan):
    model = ZoneModel(case, plan, seed=4)
    parks = len(model.world.park_names)
    for quarter in range(9):
        if quarter:
            model.step()
        rows = model.state.firms[: int(model.state.city[0].rows)]
        for table, columns in ((rows, FIRM_COLUMNS), (model.state.parks, PARK_COLUMNS)):
            for name, column in columns.items():
                if name != "identity":
                    low, high = column.allowed(parks) if name != "industry" else (0, len(case.data.industries))
                    assert low <= table[name].min(), (name, quarter)
                    assert table[name].max() <= high, (name, quarter)
