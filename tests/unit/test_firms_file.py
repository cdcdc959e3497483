"""A city's own firms: what firms.csv may say, what is kept of it, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest

from model import simulate
from model.population.baseline import EXACT_ENOUGH
from model.population.making import make_world
from model.state import Stage
from model.units import M2_PER_MU
from scenarios import InputProblem, load_case
from scenarios.case import CASES
from scenarios.files.firms_file import FIRM_FILE_COLUMNS, REQUIRED
from tests.tables import tabled

pytestmark = pytest.mark.chizhou

KEPT = ("park", "industry", "output", "hightech", "suited", "energy_intensity", "emission_intensity", "capital", "land",
        "floor", "leased", "grade")  # fmt: skip
PUBLISHED = np.array([[0.453], [0.576], [0.68]])


def changed(rows, number, **cells):
    """The same firms with cells of one changed."""
    return [{**row, **cells} if place == number else row for place, row in enumerate(rows)]


def etdz_of(case):
    """The largest zone at the baseline."""
    return next(park for park in case.data.baseline.parks if park.id == "etdz")


def grown(rows, factor):
    """The firms with other outputs."""
    return [{**row, "output": repr(float(row["output"]) * factor)} for row in rows]


def shares(world):
    """High-tech, leading and value-added share of every member."""
    firms = world.populations.firms
    output = firms.output * (firms.above_scale == 1)
    zone = world.arrays.sites.zone[firms.park] == 1
    added = output * world.arrays.industries.value_added_rate[firms.industry]
    leading = world.arrays.leading[firms.park, firms.industry]
    inside = (output * zone).sum(axis=1)
    return np.array(
        [
            (output * zone * firms.hightech).sum(axis=1) / inside,
            (output * zone * leading).sum(axis=1) / inside,
            (added * zone).sum(axis=1) / added.sum(axis=1),
        ]
    )


def same(one, other):
    """Whether two populations are the same to the bit, column by column."""
    return all((one[name] == other[name]).all() for name in one.dtype.names)


# ---- what is given is kept


def test_a_full_register_replaces_the_synthesis_and_stays_to_the_bit(listed, register):
    case = listed(register)
    given, world = case.data.baseline.given, tabled(case.world)
    assert (world.populations.firms.above_scale == 1).sum(axis=1).tolist() == [len(register)] * world.populations.pool
    for name in KEPT:
        assert (world.populations.firms[name][:, : len(given)] == given[name]).all(), name
    firm, row = world.populations.firms[2][5], register[5]
    assert firm.output == float(row["output"])
    assert firm.land == round(float(row["land"]) * M2_PER_MU)
    assert firm.energy_intensity == float(row["energy"]) / float(row["output"])
    assert firm.grade == 2
    assert shares(world) == pytest.approx(PUBLISHED * np.ones((1, 3)), rel=1e-9)


def test_what_nobody_gave_still_differs_between_members(listed, register):
    world = tabled(listed(register).world)
    assert (world.populations.firms.capability[0] != world.populations.firms.capability[1]).any()
    assert (world.populations.firms.output[0] != world.populations.firms.output[1]).any()  # small firms


def test_the_order_of_rows_and_columns_and_names_change_nothing(listed, register):
    part = register[::3]
    one = tabled(listed(part).world)
    order = np.random.default_rng(3).permutation(len(part))
    other = tabled(listed([{**part[place], "name": ""} for place in order], list(reversed(FIRM_FILE_COLUMNS))).world)
    assert same(one.populations.firms, other.populations.firms)
    assert same(one.populations.parks, other.populations.parks)


def test_firms_stand_in_the_order_of_their_ids(listed, register):
    given = listed(changed(register[:40], 39, id="A")).data.baseline.given
    assert given["output"][0] == float(register[39]["output"])
    assert given["output"][1] == float(register[0]["output"])


@pytest.mark.parametrize("part", [slice(0, 150), slice(150, None), slice(0, None, 2)], ids=["large", "small", "half"])
def test_missing_firms_are_synthesised_until_every_margin_is_met(listed, register, part):
    case = listed(register[part])
    world, given = tabled(case.world), case.data.baseline.given
    for name in KEPT:
        assert (world.populations.firms[name][:, : len(given)] == given[name]).all(), name
    registered = world.populations.firms.above_scale == 1
    for index, park in enumerate(case.data.baseline.parks):
        here = registered & (world.populations.firms.park == index)
        assert here.sum(axis=1).tolist() == [park.firms] * world.populations.pool
        assert (world.populations.firms.output * here).sum(axis=1) == pytest.approx(park.output, rel=1e-9)
    assert shares(world) == pytest.approx(PUBLISHED * np.ones((1, 3)), rel=1e-9)
    energy = (world.populations.firms.output * world.populations.firms.energy_intensity * registered).sum(axis=1)
    assert energy == pytest.approx(3.6e6, rel=1e-9)
    missing = world.populations.firms.output[:, len(given) :][registered[:, len(given) :]]
    assert missing.min() >= 2000.0 * (1 - 1e-12)
    assert (world.populations.firms.output[0] != world.populations.firms.output[1]).any()


def test_land_and_floor_close_around_given_firms(listed, register):
    world = tabled(listed(register[::2]).world)
    for index in range(len(world.park_names)):
        here = world.populations.firms.park == index
        assert (world.populations.firms.land * here).sum(axis=1).tolist() == world.populations.parks.occupied[
            :, index
        ].tolist()
        assert (world.populations.firms.leased * here).sum(axis=1).tolist() == world.populations.parks.factory_leased[
            :, index
        ].tolist()
    for table in (world.populations.firms, world.populations.parks):
        for name in table.dtype.names:
            assert np.isfinite(table[name].astype(float)).all(), name
            assert name in ("capability", "certified") or table[name].min() >= 0, name
    assert set(np.unique(world.populations.firms.certified)) == {0, -4, -8}  # awarded two years before, or later


def test_empty_cells_are_synthesised_and_the_others_kept(listed, register):
    optional = [name for name in FIRM_FILE_COLUMNS if name not in REQUIRED]
    seat = {"land", "floor", "leased"}  # a firm's seat is told or not told as a whole
    rows = []
    for number, row in enumerate(register):
        empty = {name for place, name in enumerate(optional) if (number + place) % 3}
        empty = empty - seat if number % 2 else empty | seat
        rows.append({**row, **dict.fromkeys(empty, "")})
    case = listed(rows)
    world, given = tabled(case.world), case.data.baseline.given
    for name in KEPT[3:]:
        told = ~np.isnan(given[name])
        assert 0 < told.sum() < len(given), name
        assert (world.populations.firms[name][:, : len(given)][:, told] == given[name][told]).all(), name
    firms = world.populations.firms
    producing = (firms.identity != 0) & (firms.stage != Stage.PROJECT)  # what is being built has no capital yet
    assert (firms.capital[producing] > 0).all()
    assert shares(world)[0] == pytest.approx(0.453, rel=EXACT_ENOUGH)


def test_with_only_the_required_columns_recognition_is_drawn_to_the_published_share(listed, register):
    world = tabled(listed(register, REQUIRED, pool=4).world)
    count = len(register)
    assert (world.populations.firms.output[:, :count] == [float(row["output"]) for row in register]).all()
    assert shares(world)[0] == pytest.approx(0.453, rel=EXACT_ENOUGH)
    assert (world.populations.firms.hightech[0, :count] != world.populations.firms.hightech[1, :count]).any()


def test_one_missing_firm_has_what_the_others_leave(listed, register):
    rows = [row for row in register if row["park"] != "outside"]
    rows.remove(next(row for row in rows[::-1] if row["park"] == "etdz"))
    case = listed(rows, [name for name in register[0] if name != "hightech"])
    missing = tabled(case.world).populations.firms[:, len(rows) :]
    of_etdz = missing.output[(missing.above_scale == 1) & (missing.park == case.world.park_names.index("etdz"))]
    left = 1_308_000 - sum(float(row["output"]) for row in rows if row["park"] == "etdz")
    assert of_etdz == pytest.approx(left)


def test_without_given_firms_nothing_changes(case):
    baseline = replace(case.data.baseline, given=case.data.baseline.given.copy(), tolerance=1e9)
    again, before = (each.members(np.arange(1)) for each in (make_world(baseline).populations, case.world.populations))
    assert same(again[0], before[0])
    assert same(again[1], before[1])


def test_the_digest_speaks_of_the_firms(listed, register, case):
    one = listed(register[:40])
    before = one.digest
    assert before != listed(register[:41]).digest
    (one.folder / "firms.csv").unlink()
    (one.folder / "case.toml").write_bytes((CASES / "chizhou" / "case.toml").read_bytes())
    assert load_case(str(one.folder)).digest == case.digest


# ---- the register against the published figures


def test_sums_that_agree_but_for_rounding_are_taken_from_the_register(listed, register):
    case = listed(grown(register, 1.004))
    assert etdz_of(case).output == pytest.approx(1.004 * 1_308_000)
    assert "output of etdz in parks.csv" in {str(each.place) for each in case.data.adopted}
    assert tabled(case.world).populations.firms.output[0][0] == float(register[0]["output"]) * 1.004


def test_a_register_that_contradicts_an_output_is_refused_with_both_sums(listed, register):
    with pytest.raises(InputProblem) as refusal:
        listed(grown(register, 1.05))
    assert str(refusal.value.place) == "firms.csv: column output"
    assert "343,350" in str(refusal.value.what)  # 1.05 x 327,000
    assert "output of dadukou in parks.csv is 327,000" in str(refusal.value.what)
    assert 'margins = "register"' in str(refusal.value.allowed)


def test_the_register_stands_where_the_case_says_so(listed, register):
    case = listed(grown(register, 1.05), margins="register")
    zones = [park.output for park in case.data.baseline.parks if park.is_zone]
    assert sum(zones) == pytest.approx(1.05 * 471.7e4 * 1.09)
    rows = [{**row, "hightech": 1} if row["park"] == "etdz" else row for row in register]
    high = sum(float(row["output"]) for row in rows if row["hightech"] == 1 and row["park"] != "outside")
    assert shares(tabled(listed(rows, margins="register").world))[0] == pytest.approx(high / (471.7e4 * 1.09))


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (
            "hightech",
            1,
            [
                "column hightech",
                "the firms come to 1;",
                "high-tech share of zone output (totals.hightech_output_share in case.toml) is 0.453",
            ],
        ),
        ("industry", "electronics", ["column industry", "(totals.top3_sales_share in case.toml) is 0.576"]),
        (
            "energy",
            "1000",
            ["column energy", "come to 427,000 tce", "(totals.energy_total in case.toml) is 3,600,000 tce"],
        ),
    ],
)
def test_a_register_that_contradicts_a_total_is_refused_with_both(listed, register, column, value, words):
    with pytest.raises(InputProblem) as refusal:
        listed([{**row, column: value} for row in register])
    for word in words:
        assert word in str(refusal.value)


def test_a_partial_register_that_leaves_too_little_is_refused_with_what_it_leaves(listed, register):
    rows = [{**row, "hightech": 1} for row in register if row["park"] != "shitai"]
    with pytest.raises(
        InputProblem,
        match=r"column hightech: the listed firms make it at least 0\.97\d+; high-tech share of zone output \(totals\.h",
    ):
        listed(rows)
    with pytest.raises(
        InputProblem,
        match=r"column industry: the listed firms leave at most 0\.\d+; share of the top three leading industries in sales \(totals\.top3",
    ):
        listed([{**row, "industry": "mining"} for row in rows], [name for name in register[0] if name != "hightech"])


def test_too_little_output_for_the_missing_firms_is_refused(listed, register):
    etdz = [row for row in register if row["park"] == "etdz"][:-10]
    rows = grown(etdz, 1_307_000 / sum(float(row["output"]) for row in etdz))
    with pytest.raises(
        InputProblem, match=r"park etdz.*listed firms .50. add up to 1,307,000 .* besides .10. make at least 2,000 each"
    ):
        listed(rows)


def test_a_ratio_of_a_complete_park_is_held_to_the_register(listed, register):
    rows = [{**row, "capital": float(row["capital"]) * 2} for row in register]
    with pytest.raises(InputProblem, match=r"column capital.*investment_per_mu of dadukou in parks.csv is 130.* 20 %"):
        listed(rows)
    case = listed(rows, margins="register")
    assert etdz_of(case).investment_per_mu == pytest.approx(400, rel=0.02)


# ---- cells that cannot be


def test_more_firms_than_the_park_has_are_refused_with_both_numbers(listed, register):
    extra = [{**row, "id": f"X{number}", "park": "shitai"} for number, row in enumerate(register[-9:])]
    with pytest.raises(InputProblem, match=r"firms.csv: park shitai: holds 9 firms, and parks.csv says 8"):
        listed(extra)


def test_more_land_than_firms_occupy_is_refused_with_both_numbers(listed, register):
    # 10,500 mu of which 6 % are idle
    row = {**register[0], "park": "etdz", "leased": 0, "land": 9900}
    with pytest.raises(
        InputProblem, match=r"park etdz, column land: adds up to 9,900\.0 mu, and firms occupy 9,870\.0 mu"
    ):
        listed([row])


def test_more_leased_floor_than_is_let_is_refused_with_both_numbers(listed, register):
    # 300,000 m2 of which a quarter is vacant
    row = {**register[0], "park": "etdz", "land": "", "floor": "", "leased": 225_001}
    with pytest.raises(InputProblem, match=r"park etdz, column leased: adds up to 225,001 m2, and 225,000 m2 are let"):
        listed([row])
    assert (tabled(listed([{**row, "leased": 225_000}]).world).populations.firms.leased[:, 0] == 225_000).all()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"id": "F001"}, ["column id", "'F001' is in line 2 too"]),
        ({"id": ""}, ["line 2, column id", "is empty"]),
        ({"park": "etzd"}, ["line 2, column park", "did you mean 'etdz'"]),
        ({"industry": "chemical"}, ["line 2, column industry", "did you mean 'chemicals'"]),
        ({"output": ""}, ["line 2, column output", "is empty"]),
        ({"output": "many"}, ["line 2, column output", "'many' is not a number"]),
        ({"output": "1599"}, ["line 2, column output", "1599 is below 1600", "small_firms"]),
        ({"hightech": "0.5"}, ["line 2, column hightech", "neither 0 nor 1"]),
        ({"energy": "-1"}, ["line 2, column energy", "out of range"]),
        ({"land": "0", "leased": "0"}, ["line 2, column land", "so is leased"]),
        ({"land": "0", "leased": "500", "floor": "10"}, ["line 2, column floor", "holds no land"]),
        ({"land": "", "leased": "500", "floor": "10"}, ["line 2, column floor", "holds no land"]),
        ({"grade": "E"}, ["line 2, column grade", "allowed: A, B, C, D"]),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_place(listed, register, cells, words):
    with pytest.raises(InputProblem) as refusal:
        listed(changed(register[:3], 0, **cells))
    assert str(refusal.value).startswith("firms.csv: line ")
    for word in words:
        assert word in str(refusal.value)


def test_a_firm_in_the_tolerance_of_the_register_is_kept(listed, register):
    world = tabled(listed(changed(register[:3], 0, output="1600"), REQUIRED).world)
    assert (world.populations.firms.output[:, 0] == 1600.0).all()
    assert (world.populations.firms.above_scale[:, 0] == 1).all()


def test_unknown_and_missing_columns_are_refused(listed, register):
    with pytest.raises(InputProblem, match="unknown column 'employees'"):
        listed([{**row, "employees": 5} for row in register[:3]])
    with pytest.raises(InputProblem, match="column 'industry' is missing"):
        listed(register[:3], ["id", "park", "output"])


def test_a_firm_may_hold_land_and_lease_besides(listed, register):
    firms = tabled(
        listed([{**register[0], "park": "etdz", "land": 12, "floor": 4000, "leased": 600}]).world
    ).populations.firms
    assert (firms.land[:, 0] == 8000).all()
    assert (firms.floor[:, 0] == 4000).all()
    assert (firms.leased[:, 0] == 600).all()


def test_a_tenant_of_which_no_floor_is_given_leases_what_its_output_needs(listed, register):
    # 3,500 / 0.35
    row = {**register[0], "park": "etdz", "output": 3500, "land": 0, "floor": "", "leased": ""}
    firms = tabled(listed([row]).world).populations.firms
    assert (firms.leased[:, 0] == 10_000).all()
    assert (firms.land[:, 0] == 0).all()
    assert (firms.floor[:, 0] == 0).all()
    with pytest.raises(InputProblem, match="and 225,000 m2 are let"):
        listed([{**row, "output": 80_000}])


def test_a_city_of_given_firms_runs_and_its_books_close(listed, register):
    part = [{**row, "leased": "" if number % 2 else row["leased"]} for number, row in enumerate(register[::2])]
    case = listed(part)
    runs = simulate(case, "draft", 3, 1)  # a book that does not close would stop it
    assert runs.hightech_output_share.sel(year=2015).values == pytest.approx(0.453)
    assert np.isfinite(runs.gross_output.values).all()
