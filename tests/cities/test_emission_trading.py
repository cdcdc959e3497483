"""Emission permits in a whole city: books close to the kilogram, nothing is lost, and without scarcity nothing trades."""

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from model import ZoneModel, simulate
from model.agents import EmissionQuota, Firm
from model.parameters import CHOICES
from model.pollutants import INTENSITIES, POLLUTANTS
from scenarios import load_case

LINHU = Path(__file__).parent / "linhu"
FLOOR = np.array([400, 100, 400, 100])  # fen/kg.year
QUARTERS = 16
OF_PERMITS = ("ledger_", "permit", "parameter_permit_room")


@pytest.fixture(scope="module")
def city():
    """The invented city, whose industries emit four pollutants."""
    return load_case(LINHU)


def trading(city, strength=1.0, **levers):
    """A scenario of nothing but trading."""
    return city.scenario("none").with_(emission_trading=strength, **levers)


def ledger(runs, column):
    """A column of the book of permits, (replicate, quarter, pollutant)."""
    return runs[f"ledger_{column}"].values


@pytest.mark.parametrize("alternative", CHOICES["permit_clearing"].words)
def test_the_account_closes_every_quarter_and_no_price_is_below_the_floor(city, alternative):
    runs = simulate(city, trading(city), 12, 3, hold={"permit_clearing": alternative})
    assert (ledger(runs, "issued") == sum(ledger(runs, name) for name in ("held", "reserve_closing", "retired"))).all()
    came = sum(ledger(runs, name) for name in ("reserve_opening", "reserved", "reclaimed", "bought_back", "lapsed"))
    assert (came == ledger(runs, "sold_reserve") + ledger(runs, "reserve_closing")).all()
    assert (ledger(runs, "reserve_opening")[:, 1:] == ledger(runs, "reserve_closing")[:, :-1]).all()
    assert (np.diff(ledger(runs, "retired"), axis=1) >= 0).all()
    assert all((ledger(runs, name) >= 0).all() for name in ("held", "reserve_closing", "lapsed", "bought_back"))
    sold = ledger(runs, "sold_reserve") + ledger(runs, "sold_firms")
    assert (sold <= ledger(runs, "wanted")).all()
    assert (ledger(runs, "paid") >= sold * FLOOR).all()
    assert sold.sum() > 0
    if alternative == "base_price":
        assert (ledger(runs, "paid") == sold * FLOOR).all()
        assert not ledger(runs, "sold_firms").any()
    if alternative == "yearly_auction":
        assert not sold[:, np.arange(sold.shape[1]) % 4 != 0].any()


def test_no_buyer_pays_more_than_its_bid_and_none_less_than_the_floor(city):
    """The bids of the pollutant that was traded last are there to be looked at after each quarter."""
    model, served = ZoneModel(city, trading(city), seed=5), 0
    for _ in range(QUARTERS):
        model.step()
        bids = model.state.bids
        bids = bids[bids.traded > 0]
        served += bids.size
        assert (bids.payment <= bids.traded * bids.price).all()
        assert (bids.payment >= bids.traded * FLOOR[-1]).all()
        assert (bids.traded <= bids.amount).all()
    assert served > 20


def test_what_a_closed_firm_held_can_be_followed_to_the_reserve(city):
    """By pollutant, what is taken back in a quarter is what holders of the last one had that are there no more."""
    model, total = ZoneModel(city, trading(city), seed=6), 0
    for _ in range(QUARTERS):
        before = model.state.holdings.copy()
        model.step()
        gone = ~np.isin(before.identity, model.state.holdings.identity)
        page = model.state.permit_book[model.quarter]
        assert (before.held[gone].sum(axis=0) == page.reclaimed + page.bought_back).all()
        assert (before.unpaid[gone].sum(axis=0) == page.reclaimed).all()
        total += int(page.bought_back.sum())
    assert total > 0


@pytest.mark.parametrize("alternative", CHOICES["permit_clearing"].words)
def test_with_unlimited_permits_nothing_trades_and_the_run_is_that_without_trading_to_the_bit(city, alternative):
    hold = {"permit_room": 10.0, "permit_clearing": alternative}
    runs = simulate(city, trading(city, township_relocation=0.1, technical_upgrading=0.2), 12, 4, hold=hold)
    plain = city.scenario("none").with_(township_relocation=0.1, technical_upgrading=0.2)
    without = simulate(city, plain, 12, 4, hold=hold)
    # nobody bids; a yearly auction of all firms needs no project
    assert ledger(runs, "issued_free").sum() > 0
    if alternative != "yearly_auction":
        assert not ledger(runs, "wanted").any()
        assert not runs.cost.sel(lever="emission_trading").values.any()
    for name in without.data_vars:
        if not str(name).startswith(OF_PERMITS) and name not in ("cost", "policy_cost"):
            np.testing.assert_array_equal(runs[name].values, without[name].values, err_msg=str(name))


