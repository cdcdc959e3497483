"""What levers need of a case: a required need that is not met is refused, by whatever way it comes, with the reason."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from model import ZoneModel, simulate
from model.grading_tables import NO_GRADINGS, dated_dtype
from model.levers import LEVERS, LeverSetting
from model.needs import NEEDS, offered_by
from scenarios import InputProblem, load_case
from scenarios.files.plans import with_plans
from scenarios.files.scenario_file import read_scenarios
from scenarios.scenario import Scenario

# Needs are taken from the case that meets most of them, and from its baseline with what it lacks.
pytestmark = pytest.mark.chizhou

REQUIRED = [name for name, need in NEEDS.items() if need.required]
LACKING = {
    "surcharges_by_grade",
    "small_firm_park",
    "obsolete_equipment",
    "pollutant_intensities",
    "low_hill_block",
    "town",
    "emerging_town",
}  # what the shipped case does not have
LEVER_OF = {lever.needs: name for name, lever in LEVERS.items() if lever.needs in REQUIRED}
TABLE = {"merger": "[[mergers]]", "candidate": "[[upgrades]]"}


@pytest.fixture
def copy_without(case, tmp_path):
    """Copy the folder of the case without the mergers or the upgrades it names."""

    def copied(missing):
        folder = tmp_path / "copy"
        shutil.copytree(case.folder, folder)
        path = folder / "case.toml"
        lines = path.read_text(encoding="utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("plan = "))  # its scenarios are replaced
        blocks = text.split("\n\n")
        kept = [block for block in blocks if not block.lstrip().startswith(TABLE[missing])]
        assert len(kept) < len(blocks)
        path.write_text("\n\n".join(kept) + "\n", encoding="utf-8")
        return folder

    return copied


def with_zones(baseline, **changes):
    """The baseline with its zones changed; the industry outside stays."""
    parks = tuple(replace(park, **changes) if park.is_zone else park for park in baseline.parks)
    return replace(baseline, parks=parks)


def with_parks(baseline, kept):
    """The baseline with some of its parks only."""
    return replace(baseline, parks=tuple(park for park in baseline.parks if kept(park)))


def with_industries(baseline, column, value):
    """The baseline with a column of its industries set to one value."""
    table = baseline.industries.copy()
    table[column] = value
    return replace(baseline, industries=table)


def first_zone(baseline):
    """The id of the first zone."""
    return next(park.id for park in baseline.parks if park.is_zone)


def no_standards(baseline):
    """Standards that every zone just meets."""
    parks = tuple(
        replace(park, plot_ratio_standard=park.plot_ratio, investment_standard=park.investment_per_mu)
        for park in baseline.parks
    )
    return replace(baseline, parks=parks)


def with_surcharges(baseline, **columns):
    """The baseline with a table of no rules that puts surcharges on the second grade."""
    tables = np.zeros(1, dated_dtype).view(np.recarray)
    for name, surcharge in columns.items():
        tables[name][0, 1] = surcharge
    return replace(baseline, gradings=NO_GRADINGS._replace(tables=tables))


# How to take from a baseline what a need asks for, and which other needs go with it.
TAKEN = {
    "merger": (lambda b: with_zones(b, merges_into=""), set()),
    "candidate": (lambda b: with_zones(b, candidate=False), set()),
    "outside": (lambda b: with_parks(b, lambda park: park.is_zone), set()),
    "small_firm_park": (lambda b: with_zones(b, small_firm_land=0.0), set()),
    "low_hill_block": (lambda b: with_zones(b, low_hill_block=0.0), set()),
    "shortfall": (no_standards, set()),
    "zone": (
        lambda b: with_parks(b, lambda park: not park.is_zone),
        {
            "merger",
            "candidate",
            "small_firm_park",
            "low_hill_block",
            "town",
            "emerging_town",
            "shortfall",
            "second_zone",
            "land_plan_of_zones",
            "land_plan_to_share",
            "idle_land",
        },
    ),
    "second_zone": (
        lambda b: with_zones(
            with_parks(b, lambda park: not park.is_zone or park.id == first_zone(b)), merges_into="x", candidate=True
        ),
        {"land_plan_to_share"},
    ),
    "land_plan_of_zones": (lambda b: with_zones(b, land_plan=0.0), {"land_plan_to_share"}),
    "land_plan_to_share": (lambda b: with_zones(b, land_plan=0.0), {"land_plan_of_zones"}),
    "idle_land": (lambda b: with_zones(b, idle_share=0.0), set()),
    "listed_polluters": (lambda b: with_industries(b, "heavy", 0.0), set()),
    "suited_projects": (lambda b: with_industries(b, "suited_share", 0.0), set()),
    "pollutant_intensities": (lambda b: with_industries(b, "ammonia_nitrogen_intensity", 0.0), set()),
    "surcharges_by_grade": (lambda b: with_surcharges(b), set()),
    "obsolete_equipment": (lambda b: with_industries(b, "restricted_share", 0.0), set()),
    "town": (lambda b: with_zones(b, town_class=""), {"emerging_town"}),
    "emerging_town": (lambda b: with_industries(b, "emerging", 0.0), set()),
}


@pytest.fixture
def baseline(case):
    """The baseline of the case with what it lacks: it meets every need."""
    charged = with_surcharges(case.data.baseline, electricity_surcharge=0.1)
    emitting = with_industries(charged, "ammonia_nitrogen_intensity", 0.1)
    emerging = with_industries(with_industries(emitting, "restricted_share", 0.2), "emerging", 1.0)
    return with_zones(emerging, small_firm_land=90.0, low_hill_block=60.0, town_class="crafts")


def test_the_shipped_case_meets_every_need_of_a_lever_but_some(case, baseline):
    assert case.data.offers == case.world.offers == set(NEEDS) - LACKING
    assert offered_by(baseline) == set(NEEDS)


@pytest.mark.parametrize("column", ["electricity_surcharge", "water_surcharge"])
def test_a_surcharge_of_either_kind_is_an_object_of_the_lever(case, column):
    charged = with_surcharges(case.data.baseline, **{column: 0.1})
    assert offered_by(charged) == set(NEEDS) - LACKING | {"surcharges_by_grade"}


@pytest.mark.parametrize("column", ["restricted_share", "eliminated_share"])
def test_either_class_of_equipment_is_an_object_of_the_levers(case, column):
    equipped = with_industries(case.data.baseline, column, 0.2)
    assert offered_by(equipped) == set(NEEDS) - LACKING | {"obsolete_equipment"}


@pytest.mark.parametrize("missing", NEEDS)
def test_a_need_is_met_only_by_what_it_names(baseline, missing):
    take, besides = TAKEN[missing]
    assert offered_by(take(baseline)) == set(NEEDS) - {missing} - besides


def test_a_single_standard_missed_is_a_shortfall(case):
    met = no_standards(case.data.baseline)
    for standard in ("plot_ratio_standard", "investment_standard"):
        first, *others = met.parks
        raised = replace(first, **{standard: getattr(first, standard) * 1.001})
        assert "shortfall" in offered_by(replace(met, parks=(raised, *others)))


def test_polluters_are_listed_only_where_a_share_of_them_is(case):
    assert "listed_polluters" not in offered_by(replace(case.data.baseline, listed_share=0.0))


def test_every_need_is_some_levers_and_every_lever_needs_a_known_one():
    assert {lever.needs for lever in LEVERS.values() if lever.needs} == set(NEEDS)
    assert [need.name for need in NEEDS.values() if need.required != bool(need.where)] == []


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_run_refuses_a_lever_whose_need_is_not_met(case, monkeypatch, missing):
    lever = LEVER_OF[missing]
    world = replace(case.world, offers=case.world.offers - {missing})
    monkeypatch.setitem(case.__dict__, "world", world)
    on = Scenario("on", settings={lever: LeverSetting(LEVERS[lever].high)})
    for run in (lambda: simulate(case, on, 1, 1), lambda: ZoneModel(case, on)):
        with pytest.raises(ValueError, match=rf"{lever}: lacks_need \(need {missing}\)"):
            run()
    off = Scenario("off", settings={lever: LeverSetting(0.0)})
    assert simulate(case, off, 1, 1).sizes["replicate"] == 1


@pytest.mark.parametrize("missing", TABLE)
def test_a_case_without_the_object_is_read_but_not_with_a_scenario_that_needs_it(copy_without, missing):
    folder = copy_without(missing)
    lever = LEVER_OF[missing]
    path = folder / "scenarios.toml"
    path.write_text(f"[on.levers]\n{lever} = {{ strength = 0.0 }}\n", encoding="utf-8")
    assert load_case(folder).data.offers == set(NEEDS) - LACKING - {missing}
    path.write_text(f'[on.levers]\n{lever} = {{ strength = 1.0, start = "2016Q1" }}\n', encoding="utf-8")
    with pytest.raises(InputProblem, match=f"the case has no {NEEDS[missing].en}") as problem:
        load_case(folder)
    assert f"scenarios.toml: [on.levers] {lever}" in str(problem.value)


def test_scenarios_are_read_against_the_needs_that_are_met(case, tmp_path):
    path = tmp_path / "scenarios.toml"
    path.write_text("[on.levers]\ntownship_relocation = 0.1\n", encoding="utf-8")
    assert read_scenarios(path, case.calendar, {"outside"})["on"].levers["township_relocation"].strength == 0.1
    with pytest.raises(InputProblem, match="the case has no industry outside the zones"):
        read_scenarios(path, case.calendar, {"merger", "candidate"})


def test_the_case_names_who_merges_and_who_is_a_candidate(case):
    sites, names = case.world.arrays.sites, case.world.park_names
    joined = {names[place]: names[into] for place, into in enumerate(sites.merges_into) if into != place}
    assert joined == {"qianjiang": "hightech_zone"}
    assert {names[place] for place in np.flatnonzero(sites.candidate)} == {"jiangnan", "hightech_zone"}
    assert set(sites.needs_hightech) == {1}
    assert [names[place] for place in np.flatnonzero(sites.national)] == ["etdz"]


@pytest.mark.parametrize(
    ("mergers", "upgrades", "says"),
    [
        ([("nowhere", "etdz")], [], "unknown zone 'nowhere'"),
        ([("etdz", "outside")], [], "unknown zone 'outside'"),
        ([("etdz", "etdz")], [], "'etdz' joins itself"),
        ([("shitai", "etdz"), ("shitai", "jiangnan")], [], "'shitai' joins 'etdz' already"),
        ([("shitai", "jiangnan"), ("jiangnan", "etdz")], [], "'jiangnan' joins 'etdz' itself"),
        ([], ["nowhere"], "unknown zone 'nowhere'"),
        ([], ["etdz"], "'etdz' is a national zone already"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(case, mergers, upgrades, says):
    file = case.file.model_copy(
        update={
            "mergers": tuple(
                type(case.file.mergers[0])(park=one, into=other, clause="002-4.2a") for one, other in mergers
            ),
            "upgrades": tuple(type(case.file.upgrades[0])(park=one, clause="002-3.2") for one in upgrades),
        }
    )
    with pytest.raises(InputProblem, match=says):
        with_plans(file, list(case.data.baseline.parks), case.parks)


def test_an_emerging_industry_that_leads_no_town_can_be_in_every_town(baseline):
    led = {name for park in baseline.parks if park.is_zone for name in park.leading}
    idle = next(name for name in baseline.industry_ids if name not in led)
    industries = baseline.industries.copy()
    industries["emerging"] = [name == idle for name in baseline.industry_ids]
    offers = offered_by(replace(baseline, industries=industries))
    assert set(NEEDS) == offers
    assert offers.parks["emerging_town"] == offers.parks["town"]
