"""Ranges of levers of money and land grow with the case; up to the reference sizes they are the declared ones."""

import pickle

import pytest

import run
from model.calendar import Calendar
from model.levers import LEVERS, LeverSetting, broken_rule, range_in, schedule
from model.needs import SIZES, Offers, offered_by
from scenarios import load_case
from scenarios.search.lever_axes import all_levers
from scenarios.sweep import design_of
from tests.input.reading import refusals, whole_copy
from tests.refusals.edits import lever

TIMES = 10
# Output 71,311,096 (10k yuan a year) over 7,500,000 is 9.508; planned land 2,822,700 mu over 300,000 is 9.409.
RANGES = {
    "innovation_fund": (0.0, 950_000.0),
    "land_plan": (-26_000.0, 26_000.0),
    "standard_factories": (0.0, 9_400_000.0),
    "polluter_exit": (0.0, 0.5),
}


@pytest.fixture
def large(tmp_path):
    """The folder of a city ten times as large."""
    folder = whole_copy(tmp_path / "large", "large")
    lines = [line.split(",") for line in (folder / "parks.csv").read_text(encoding="utf-8").splitlines()]
    for cells in lines[1:]:
        for column in ("output", "firms", "planned", "other", "industrial_land", "factory_floor", "land_plan"):
            place = lines[0].index(column)
            if cells[place]:
                cells[place] = f"{TIMES * float(cells[place]):g}"
    (folder / "parks.csv").write_text("\n".join(",".join(cells) for cells in lines), encoding="utf-8")
    (folder / "sources.csv").unlink()  # its ranges are those of the small city
    return folder


def test_ranges_grow_with_the_case(large):
    offers = load_case(large).data.offers
    assert offers.times == pytest.approx({"city_output": 9.5081, "zone_land": 9.409}, abs=1e-4)
    assert {name: range_in(LEVERS[name], offers) for name in RANGES} == RANGES


def test_ranges_of_a_case_up_to_the_reference_size_are_those_declared(case):
    times = case.data.offers.times
    for each in LEVERS.values():
        assert range_in(each, ()) == (each.low, each.high)
        if times.get(each.scale, 1.0) == 1.0:
            assert range_in(each, case.data.offers) == (each.low, each.high)


@pytest.mark.parametrize(("times", "high"), [(0.99, 100_000.0), (1.0, 100_000.0), (1.1, 110_000.0), (1.234, 120_000.0)])
def test_a_range_is_never_narrower_than_declared(times, high, case):
    baseline = case.data.baseline
    size = SIZES["city_output"]
    offers = offered_by(baseline)
    assert offers.times["city_output"] == max(1.0, size.of(baseline) / size.reference)
    offers.times = {"city_output": max(1.0, times)}
    assert range_in(LEVERS["innovation_fund"], offers) == (0.0, high)


def test_what_a_case_offers_survives_a_process(case):
    offers = Offers(["zone"])
    offers.times = {"zone_land": 3.0}
    again = pickle.loads(pickle.dumps(offers))
    assert (again, again.times) == (frozenset(["zone"]), {"zone_land": 3.0})


def test_a_strength_beyond_the_declared_range_is_run_in_a_large_case(large):
    lever("900_000", "innovation_fund")(large)
    case = load_case(large)
    strengths = case.scenario("mine").schedule(case.calendar, case.data.offers)
    assert strengths.innovation_fund[-1] == 900_000.0
    setting = {"innovation_fund": LeverSetting(900_000.0)}
    assert broken_rule("innovation_fund", setting["innovation_fund"], case.calendar, case.data.offers) is None
    with pytest.raises(ValueError, match="strength_range"):
        schedule(setting, Calendar(2015, 5))


def test_what_is_beyond_the_range_of_the_case_is_refused_with_it(large, capsys):
    lever("951_000", "innovation_fund")(large)
    told = refusals(capsys, "run", str(large), "-n", "2")
    assert "strength 951000 is out of range; allowed: 0 to 950000 10k yuan/year" in told["en"][0]
    assert "允许范围：0 至 950000（单位 10k yuan/year）" in told["zh"][0]


def test_searches_and_designs_take_the_range_of_the_case(large, monkeypatch):
    monkeypatch.chdir(large.parent)
    case = load_case(large)
    assert all_levers(case, ["land_plan"]) == {"land_plan": {"low": -26_000.0, "high": 26_000.0}}
    (large / "points.csv").write_text("lever.innovation_fund.strength\n940000\n", encoding="utf-8")
    contents = {"name": "x", "case": large.name, "replicates": {"number": 4}}
    for table in ({"axes": {"innovation_fund": {"strength": [0, 940_000]}}}, {"file": f"{large.name}/points.csv"}):
        frame = design_of({**contents, "levers": table}).frame
        assert frame["lever.innovation_fund.strength"].iloc[-1] == 940_000


@pytest.mark.parametrize(("language", "shown"), [("en", "-26,000 to 26,000 mu/year"), ("zh", "-26,000 至 26,000")])
def test_levers_of_a_case_are_listed_with_its_ranges(language, shown, large, capsys):
    assert run.main(["levers", str(large), "--lang", language]) == 0
    assert shown in capsys.readouterr().out
