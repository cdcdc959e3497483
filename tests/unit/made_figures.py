"""What figures are drawn from in tests: experiments of random numbers, cases with other parks, targets and headlines."""

import dataclasses

import numpy as np
import xarray
from matplotlib.text import Text

from model.indicators import INDICATORS
from outputs import figures
from outputs.figures import labels
from scenarios.comparison.compared_table import compared_table
from scenarios.comparison.target_table import target_table
from scenarios.experiment import AREAS, LEDGER, ScenarioRuns

LANGUAGES = ("zh", "en")
HEADLINE = "mixed_output_share"
COMPARED = ("gross_output", HEADLINE, "energy_intensity", "land_granted")
LONG = {"zh": "名称特别长的自拟情景方案", "en": "a scenario of our own with a long name"}


def scenario_runs(case, scenario, replicates, seed):
    """Runs as an experiment keeps them, of random numbers."""
    random = np.random.default_rng(seed)
    years, quarters = case.calendar.year_labels, case.calendar.quarter_labels
    names = [park.id for park in case.parks]
    by_year = {"replicate": np.arange(replicates), "year": years}
    indicators = xarray.Dataset(
        {name: (("replicate", "year"), random.uniform(0.3, 0.8, (replicates, len(years)))) for name in INDICATORS},
        by_year,
    )
    middle = random.uniform(0.3, 0.6, (len(years), len(names)))
    bands = {"mean": middle, "p5": middle - 0.2, "p95": middle + 0.2}
    by_park = xarray.Dataset(
        {
            "output": (("year", "park"), 300 * middle),
            **{
                end: (("indicator", "year", "park"), np.array([values] * len(case.headline)))
                for end, values in bands.items()
            },
        },
        {"year": years, "park": names, "indicator": list(case.headline)},
    )
    ledger = xarray.Dataset(
        {name: ("quarter", random.uniform(0, 900, len(quarters))) for name in (*LEDGER, *AREAS)}, {"quarter": quarters}
    )
    parameters = xarray.Dataset({"population": ("replicate", np.arange(replicates))})
    return ScenarioRuns(scenario, indicators, None, by_park, ledger, parameters, tuple(names))


def made_experiment(case, names, replicates):
    """An experiment under shipped scenarios, and scenarios with long names where a name is not shipped."""
    chosen = {}
    for seed, name in enumerate(names):
        own = dataclasses.replace(case.scenario("none"), name=name, zh=LONG["zh"], en=LONG["en"])
        chosen[name] = scenario_runs(case, case.scenarios.get(name, own), replicates, seed)
    return chosen


def altered(case, parks=None, targets=None):
    """The case with other parks or targets, and one headline indicator."""
    own = {} if targets is None else {"targets": tuple(targets)}
    file = case.file.model_copy(update={"headline": (HEADLINE,), "compared": COMPARED, **own})
    return dataclasses.replace(case, data=case.data._replace(file=file, parks=tuple(parks or case.parks)))


def drawn(case, experiment, language):
    reference = labels.reference(experiment)
    targets, compared = (table(case, experiment, reference) for table in (target_table, compared_table))
    return figures.draw_all(case, experiment, targets, language, compared)


def texts(figure):
    """The texts that are drawn."""
    hidden = {id(label) for axes in figure.axes for label in undrawn_ticks(axes)}
    found = [text for text in figure.findobj(Text) if id(text) not in hidden]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def undrawn_ticks(axes):
    """Labels of ticks that an axis holds but leaves out."""
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        yield from (
            tick.label1 for tick in axis.get_major_ticks() if not (axes.axison and low <= tick.get_loc() <= high)
        )


def headed(case, *headline):
    """The case with other headline indicators."""
    file = case.file.model_copy(update={"headline": headline})
    return dataclasses.replace(case, data=case.data._replace(file=file))
