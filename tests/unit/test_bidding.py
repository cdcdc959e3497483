import pytest

from model.rules.bidding import bid_of, chance_elsewhere, chance_lured, discounted_price, incentive, land_given


@pytest.mark.parametrize(
    ("leniency", "zone", "discipline", "bid"),
    [
        (0.0, 1, 0.0, 0.0),
        (0.2, 1, 0.0, 0.4),
        (0.5, 1, 0.0, 1.0),
        (0.9, 1, 0.0, 1.0),  # a park may start more lenient than it can become
        (0.2, 0, 0.0, 0.0),
        (0.2, 1, 0.25, 0.3),
        (0.9, 1, 1.0, 0.0),
    ],
)
def test_a_zone_bids_by_its_leniency_as_far_as_discipline_lets_it(central, leniency, zone, discipline, bid):
    # over the largest leniency of 0.5
    assert bid_of(leniency, zone, discipline, central) == pytest.approx(bid)


def test_where_no_leniency_is_possible_nobody_bids(central):
    central.leniency_largest = 0.0
    assert bid_of(0.2, 1, 0.0, central) == 0.0


@pytest.mark.parametrize(("bid", "price"), [(0.0, 0.03), (0.5, 0.024), (1.0, 0.018)])
def test_a_bid_takes_up_to_two_fifths_off_the_price_of_land(central, bid, price):
    # 20 / 666.67 = 0.03 a m2
    assert discounted_price(bid, central) == pytest.approx(price)


@pytest.mark.parametrize(
    ("bid", "land", "given"),
    [(0.0, 10_000, 0.0), (0.5, 10_000, 80.0), (1.0, 10_000, 160.0), (0.5, 0, 20.0)],
)
def test_an_incentive_is_a_discount_on_land_and_a_subsidy(central, bid, land, given):
    # the floor price is far below; in full 0.4 of 15 mu at 20, 120, and 0.02 of 2000, 40
    assert incentive(bid, land, 2000.0, central) == pytest.approx(given)


def test_nobody_goes_elsewhere_without_discipline(central):
    assert chance_elsewhere(0.5, 1, 0.0, central) == 0.0


@pytest.mark.parametrize(
    ("leniency", "zone", "discipline", "chance"), [(0.5, 1, 1.0, 0.15), (0.25, 1, 0.4, 0.03), (0.5, 0, 1.0, 0.0)]
)
def test_projects_go_elsewhere_by_the_part_of_the_bid_withdrawn(central, leniency, zone, discipline, chance):
    # 0.15 of a bid of 1 withdrawn; 0.15 x 0.5 x 0.4
    assert chance_elsewhere(leniency, zone, discipline, central) == pytest.approx(chance)


@pytest.mark.parametrize(("bid", "other", "chance"), [(0.5, 1.0, 0.05), (0.5, 0.5, 0.0), (0.5, 0.4, 0.0)])
def test_a_zone_lures_by_what_it_bids_more(central, bid, other, chance):
    # 0.3 x 0.5 over 3 zones
    assert chance_lured(bid, other, 3, central) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("floor", "bid", "price"),
    [(180.0, 0.9, 0.0192), (180.0, 1.0, 0.018), (210.0, 0.7, 0.0216), (210.0, 0.8, 0.021), (400.0, 0.8, 0.03)],
    ids=["above the floor", "just at it", "just above", "held by it", "cheaper than the floor to begin with"],
)
def test_no_discount_goes_below_the_floor_price_of_land(central, floor, bid, price):
    # 300 yuan a m2 less 0.4 of the bid; 210 yuan are reached at a bid of 0.75
    central.land_price_floor = floor
    assert discounted_price(bid, central) == pytest.approx(price)


@pytest.mark.parametrize(("bid", "given"), [(0.5, 0.006), (0.75, 0.009), (0.9, 0.00954), (1.0, 0.0099)])
def test_part_of_what_the_floor_forbids_comes_back_as_a_subsidy(central, bid, given):
    # at most 90 yuan a m2 from 300 to the floor of 210, and 0.3 of what a bid of 0.9 (108) or 1 (120) would give beyond
    central.land_price_floor = 210.0
    assert land_given(bid, central) == pytest.approx(given)


def test_discipline_moves_subsidies_once_the_floor_binds(central):
    # 10 mu and 2000 of investment at bids of 1 and 0.8: the price stays at 210 yuan, 0.2 x 0.02 x 2000 = 8 of the subsidy
    # and 0.3 of 24 yuan a m2 on 6666.67 m2 = 4.8 of the refund go
    central.land_price_floor = 210.0
    land = 20_000.0 / 3.0
    assert discounted_price(1.0, central) == discounted_price(0.8, central)
    assert incentive(1.0, land, 2000.0, central) - incentive(0.8, land, 2000.0, central) == pytest.approx(12.8)
