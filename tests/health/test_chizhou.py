"""What must hold for Chizhou: the baseline in every replicate, and a plausible city without the plan."""

import numpy as np
import pytest

from model import simulate
from tests.conftest import last_years

REPLICATES = 200
SEED = 2


@pytest.fixture(scope="module")
def none(case):
    return simulate(case, "none", REPLICATES, SEED, threads=2)


@pytest.mark.chizhou
@pytest.mark.parametrize(
    ("indicator", "share"),
    [("hightech_output_share", 0.453), ("top3_sales_share", 0.576), ("zone_value_added_share", 0.68)],
)
def test_baseline_share_holds_in_every_replicate(none, indicator, share):
    np.testing.assert_allclose(none[indicator].sel(year=2015).values, share, atol=0.0001, rtol=0)


@pytest.mark.chizhou
def test_output_grows_by_five_to_ten_percent_a_year(none):
    growth = (none.gross_output.sel(year=2020) / none.gross_output.sel(year=2015)) ** (1 / 5) - 1
    assert 0.05 <= float(growth.mean()) <= 0.10


@pytest.mark.parametrize(
    ("indicator", "low", "high"),
    [
        # elsewhere entry goes by how many small firms are near the threshold, and land by the land plan
        pytest.param("entry_rate", 0.09, 0.14, marks=pytest.mark.chizhou),
        ("exit_rate", 0.05, 0.09),
        pytest.param("land_granted", 2500, 4500, marks=pytest.mark.chizhou),
        ("land_idle_rate", 0.05, 0.12),
    ],
)
def test_yearly_mean_lies_in_the_range_known_of_such_cities(case, none, indicator, low, high):
    yearly = none[indicator].sel(year=last_years(case)).mean("replicate")
    assert low <= float(yearly.mean()) <= high
    assert np.all((yearly.values >= 0.95 * low) & (yearly.values <= 1.05 * high)), yearly.values


def test_hightech_share_drifts_up_by_at_most_four_points(case, none):
    first, *_, last = last_years(case)
    drift = none.hightech_output_share.sel(year=last) - none.hightech_output_share.sel(year=first - 1)
    assert 0.0 <= float(drift.mean()) <= 0.04


def test_land_ledger_of_the_export_closes_in_whole_units(none):
    book = {name: none[f"book_land_{name}"].values for name in (
        "opening", "issued", "reclaimed", "returned", "pooled_in", "granted", "granted_factory", "expired", "pooled_out",
        "closing",
    )}  # fmt: skip
    came = book["opening"] + book["issued"] + book["reclaimed"] + book["returned"] + book["pooled_in"]
    went = book["granted"] + book["granted_factory"] + book["expired"] + book["pooled_out"] + book["closing"]
    assert np.array_equal(came, went)
    assert not book["pooled_in"].any()  # nobody has merged
    assert np.array_equal(book["opening"][:, 1:], book["closing"][:, :-1])


def test_energy_ledger_of_the_export_closes_in_whole_units(none):
    opening, allotted, used, expired, closing = (
        none[f"book_energy_{name}"].values for name in ("opening", "allotted", "used", "expired", "closing")
    )
    assert np.array_equal(opening + allotted, used + expired + closing)
    assert np.array_equal(opening[:, 1:], closing[:, :-1])


def test_no_indicator_is_missing_after_the_baseline(case, none):
    from model.indicators import INDICATORS

    for name in INDICATORS:
        assert np.isfinite(none[name].sel(year=last_years(case)).values).all(), name
