"""What an inspection finds in a case, as plain data."""

from dataclasses import replace

import numpy as np
import pytest

from model.levers import LeverSetting, Step
from outputs.check.job import finding_text
from scenarios.evidence.grading import counts_by_file
from scenarios.inspection.findings import inspect
from scenarios.scenario import Scenario

pytestmark = pytest.mark.chizhou


@pytest.fixture(scope="session")
def inspection(case):
    return inspect(case)


def with_parks(case, **changes):
    """The case with other parks: `changes` of the largest zone."""
    baseline = case.data.baseline
    parks = tuple(replace(park, **changes) if park.id == "etdz" else park for park in baseline.parks)
    return replace(case, data=case.data._replace(baseline=replace(baseline, parks=parks)))


def with_file(case, **changes):
    """The case with other contents of case.toml."""
    return replace(case, data=case.data._replace(file=case.file.model_copy(update=changes)))


def found(case, key):
    """The findings of a kind."""
    return [finding for finding in inspect(case).findings if finding.key == key]


def test_files_are_listed_with_their_rows(inspection):
    assert {file.name: file.rows for file in inspection.files} == {
        "case.toml": 1, "parks.csv": 9, "industries.csv": 16, "scenarios.toml": 8, "firms.csv": None, "grading.toml": None, "scoring.toml": None, "clauses.csv": 35, "sources.toml": 21,
        "sources.csv": 60, "input_coefficients.csv": 256, "observed.csv": 67, "breaks.csv": 3, "search.toml": 1, "sweeps/robust.toml": 256, "sweeps/two_levers.toml": 25, "sweeps/until_told.toml": 4,
    }  # fmt: skip


def test_parks_are_as_the_model_uses_them(inspection):
    etdz = next(park for park in inspection.parks if park.label.id == "etdz")
    assert etdz.output == pytest.approx(120 * 1.09)
    # 45,270 less 11,100 in other uses, 10,500 industrial and 150,000 m2 (225 mu) under factories
    assert etdz.undeveloped == pytest.approx(45_270 - 11_100 - 10_500 - 225)
    zones = [park for park in inspection.parks if park.level != "outside"]
    mean = sum(park.hightech_used * park.output for park in zones) / sum(park.output for park in zones)
    assert mean == pytest.approx(0.453)
    outside = next(park for park in inspection.parks if park.level == "outside")
    assert outside.hightech_used == outside.hightech_prior


def test_assumptions_are_counted_by_file(inspection):
    assert set(inspection.assumed_totals) == {
        "zone_output_growth", "energy_total", "small_firm_output", "ramping_share", "listed_share",
    }  # fmt: skip
    assert inspection.evidence == counts_by_file(inspection.case)


def test_the_trial_meets_every_margin_of_the_shipped_case(inspection):
    assert inspection.can_run
    assert len(inspection.trial.margins) == 9 + 4
    assert inspection.trial.worst.error < 1e-9


def test_a_case_that_cannot_be_synthesised_says_why_and_the_rest_is_still_told(case):
    baseline = replace(case.data.baseline, zone_value_added_share=0.9)
    refused = inspect(replace(case, data=case.data._replace(baseline=baseline)))
    assert not refused.can_run
    assert "value added (totals.zone_value_added_share in case.toml) should be 0.9" in str(refused.trial.refusal)
    chinese = refused.trial.refusal.in_language("zh")
    assert "开发区工业增加值占全市比重（case.toml 的 totals.zone_value_added_share）应为 0.9" in chinese
    assert len(refused.parks) == 9
    assert refused.trial.worst is None


def test_only_notes_are_found_in_the_shipped_case(inspection):
    assert [finding.key for finding in inspection.findings if finding.warning] == []
    assert {finding.key for finding in inspection.findings} == {
        "priors_scaled", "energy_scaled", "plot_ratio_missed", "investment_missed",
    }  # fmt: skip


def test_priors_that_are_far_from_the_published_share_are_warned_of(case):
    # 0.453 / 0.444 is 1.02 in the shipped case; with 0.6 published it is 1.35, and 0.65 x 1.35 = 0.88
    baseline = replace(case.data.baseline, hightech_output_share=0.6)
    wide = replace(case, data=case.data._replace(baseline=baseline))
    (finding,) = found(wide, "priors_scaled")
    assert finding.warning
    assert finding.values["factor"] == pytest.approx(0.6 / 0.44416, rel=1e-4)
    assert found(wide, "prior_above_one") == []
    baseline = replace(baseline, hightech_output_share=0.9)
    above = found(replace(case, data=case.data._replace(baseline=baseline)), "prior_above_one")
    assert [finding.who.id for finding in above] == ["etdz", "jiangnan"]


def test_an_energy_total_far_from_the_industry_table_is_warned_of(case):
    baseline = replace(case.data.baseline, energy_total=7.2e6)
    (finding,) = found(replace(case, data=case.data._replace(baseline=baseline)), "energy_scaled")
    shipped = next(finding for finding in inspect(case).findings if finding.key == "energy_scaled")
    assert finding.warning
    assert finding.values["factor"] == pytest.approx(2 * shipped.values["factor"])


def test_land_that_does_not_last_is_warned_of(case):
    # 23,445 mu are left in the shipped case; 671 a year are planned
    (finding,) = found(with_parks(case, planned=45_270 - 23_445 + 671 * 2.5), "land_short")
    assert finding.who.id == "etdz"
    assert finding.values["years"] == pytest.approx(2.5)


