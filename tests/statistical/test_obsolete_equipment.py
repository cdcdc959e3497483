"""What is known of surcharges by trade and of a campaign against backward capacity is met, and what was not fitted holds.

Many small firms of one trade with obsolete equipment live through five years by themselves: nobody builds or moves.
"""

from itertools import product

import numpy as np
import pytest

from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.phases.production import produce
from model.record import book_dtype
from model.state import EquipmentClass, Stage, allocate_state, records
from model.streams import make_key

pytestmark = pytest.mark.statistical

FIRMS, QUARTERS = 20_000, 20
SCRAPPED, BAND = 0.62, (0.40, 0.75)  # at 0.30 yuan/kWh
CLOSED = (0.35, 0.50)  # of those that close, move or upgrade in five years


@pytest.fixture
def five_years(world, central, neutral):
    """Run many small firms of one class of equipment through five years; return the sums of the books."""

    def run(kind, seed):
        parks, industries = world.arrays.leading.shape
        state = allocate_state(parks, industries, FIRMS, QUARTERS + 1, len(LEVERS))
        state.city[0].rows = FIRMS
        state.grades.run_rate[:] = 1.0
        firms = state.firms
        firms.identity, firms.stage, firms.equipment_class = np.arange(FIRMS), Stage.OPERATING, kind
        firms.output, firms.design, firms.capital = np.linspace(600.0, 2400.0, FIRMS), 1e12, 1000.0
        firms.energy_intensity, firms.emission_intensity, firms.land = 0.2, 1.0, 1000
        state.parks.occupied[0] = FIRMS * 1000
        book = records(book_dtype, parks)
        charged = 0
        for quarter in range(1, QUARTERS + 1):
            produce(quarter, make_key(seed, 0), world.arrays, state, central, neutral, book)
            charged = charged or int(book.charged.sum())
        return charged, {name: float(book[name].sum()) for name in book.dtype.names}, state

    return run


def ends(*names):
    """All corners of the ranges of some parameters."""
    return product(*((PARAMETERS[name].low, PARAMETERS[name].high) for name in names))


def scrapped_share(five_years, kind):
    charged, book, _ = five_years(kind, 41)
    return book["scrapped"] / charged


def test_as_many_small_firms_scrap_at_thirty_cents_as_were_seen_to(neutral, five_years):
    neutral.price_by_trade = 1.0
    assert scrapped_share(five_years, EquipmentClass.ELIMINATED) == pytest.approx(SCRAPPED, abs=0.05)


def test_at_all_ends_of_the_fitted_ranges_the_share_stays_in_its_band_and_is_less_than_half_at_ten_cents(
    central, neutral, five_years
):
    neutral.price_by_trade = 1.0
    for central.scrap_surcharge, central.scrap_spread in ends("scrap_surcharge", "scrap_spread"):
        high = scrapped_share(five_years, EquipmentClass.ELIMINATED)
        low = scrapped_share(five_years, EquipmentClass.RESTRICTED)
        assert BAND[0] <= high <= BAND[1]
        assert 0.0 < low < high / 2


def test_the_response_rises_with_the_surcharge_and_there_is_none_without(central, neutral, five_years):
    neutral.price_by_trade = 1.0
    shares = []
    for central.surcharge_eliminated in (0.05, 0.1, 0.2, 0.3, 0.4, 0.6):
        shares.append(scrapped_share(five_years, EquipmentClass.ELIMINATED))
    assert shares == sorted(set(shares))
    neutral.price_by_trade = 0.0
    _, book, state = five_years(EquipmentClass.ELIMINATED, 41)
    assert book["scrapped"] == book["charged"] == state.costs.sum() == 0


def test_the_share_charged_is_the_strength(neutral, five_years):
    """20000 firms: 3 in 10 within four standard errors."""
    neutral.price_by_trade = 0.3
    charged, _, _ = five_years(EquipmentClass.RESTRICTED, 42)
    assert abs(charged - 0.3 * FIRMS) < 4 * np.sqrt(FIRMS * 0.3 * 0.7)


def test_as_many_listed_firms_close_as_in_the_campaign_at_all_ends_of_the_fitted_ranges(central, neutral, five_years):
    neutral.backward_capacity = 0.5
    for central.standard_rate in (PARAMETERS["standard_rate"].value, *(end for (end,) in ends("standard_rate"))):
        _, book, state = five_years(EquipmentClass.RESTRICTED, 43)
        closed, upgraded = book["backward_closed"], book["backward_upgraded"]
        assert CLOSED[0] <= closed / (closed + upgraded) <= CLOSED[1]
        obsolete = (state.firms.stage == Stage.OPERATING) & (state.firms.equipment_class > 0)
        assert obsolete.sum() < 0.1 * FIRMS
