"""Readings of one promise, worked by hand: they start from the same share and are moved by different things (ODD 7.24)."""

import numpy as np
import pytest

from model.indicators import INDICATORS, READINGS
from tests.unit.test_indicators import small_record

CERTIFICATE, CATALOGUE, MIXED = "hightech_output_share", "catalogue_output_share", "mixed_output_share"


def record(part=0.25):
    """A small record with a baseline: of the first industry 80 of 200 counted, of the second 100 of 400, of the third nothing.

    The fourth made nothing in zones at the baseline, so that its column counts: 0.2.
    """
    recorded = small_record()
    recorded.parameters["catalogue_part"] = part
    before = recorded.sums[0, 0]
    before.output[:] = [(100, 300, 0, 0), (100, 100, 50, 0), (700, 0, 0, 40)]
    before.hightech_output[:] = [(30, 0, 0, 0), (50, 100, 0, 0), (650, 0, 0, 40)]
    return recorded


def values(name, recorded):
    return INDICATORS[name].formula(recorded)[0].tolist()


def test_readings_of_high_tech_output_start_from_the_published_share_and_then_differ():
    # by catalogue 0.4 x 3000 + 0.25 x 5000 + 0 x 1500 + 0.2 x 500 = 2550, by certificate 1000 + 3500 = 4500, of 10000
    published = 180 / 650
    assert values(CERTIFICATE, record()) == pytest.approx([published, 0.45])
    assert values(CATALOGUE, record()) == pytest.approx([published, 0.255])
    assert values(MIXED, record()) == pytest.approx([published, 0.40125])  # 0.25 x 2550 + 0.75 x 4500 = 4012.5


@pytest.mark.parametrize(("part", "share"), [(0.2, 0.411), (0.8, 0.294)])  # 510 + 3600; 2040 + 900
def test_the_mixed_reading_lies_between_the_other_two(part, share):
    assert values(MIXED, record(part)) == pytest.approx([180 / 650, share])


def test_what_is_in_the_catalogue_or_of_a_recognised_firm_is_the_union_scaled_to_the_baseline():
    """The example of equation (172): one industry of which 40 of 100 counted, and later 60 of 120 are of recognised firms."""
    recorded = record(0.5)
    for year, (output, hightech) in enumerate([(100.0, 40.0), (120.0, 60.0)]):
        recorded.sums.output[0, year], recorded.sums.hightech_output[0, year] = 0.0, 0.0
        recorded.sums.output[0, year, 0, 1], recorded.sums.hightech_output[0, year, 0, 1] = output, hightech
    part, share = 0.5 * 0.4, 0.4
    factor = (1 - 0.5) / (1 - part)
    later = (part * 120 + factor * (1 - part) * 60) / 120
    assert part * 100 + (1 - part) * 40 == pytest.approx(52)  # the union itself starts too high
    assert values(MIXED, recorded) == pytest.approx([share, later]) == [share, 0.45]


def test_only_the_mix_of_industries_moves_the_reading_by_catalogue():
    recorded = record()
    before = values(CATALOGUE, recorded)
    recorded.sums.hightech_output[0, 1] = recorded.sums.output[0, 1]  # every firm is recognised
    assert values(CATALOGUE, recorded) == before
    assert values(CERTIFICATE, recorded)[1] == 1.0
    recorded.sums.output[0, 1] *= 7.0  # everything grows alike
    assert values(CATALOGUE, recorded) == pytest.approx(before)


def test_a_park_an_industry_and_the_city_count_by_what_counted_in_all_zones():
    recorded = record()
    second = recorded.within(1)  # 0.25 x 4000 + 0 x 1000 of 5000; at the baseline 0.4 x 100 + 0.25 x 100 of 250
    assert values(CATALOGUE, second) == pytest.approx([65 / 250, 0.2])
    assert values(MIXED, second) == pytest.approx([0.25 * 65 / 250 + 0.75 * 150 / 250, 0.25 * 0.2 + 0.75 * 0.7])
    assert values(CATALOGUE, recorded.within(industry=1)) == pytest.approx([0.25, 0.25])
    assert values(CATALOGUE, recorded.over("outside"))[1] == pytest.approx(0.325)  # 0.4 x 5000 + 0.25 x 5000


def test_a_replicate_counts_by_its_own_baseline():
    recorded, other = record(), record()
    other.sums.hightech_output[0, 0, 0, 1] = 200.0  # 300 of 400 in the second industry
    for name in ("sums", "books", "industries", "parameters"):
        setattr(recorded, name, np.concatenate([getattr(each, name) for each in (recorded, other)]).view(np.recarray))
    found = INDICATORS[CATALOGUE].formula(recorded)
    assert found[:, 1].tolist() == pytest.approx([0.255, 0.505])  # 1200 + 3750 + 0 + 100


def test_a_merger_alone_leaves_the_share_by_area_as_it_is():
    """The second zone joins the first: together their three largest make 9500 of 10000, each by its own list 5500."""
    apart, merged = record(), record()
    merged.books.head[0, 1:] = [0, 0, 2]
    assert values("top3_by_area_share", merged) == values("top3_by_area_share", apart)
    assert values("top3_by_area_share", merged)[1] == pytest.approx(0.55)
    assert values("top3_sales_share", apart)[1] == pytest.approx(0.55)
    assert values("top3_sales_share", merged)[1] == pytest.approx(0.95)


def test_an_area_counts_by_its_own_list():
    recorded = record()
    recorded.leading[:2] = [[1, 0, 0, 1], [1, 0, 1, 0]]  # 3000 + 500, and 0 + 1000
    assert values("top3_by_area_share", recorded)[1] == pytest.approx(0.45)
    assert values("top3_by_area_share", recorded.within(0))[1] == pytest.approx(0.7)


def test_every_reading_is_of_an_indicator():
    assert set(READINGS) <= set(INDICATORS)