def test_firms_near_the_threshold_are_warned_of(case):
    assert found(with_parks(case, output=60 * 2999.0), "near_threshold")[0].values["mean"] == pytest.approx(2999)
    assert found(with_parks(case, output=60 * 3001.0), "near_threshold") == []


def test_zones_below_their_standards_are_listed(case):
    missed = {finding.key: finding.values["missed"] for finding in inspect(case).findings if "missed" in finding.values}
    assert [len(zones) for zones in missed.values()] == [8, 8]
    better = found(with_parks(case, plot_ratio=1.0), "plot_ratio_missed")[0].values["missed"]
    assert [label.id for label, _, _ in better] == [
        label.id for label in case.parks if label.id not in ("etdz", "outside")
    ]


def test_targets_met_already_are_warned_of(case):
    first = case.targets[1]  # high-tech, 2017
    case = with_file(case, targets=(first.model_copy(update={"at_least": 0.45}), first))
    assert [finding.key for finding in inspect(case).findings if finding.key.startswith("target")] == ["target_met"]


def test_a_lever_without_anything_to_act_on_is_warned_of(case):
    baseline = case.data.baseline
    parks = tuple(replace(park, idle_share=0.0) for park in baseline.parks)
    scenario = Scenario("clean", "清理", "clean", settings={"idle_land_cleanup": LeverSetting(0.2)})
    empty = replace(
        case, data=case.data._replace(baseline=replace(baseline, parks=parks)), scenarios={"clean": scenario}
    )
    (finding,) = found(empty, "lever_without_object")
    assert (finding.values["scenario"].name, finding.values["lever"]) == ("clean", "idle_land_cleanup")


@pytest.mark.parametrize(
    ("setting", "warned"),
    [
        (LeverSetting(3.0), True),  # what was a multiple of the norm
        (LeverSetting(30.0), True),
        (LeverSetting(31.0), False),
        (LeverSetting(0.0), False),
        (LeverSetting(0.0, later=(Step("2017Q1", 31.0),)), False),
        (LeverSetting(0.0, later=(Step("2017Q1", 30.0),)), True),
    ],
)
def test_an_entry_standard_that_binds_no_industry_is_warned_of(case, setting, warned):
    """The least norm is 30 here; from there on a standard asks more of some industry than the norm does."""
    industries = case.data.baseline.industries.copy()
    industries["norm_investment"] = np.maximum(40.0, industries["norm_investment"])
    industries["norm_investment"][1] = 30.0
    scenario = Scenario("strict", "从严", "strict", settings={"entry_standards": setting})
    baseline = replace(case.data.baseline, industries=industries)
    case = replace(case, data=case.data._replace(baseline=baseline), scenarios={"strict": scenario})
    assert [finding.values["norm"] for finding in found(case, "standard_below_norms")] == [30.0] * warned


@pytest.mark.parametrize(
    ("language", "said"), [("en", "30,000 yuan/mu, which is not above"), ("zh", "为 3 万元/亩，不高于各行业的国家标准")]
)
def test_the_warning_of_a_standard_has_its_unit(case, language, said):
    scenario = Scenario("strict", "从严", "strict", settings={"entry_standards": LeverSetting(3.0)})
    case = replace(case, scenarios={"strict": scenario})
    (finding,) = found(case, "standard_below_norms")
    assert said in finding_text(finding, case, language)


def test_what_firms_csv_leaves_open_is_counted(listed, register):
    rows = [{**row, "hightech": "" if number < 7 else row["hightech"]} for number, row in enumerate(register[:100])]
    columns = [name for name in register[0] if name != "energy"]
    facts = inspect(listed(rows, columns))
    assert facts.empty_cells["hightech"] == 7
    assert facts.empty_cells["energy"] == 100
    assert facts.empty_cells["land"] == 0
    assert facts.missing_firms == 327
    assert sum(park.given for park in facts.parks) == 100


def test_figures_that_gave_way_to_the_register_are_told(listed, register):
    rows = [{**row, "output": repr(float(row["output"]) * 1.05)} for row in register]
    facts = inspect(listed(rows, ["id", "park", "industry", "output"], margins="register"))
    told = [finding.values["adopted"] for finding in facts.findings if finding.key == "adopted"]
    moved = {str(adopted.place): adopted for adopted in told}
    assert moved["output of etdz in parks.csv"].register == pytest.approx(1.05 * 1_308_000)
    assert len(moved) == 8  # the outside grows with the zones


def test_energy_that_the_given_firms_leave_too_little_of_is_warned_of(listed, register):
    # half the firms use nearly everything
    used = sum(float(row["energy"]) for row in register[::2])
    rows = [{**row, "energy": float(row["energy"]) * 3.5e6 / used} for row in register[::2]]
    facts = inspect(listed(rows))
    assert [finding.key for finding in facts.findings if finding.key == "missing_energy"]
    assert np.isfinite(facts.trial.energy.missing)


def test_land_that_the_given_firms_leave_too_little_of_is_warned_of(listed, register):
    # half the firms of each park hold nearly all of its land
    shares = {}
    for row in register[::2]:
        shares[row["park"]] = shares.get(row["park"], 0.0) + float(row["land"])
    occupied = {"etdz": 10_500 * 0.94}
    rows = [
        {**row, "land": 0.99 * float(row["land"]) * occupied["etdz"] / shares["etdz"]}
        for row in register[::2]
        if row["park"] == "etdz"
    ]
    facts = inspect(listed(rows, [name for name in register[0] if name not in ("floor", "leased")]))
    assert [finding.who.id for finding in facts.findings if finding.key == "land_of_others"] == ["etdz"]
