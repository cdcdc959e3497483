import pytest

from model.rules.assessment import efficiency, grade_of, leniency_next, linked, qualifies, zone_score
from model.state import Grade


def test_efficiency_weighs_the_yield_of_land_and_of_energy(central):
    # 0.3 ln(200 / 100) + 0.7 ln(1 / 0.8) = 0.2079442 + 0.1562005; 0.25 ln 2 - 0.75 ln 2 = -ln 2 / 2
    assert efficiency(200.0, 100.0, 0.8, 1.0, central) == pytest.approx(0.3641447)
    central.grade_land = 0.25
    assert efficiency(200.0, 100.0, 2.0, 1.0, central) == pytest.approx(-0.3465736)


def test_a_firm_like_its_industry_has_efficiency_zero(central):
    assert efficiency(100.0, 100.0, 1.0, 1.0, central) == 0.0


@pytest.mark.parametrize(
    ("score", "grade"),
    [(0.5, Grade.A), (0.4999, Grade.B), (0.0, Grade.B), (-1e-9, Grade.C), (-0.5, Grade.C), (-0.5001, Grade.D)],
)
def test_grades_are_half_a_log_unit_wide(central, score, grade):
    assert grade_of(score, central) == grade


def test_a_zone_like_the_mean_of_the_zones_scores_one(central):
    assert zone_score(1.0, 1.0, 1.0, central) == pytest.approx(1.0)


def test_the_score_weighs_yield_hightech_and_growth(central):
    # 0.35 x 2 + 0.25 x 1.5 + 0.4 x 0.5
    assert zone_score(2.0, 1.5, 0.5, central) == pytest.approx(1.275)


@pytest.mark.parametrize(("link", "share"), [(0.0, 0.6), (0.25, 0.63), (1.0, 0.72)])
def test_a_link_takes_its_part_from_the_score(central, link, share):
    # 0.75 x 0.6 + 0.25 x 0.72; without a link the share is as it was, to the bit
    central.score_link = link
    assert linked(0.6, 0.72, central) == pytest.approx(share, abs=0.0 if link == 0.0 else 1e-15)


@pytest.mark.parametrize(
    ("leniency", "hungry", "cut", "after"),
    [
        (0.2, 1.0, 0.0, 0.25),
        (0.2, 0.0, 0.0, 0.2),
        (0.2, 1.0, 0.15, 0.2),  # half the largest cut takes one of two steps: 1 - 2 x 0.5 = 0
        (0.2, 0.0, 0.3, 0.1),  # the largest cut: two steps down
        (0.48, 1.0, 0.0, 0.5),
        (0.02, 0.0, 0.3, 0.0),
    ],
)
def test_hungry_parks_relax_and_parks_under_a_cut_tighten(central, leniency, hungry, cut, after):
    assert leniency_next(leniency, hungry, cut, 0.0, central) == pytest.approx(after)


@pytest.mark.parametrize(
    ("hungry", "rigour", "after"),
    [
        (1.0, 0.25, 0.225),  # 0.75 up and 0.25 down: half a step up
        (1.0, 0.5, 0.2),  # as much down as up
        (1.0, 1.0, 0.15),
        (-1.0, 0.0, 0.15),
        (-1.0, 0.5, 0.15),  # who tightens anyway is asked for no more than that
        (-1.0, 1.0, 0.15),
    ],
)
def test_evaluation_asks_everybody_to_tighten(central, hungry, rigour, after):
    assert leniency_next(0.2, hungry, 0.0, rigour, central) == pytest.approx(after)


def test_evaluation_adds_to_the_threat_of_a_cut(central):
    # half the largest cut takes a step, evaluation another: 0.2 - 2 x 0.05
    assert leniency_next(0.2, 1.0, 0.15, 1.0, central) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("share", "needs_hightech", "enough"), [(0.4999, 1, False), (0.5, 1, True), (0.9, 1, True), (0.1, 0, True)]
)
def test_a_zone_qualifies_from_the_share_that_a_national_high_tech_one_must_have(
    central, share, needs_hightech, enough
):
    assert qualifies(share, needs_hightech, central) == enough