def test_scarce_permits_hold_projects_back_and_make_plants_cleaner(city):
    runs, without = (simulate(city, scenario, 40, 8) for scenario in (trading(city), city.scenario("none")))
    last = {"year": 2021}
    for name in ("projects_waiting_permits", "projects_planned_cleaner", "projects_lost_permits"):
        assert not without[name].sel(last).any()
        assert runs[name].sel(last).mean() > 0
    assert runs.emission_intensity.sel(last).mean() < without.emission_intensity.sel(last).mean()
    assert runs.gross_output.sel(last).mean() < without.gross_output.sel(last).mean()


def test_more_is_bought_with_a_higher_strength(city):
    bought = [int(ledger(simulate(city, trading(city, part), 20, 9), "wanted").sum()) for part in (0.0, 0.3, 0.7, 1.0)]
    assert bought[0] == 0
    assert bought == sorted(set(bought))


def test_fees_are_income_of_the_city_and_slow_growth(city):
    runs, without = (
        simulate(city, scenario, 40, 8)
        for scenario in (city.scenario("none").with_(paid_use=1.0), city.scenario("none"))
    )
    fees = runs["book_permit_fees"].sum("park").values
    assert (runs.cost.sel(lever="paid_use").values == -fees).all()
    assert fees.sum() > 0
    assert runs.gross_output.sel(year=2021).mean() < without.gross_output.sel(year=2021).mean()


def test_emission_quotas_are_agents_and_firms_know_their_permits(city):
    model = ZoneModel(city, trading(city), seed=5)
    for _ in range(5):
        model.step()
    quotas = list(model.agents_by_type[EmissionQuota])
    assert tuple(quota.name for quota in quotas) == POLLUTANTS
    for quota in quotas:
        held = sum(firm.permits().get(quota.name, 0) for firm in model.agents_by_type[Firm])
        gone = quota.ledger["held"] - held  # what firms held that are gone since the trade
        assert gone >= 0
        assert quota.issued == held + gone + quota.reserve + quota.retired
    quotas[0].reserve = 10**9  # what a researcher writes is sold in the next quarter
    quotas[0].issued += 10**9 - quotas[0].ledger["reserve_closing"]
    model.step()
    assert quotas[0].ledger["reserve_opening"] == 10**9
    assert quotas[0].ledger["sold_reserve"] > 0


def test_a_city_without_the_columns_has_no_permits_and_is_the_same_without_trading(city, tmp_path):
    folder = tmp_path / "bare"
    shutil.copytree(LINHU, folder)
    left_out = {*INTENSITIES, "offset_ratio"}
    rows = list(csv.reader((folder / "industries.csv").read_text(encoding="utf-8-sig").splitlines()))
    kept = [place for place, name in enumerate(rows[0]) if name not in left_out]
    text = "\n".join(",".join(row[place] for place in kept) for row in rows)
    (folder / "industries.csv").write_text(text + "\n", encoding="utf-8")
    cited = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    named = [line for line in cited if not left_out & set(line.split(","))]
    (folder / "sources.csv").write_text("\n".join(named) + "\n", encoding="utf-8")
    bare = load_case(folder)
    assert "pollutant_intensities" in city.data.offers
    assert "pollutant_intensities" not in bare.data.offers
    assert not list(ZoneModel(bare).agents_by_type.get(EmissionQuota, ()))
    runs, others = simulate(city, "greener", 6, 3), simulate(bare, "greener", 6, 3)
    assert not [name for name in others.data_vars if str(name).startswith("ledger_")]
    for name in others.data_vars:
        if not str(name).startswith(("permit", "industry_", "parameter_permit_clearing")):
            np.testing.assert_array_equal(runs[name].values, others[name].values, err_msg=str(name))
    with pytest.raises(ValueError, match="emission_trading: lacks_need"):
        simulate(bare, bare.scenario("none").with_(emission_trading=0.5), 1, 3)
