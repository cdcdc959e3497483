"""Whatever the city, the parameters and the levers: books close, nothing is lost, and threads do not matter."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.engine import rows_needed, run, run_replicate
from model.formulas import Recorded
from model.futures import drawn_values
from model.indicators import INDICATORS
from model.levers import LEVER_INDEX, LEVERS, LeverSetting, schedule
from model.pollutants import has_permits
from model.record import book_dtype, sum_dtype
from model.state import allocate_state, records
from model.streams import make_key
from model.units import YUAN_PER_10K
from tests.properties.worlds import schedules, worlds

RATES = ("entry_rate", "exit_rate")  # events over the firms of the year before may exceed 1 in a small city

many = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
few = settings(many, max_examples=8)
seeds = st.integers(0, 2**32 - 1)


def same(one, other):
    """Whether two records are equal to the bit."""
    return all(np.asarray(a).tobytes() == np.asarray(b).tobytes() for a, b in zip(one, other, strict=True))


def assert_finite(table):
    """No column of a table of records holds NaN or infinity."""
    for name in table.dtype.names:
        assert np.isfinite(np.asarray(table[name], float)).all(), name


def assert_books_close(record):
    """Every book closes, nothing is lost between parks or quarters, and nothing is less than nothing."""
    books = record.books
    assert_finite(record.sums)
    assert_finite(books)
    assert all((record.sums[name] >= 0).all() for name in sum_dtype.names)

    land_in = books.land_opening + books.land_issued + books.land_low_hill + books.land_reclaimed + books.land_returned
    land_in += books.land_pooled_in
    land_out = books.land_granted + books.land_granted_factory + books.land_expired + books.land_pooled_out
    assert (land_in == land_out + books.land_closing).all()
    assert (books.land_pooled_in.sum(axis=2) == books.land_pooled_out.sum(axis=2)).all()
    assert (books.land_opening[:, 1:] == books.land_closing[:, :-1]).all()
    assert (books.land_closing >= 0).all()

    areas = (
        books.area_occupied
        + books.area_idle
        + books.area_factory
        + books.area_other
        + books.area_low_hill
        + books.area_undeveloped
    )
    assert (areas == books.area_planned).all()
    assert (books.area_planned == books.area_planned[:, :1]).all()
    for name in ("occupied", "idle", "factory", "undeveloped"):
        assert (books["area_" + name] >= 0).all()

    came, went = books.energy_opening + books.energy_allotted, books.energy_used + books.energy_expired
    assert (came - went == books.energy_closing).all()
    assert (books.energy_opening[:, 1:] == books.energy_closing[:, :-1]).all()

    assert (books.floor_leased >= 0).all()
    assert (books.floor_leased <= books.floor_factory).all()
    assert (books.land_granted_hightech <= books.land_granted).all()
    assert (books.tax_kept.sum(axis=2) == books.tax_passed.sum(axis=2)).all()
    assert (books.area_other[:, 1:] - books.area_other[:, :-1] == books.land_mixed[:, 1:]).all()
    assert (books.national[:, 1:] >= books.national[:, :-1]).all()
    assert all(
        (books[name] >= 0).all() for name in book_dtype.names if name not in ("energy_closing", "energy_opening")
    )
    tenants = books.tenants_opening + books.tenants_admitted
    assert (tenants == books.tenants_left + books.tenants_closing).all()
    assert (books.tenants_opening[:, 1:] == books.tenants_closing[:, :-1]).all()
    assert (books.tenants_leading <= books.tenants_closing).all()
    assert (books.tenants_above_scale <= books.tenants_closing).all()
    assert (books.units_taken <= books.units_floor).all()
    assert (books.redeveloped[:, 1:] >= books.redeveloped[:, :-1]).all()
    incomes = [
        LEVER_INDEX[name] for name in ("land_use_tax", "price_by_trade", "price_by_grade", "paid_use", "energy_trading")
    ]
    parks = [LEVER_INDEX["small_firm_parks"], LEVER_INDEX["small_firm_quota"]]
    trading = LEVER_INDEX["emission_trading"]
    assert (record.costs[:, :, incomes] <= 0).all()
    assert (np.delete(record.costs, [*incomes, *parks, trading], axis=2) >= 0).all()
    sales = books.units_bought.sum(axis=2) * record.parameters["unit_price"][:, None] * YUAN_PER_10K
    assert (record.costs[:, :, parks].sum(axis=2) >= -sales - books.shape[2]).all()  # rounded park by park
    assert (books.surcharges.sum(axis=2) == -record.costs[:, :, incomes[1]]).all()
    assert (books.grade_surcharges.sum(axis=2) == -record.costs[:, :, incomes[2]]).all()
    assert (books.permit_fees.sum(axis=2) == -record.costs[:, :, incomes[3]]).all()
    assert (books.rights_income.sum(axis=2) == -record.costs[:, :, incomes[4]]).all()
    assert (books.rights_sold.sum(axis=2) == books.rights_bought.sum(axis=2)).all()
    assert (books.rights_opening[:, 1:] == books.rights_closing[:, :-1]).all()
    permits = record.permits
    assert (permits.issued == permits.held + permits.reserve_closing + permits.retired).all()
    assert (permits.reserve_opening[:, 1:] == permits.reserve_closing[:, :-1]).all()
    assert all((permits[name] >= 0).all() for name in permits.dtype.names)
    assert (np.cumsum(books.freed_land - books.reused_land, axis=1) >= 0).all()
    assert (np.cumsum(books.freed_energy - books.reused_energy, axis=1) >= 0).all()


@many
@given(data=st.data(), world=worlds(), seed=seeds, vary=st.booleans(), everything=st.booleans())
def test_books_close_and_balances_stay_within_their_bounds(data, world, seed, vary, everything):
    levers = data.draw(schedules(world, everything))
    assert_books_close(run(world, levers, np.arange(4), seed, vary_parameters=vary))


@many
@given(data=st.data(), world=worlds(merging=True), seed=seeds)
def test_books_close_in_a_city_that_merges_with_everything_in_force(data, world, seed):
    record = run(world, data.draw(schedules(world, everything=True)), np.arange(4), seed)
    assert_books_close(record)
    joined = np.flatnonzero(world.arrays.sites.merges_into != np.arange(len(world.park_names)))
    assert (record.books.head[:, 0] == np.arange(len(world.park_names))).all()
    assert (record.books.head[:, 1:, joined] == world.arrays.sites.merges_into[joined]).all()


@many
@given(data=st.data(), world=worlds(), seed=seeds)
def test_shares_lie_between_nothing_and_all(data, world, seed):
    record = run(world, data.draw(schedules(world)), np.arange(2), seed)
    recorded = Recorded(record, world.arrays)
    for name, indicator in INDICATORS.items():
        values = indicator.formula(recorded)
        assert np.isfinite(values[:, 1:]).all(), name
        if indicator.unit == "share" and name not in RATES:
            assert (values[:, 1:] >= 0.0).all(), name
            assert (values[:, 1:] <= 1.0 + 1e-12).all(), name


@many
@given(data=st.data(), world=worlds(), seed=seeds)
def test_no_firm_and_no_park_ends_with_a_number_that_is_none(data, world, seed):
    levers = data.draw(schedules(world))
    parks, industries = world.arrays.leading.shape
    state = allocate_state(
        parks,
        industries,
        4 * rows_needed(world.members(np.array([1]))),
        world.calendar.quarters,
        len(LEVERS),
        permits=has_permits(world.arrays.industries),
    )
    books = records(book_dtype, world.calendar.quarters, parks)
    sums = records(sum_dtype, world.calendar.years + 1, parks, industries)
    par = drawn_values(world.parameters, seed, np.array([1]))[0]
    firms, parks_there = world.populations_of(np.array([1]))
    run_replicate(
        make_key(seed, 1),
        world.arrays,
        firms[0],
        parks_there[0],
        state,
        par,
        levers,
        books,
        sums,
    )
    assert state.city[0].fault == 0
    for table in (state.firms, state.parks, state.market, state.cells, state.grades):
        assert_finite(table)
    firms = state.firms
    assert all((firms[name] >= 0).all() for name in ("output", "design", "capital", "land", "floor", "leased"))
    assert (firms.output <= firms.design * par.overuse * (1 + 1e-12)).all()
    assert (state.grades.run_rate > 0.0).all()
    assert (state.grades.run_rate <= 1.0).all()


@few
@given(data=st.data(), world=worlds(), seed=seeds)
def test_threads_and_company_do_not_matter(data, world, seed):
    levers = data.draw(schedules(world))
    numbers = np.arange(40)
    together = run(world, levers, numbers, seed)
    assert same(together, run(world, levers, numbers, seed, threads=2))
    for number in (0, 17, 39):
        alone = run(world, levers, np.array([number]), seed)
        assert same([column[number] for column in together], [column[0] for column in alone])


@few
@given(world=worlds(), seed=seeds)
def test_neutral_levers_are_no_levers_to_the_bit(world, seed):
    neutral = {name: LeverSetting(lever.neutral, ramp=0 if lever.switch else 2) for name, lever in LEVERS.items()}
    none = run(world, schedule({}, world.calendar), np.arange(3), seed)
    assert same(none, run(world, schedule(neutral, world.calendar, world.offers), np.arange(3), seed))
    assert not none.costs.any()


@few
@given(data=st.data(), world=worlds(), seed=seeds)
def test_nothing_moves_before_the_first_lever_does(data, world, seed):
    levers = data.draw(schedules(world))
    levers[:5] = schedule({}, world.calendar, parks=world.park_names)[:5]
    none = run(world, schedule({}, world.calendar), np.arange(3), seed)
    some = run(world, levers, np.arange(3), seed)
    assert same([none.sums[:, :2], none.books[:, :5]], [some.sums[:, :2], some.books[:, :5]])
