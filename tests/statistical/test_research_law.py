"""Money that doubles real R&D brings the declared gain of capability in the end, and it is lost again: compiled, firm by firm."""

import numpy as np
import pytest

from model.levers import LEVERS
from model.parameters import alternatives_of
from model.phases.production import produce
from model.record import book_dtype
from model.state import Stage, allocate_state, records
from model.streams import make_key

pytestmark = pytest.mark.statistical

FIRMS, SEED, GAIN, RESEARCH = 20_000, 23, 0.07, 0.012
OUTPUT = 1000.0  # of each park and industry, 10k yuan a year


@pytest.fixture
def capability(world, central, neutral):
    """Let firms of a zone live without exit while a fund doubles real R&D until a quarter; return their capability by quarter."""
    central.exit_hazard, central.research_gain = 0.0, GAIN
    central.research_effect = alternatives_of("research_effect").capability_gain
    sites = world.arrays.sites
    arrays = world.arrays._replace(industries=world.arrays.industries.copy())
    arrays.industries.research_share[:] = RESEARCH
    parks, industries = arrays.leading.shape
    # the zones' own R&D over what is real of a yuan: half of the R&D that there is then comes from the fund
    doubling = RESEARCH * OUTPUT * industries * (sites.zone == 1).sum()
    doubling /= central.research_added * (1.0 - central.relabelled_share)

    def lived(quarters, until):
        state = allocate_state(parks, industries, FIRMS, quarters + 1, len(LEVERS))
        state.city[0].rows = FIRMS
        state.grades.run_rate[:] = 1.0
        state.cells.output[:] = OUTPUT
        firms, key, book = state.firms, make_key(SEED, 0), records(book_dtype, parks)
        firms.identity, firms.stage, firms.design, firms.energy_intensity = np.arange(FIRMS), Stage.OPERATING, 1e12, 0.1
        firms.park = int(np.flatnonzero(sites.zone == 1)[0])
        means = []
        for quarter in range(1, quarters + 1):
            firms.output = 5000.0
            neutral.innovation_fund = doubling if quarter <= until else 0.0
            produce(quarter, key, arrays, state, central, neutral, book)
            means.append(firms.capability.mean())
        return np.array(means)

    return lived


def test_the_gain_arrives_by_two_fifths_in_five_years_in_full_in_the_end_and_fades(capability):
    """Seed 23, 20,000 firms with and without money by the same draws, 4 standard errors: a false alarm in 0.02 % of seeds.

    The difference of two means has at most the standard error of two independent ones. Capability has the variance
    2 p J^2 / (2 h theta) at most, about 0.12 with the chance p of an upgrade, so that it is 0.0035.
    """
    quarters, until = 200, 160
    gained = capability(quarters, until) - capability(quarters, 0)
    error = np.sqrt(2 * 0.12 / FIRMS)
    assert gained[19] == pytest.approx(GAIN * (1 - 0.975**20), abs=4 * error)
    assert gained[until - 1] == pytest.approx(GAIN * (1 - 0.975**until), abs=4 * error)
    assert gained[quarters - 1] == pytest.approx(gained[until - 1] * 0.975 ** (quarters - until), abs=4 * error)
    assert gained[until - 20 : until].mean() == pytest.approx(GAIN, abs=4 * error)
