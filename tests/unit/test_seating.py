from dataclasses import replace

import numpy as np
import pytest

from model.population.seating import LARGEST_TENANT, commit_energy, lay_out_park, lease_floor, scale_energy
from model.state import Request, Stage, firm_dtype, park_dtype, records
from tests.unit.contradictions import contradiction_told


@pytest.fixture
def park(case):
    """A park with 3 mu (2000 m2) of industrial land, a tenth of it idle, and 1000 m2 of factories on half as much."""
    first = case.data.baseline.parks[0]
    return replace(first, planned=9.0, other=3.0, industrial_land=3.0, idle_share=0.1, factory_floor=1000.0)


def test_the_areas_of_a_park_add_up_in_whole_units(park, central):
    # 6000 planned less 2000 other, 2000 supplied and 500 under factories
    record = records(park_dtype, 1)
    assert lay_out_park(record, park, central) == 1800
    row = record[0]
    assert (row.planned, row.other, row.occupied, row.idle) == (6000, 2000, 1800, 200)
    assert (row.factory_land, row.factory_floor, row.undeveloped) == (500, 1000, 1500)


@pytest.mark.chizhou
@pytest.mark.parametrize(("planned", "fits"), [(6.75, True), (6.7, False)])
def test_a_planned_area_too_small_is_refused(park, central, planned, fits):
    # 2000 + 2000 + 500 m2 are 6.75 mu
    record, small = records(park_dtype, 1), replace(park, planned=planned)
    if fits:
        lay_out_park(record, small, central)
        assert record.undeveloped[0] == 0
    else:
        with contradiction_told(r"etdz: planned area 6\.7 mu is smaller than"):
            lay_out_park(record, small, central)


def test_floor_is_let_to_suited_operating_firms_that_are_small_enough(central):
    # 3500 / 0.35 = 10000 m2; 3501 / 0.35 = 10002.9
    firms = records(firm_dtype, 6)
    firms.stage = [Stage.OPERATING] * 5 + [Stage.RAMPING]
    firms.suited = [1, 0, 1, 1, 1, 1]
    firms.output = [3501.0, 3500.0, LARGEST_TENANT + 1, LARGEST_TENANT, 3500.0, 3500.0]
    lease_floor(firms, np.arange(6), 1e9, central)
    assert firms.leased.tolist() == [10_003, 0, 0, 22_858, 10_000, 0]


@pytest.mark.parametrize(("wanted", "leased"), [(30_000, [20_000, 0, 10_000]), (29_999, [20_000, 0, 0])])
def test_floor_is_let_in_order_to_those_who_still_fit(central, wanted, leased):
    firms = records(firm_dtype, 3)
    firms.stage, firms.suited, firms.output = Stage.OPERATING, 1, [7000.0, 7350.0, 3500.0]
    lease_floor(firms, np.arange(3), wanted, central)
    assert firms.leased.tolist() == leased


def test_energy_is_scaled_to_the_total_of_registered_firms(case):
    firms = records(firm_dtype, 3)
    firms.output, firms.energy_intensity, firms.above_scale = 1000.0, [1.0, 2.0, 9.0], [1, 1, 0]
    factor = scale_energy(replace(case.data.baseline, energy_total=6000.0), firms)
    assert factor == 2.0
    assert firms.energy_intensity.tolist() == [2.0, 4.0, 18.0]


def test_energy_is_promised_to_what_is_being_built(central):
    firms, parks = records(firm_dtype, 3), records(park_dtype, 2)
    firms.park, firms.request = [1, 1, 0], [Request.BUILDING, Request.BUILDING, Request.NONE]
    firms.request_design, firms.energy_intensity = [10.0, 20.0, 30.0], 0.12345
    commit_energy(firms, parks)
    assert firms.request_energy.tolist() == [1235, 2469, 0]  # 1234.5 rounds up
    assert parks.energy_committed.tolist() == [0, 3704]
