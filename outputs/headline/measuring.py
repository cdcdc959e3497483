"""Measuring what the document says: tables under each variant, effects of the levers, and the tornado.

Every run is kept by the study before anything is said of it. So a command that is stopped goes on where it was.
"""

from typing import NamedTuple

import pandas as pd

from calibration.headline.effects import LeverEffect, lever_effects
from calibration.headline.study import HeadlineStudy
from calibration.headline.tornado import LEADING, SCREEN, Tornado, tornado
from calibration.headline.variants import Variant, variants
from scenarios.comparison.target_table import target_table


class Measured(NamedTuple):
    """What was measured of a case: its table of targets under each variant, lever by lever, and the tornado.

    `replicates` of every run, but `screen` of those that only screen; `leading` bars of the tornado have all.
    """

    study: HeadlineStudy
    replicates: int
    screen: int
    leading: int
    tables: tuple[tuple[Variant, pd.DataFrame], ...]
    effects: tuple[LeverEffect, ...]
    tornado: Tornado


def measure(study: HeadlineStudy, replicates: int, screen: int = SCREEN, leading: int = LEADING) -> Measured:
    """Run what the study lacks and return what the document says of it. Raises InputProblem for a case that cannot run."""
    least = min(screen, replicates)
    return Measured(
        study,
        replicates,
        least,
        leading,
        tuple((each, under(study, each, replicates)) for each in variants(study.case)),
        tuple(lever_effects(study, replicates)),
        tornado(study, replicates, least, leading),
    )


def under(study: HeadlineStudy, variant: Variant, replicates: int) -> pd.DataFrame:
    """Return the table of targets of every scenario of the case under a variant, with the columns of targets.csv."""
    runs = {name: study.runs(scenario, variant.held, replicates) for name, scenario in study.case.scenarios.items()}
    return target_table(study.case, runs)
