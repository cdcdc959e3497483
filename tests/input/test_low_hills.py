"""Blocks on low hills in parks.csv and dates of approval in case.toml: read, drawn, shown, or refused in both languages."""

import numpy as np
import pytest

from model.levers import LeverSetting
from model.units import M2_PER_MU
from outputs.check.tables import low_hill_lines
from scenarios import InputProblem, load_case
from scenarios.inspection.findings import inspect
from tests.refusals.edits import cell, copy_case, swap
from tests.refusals.said import assert_cell_is_refused

BLOCKS = {"upstream": 3600.0, "hill": 2400.0}
APPROVED = 'since = "2015Q1"'


def test_blocks_are_drawn_within_their_ranges_and_are_no_undeveloped_land(city):
    members = city.world.members(np.arange(16))
    for place, name in enumerate(city.world.park_names):
        block, central = members.arrays.sites.low_hill_block[:, place], BLOCKS.get(name, 0.0)
        assert len(np.unique(block)) == (16 if central else 1)
        assert (np.abs(block / M2_PER_MU - central) <= 0.2 * central + 0.01).all()
        parks = members.parks[:, place]
        assert np.array_equal(parks.low_hill_natural, block)
        used = parks.occupied + parks.idle + parks.factory_land + parks.other + parks.undeveloped
        assert np.array_equal(parks.planned - used, block)


def test_a_case_without_the_column_refuses_the_lever_by_name(tmp_path):
    case = load_case(copy_case(tmp_path / "copy"))
    scenario = case.scenario("none").with_(low_hill_land=LeverSetting(10.0))
    with pytest.raises(ValueError, match=r"low_hill_land: lacks_need \(need low_hill_block\)"):
        scenario.schedule(case.calendar, case.data.offers)


@pytest.mark.parametrize(
    ("row", "value", "english", "chinese"),
    [
        ("hill", "-3", "-3 is out of range; allowed: 0 to 1000000", "超出范围"),
        ("countryside", "5", "countryside is no zone and cannot have a block on low hills; leave the cell empty", "countryside 不是开发区，不能安排低丘缓坡开发区块；请留空"),
        # 15,000 mu less 3,200 and 3,300, and 22.5 mu under standard factories: 8,477 are left
        ("hill", "8478", "hill: the block on low hills, 8478 mu, is larger than what is left of the planned area; at most 8477", "hill 低丘缓坡开发区块 8478 亩，超过规划面积中剩余的土地；最多 8477"),
    ],
)  # fmt: skip
def test_a_block_that_cannot_be_is_refused(linhu, row, value, english, chinese):
    cell("parks.csv", row, "low_hill_block", value)(linhu)
    assert_cell_is_refused(linhu, "low_hill_block", english, chinese)


def test_the_largest_block_that_fits_is_accepted(linhu):
    cell("parks.csv", "hill", "low_hill_block", "8477")(linhu)
    assert load_case(linhu).data.offers >= {"low_hill_block"}


def test_a_setting_may_not_start_before_the_lever_was_approved(linhu):
    swap("case.toml", APPROVED, 'since = "2016Q3"')(linhu)
    case = load_case(linhu)
    none = case.scenario("none")
    none.with_(low_hill_land=LeverSetting(100.0, "2016Q3")).schedule(case.calendar, case.data.offers)
    none.with_(low_hill_land=0.0).schedule(case.calendar, case.data.offers)
    none.with_(leader_priority=10.0).schedule(case.calendar, case.data.offers)  # approvals are of one lever each
    for start in ("2016Q2", None):
        scenario = none.with_(low_hill_land=LeverSetting(100.0, start))
        with pytest.raises(ValueError, match="low_hill_land: before_approval"):
            scenario.schedule(case.calendar, case.data.offers)


def test_a_file_with_a_setting_before_the_approval_is_refused_in_both_languages(linhu):
    swap("case.toml", APPROVED, 'since = "2016Q3"')(linhu)
    swap("scenarios.toml", "[blueprint.levers]\n", "[blueprint.levers]\nlow_hill_land = 100\n")(linhu)
    with pytest.raises(InputProblem) as problem:
        load_case(linhu)
    assert "it starts in 2015Q1, before it was approved in 2016Q3; it may start in 2016Q3 at the earliest" in str(
        problem.value
    )
    assert "自 2015Q1 起实施，早于批准时间 2016Q3；最早自 2016Q3 起实施" in problem.value.in_language("zh")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('lever = "low_hill_land"', 'lever = "low_hill_lnd"', ["approvals 1.lever", "'low_hill_lnd'", "'low_hill_land'"]),
        (APPROVED, 'since = "2015"', ["approvals 1", "since", "'2015'", "2016Q1"]),
        (APPROVED, 'since = "2015Q1"\nfrom = 3', ["approvals", "from"]),
        ("[[approvals]]", '[[approvals]]\nlever = "low_hill_land"\nsince = "2015Q2"\nsource = "linhu-plan"\n[[approvals]]', ["approvals 2.lever", "low_hill_land", "twice"]),
    ],
)  # fmt: skip
def test_an_approval_that_cannot_be_is_refused(linhu, old, new, says):
    swap("case.toml", old, new)(linhu)
    with pytest.raises(InputProblem) as problem:
        load_case(linhu)
    assert all(word in str(problem.value) for word in says), str(problem.value)


def test_a_source_of_an_approval_that_nobody_declares_is_refused(linhu):
    text = (linhu / "case.toml").read_text(encoding="utf-8")
    start = text.index("[[approvals]]")
    (linhu / "case.toml").write_text(text[:start] + text[start:].replace("linhu-plan", "linhu-plam"), encoding="utf-8")
    with pytest.raises(InputProblem, match=r"approvals 1.source: unknown source 'linhu-plam'.*'linhu-plan'"):
        load_case(linhu)


def test_an_approval_may_name_the_lever_by_its_label(linhu):
    swap("case.toml", 'lever = "low_hill_land"', 'lever = "低丘缓坡开发为建设用地"')(linhu)
    assert load_case(linhu).data.offers.since == {"low_hill_land": "2015Q1"}


def test_a_check_names_the_blocks_and_the_dates(city, tmp_path):
    inspection = inspect(city)
    assert list(low_hill_lines(inspection, "en")) == [
        "approved block on low hills: Hillside zone, 2,400 mu",
        "approved block on low hills: Upstream zone, 3,600 mu",
        "'low hills levelled for building' may start in 2015Q1 at the earliest.",
    ]
    assert "低丘缓坡开发区块：山前集中区，2,400 亩" in list(low_hill_lines(inspection, "zh"))
    assert list(low_hill_lines(inspect(load_case(copy_case(tmp_path / "copy"))), "en")) == []
