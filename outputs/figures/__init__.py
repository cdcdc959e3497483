"""Figures of an experiment, in Chinese or English; one file a figure, each with a function `draw`."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure
from PIL import Image

from scenarios import Case
from scenarios.experiment import ScenarioRuns, by_park_headline

from . import differences, headline_fan, labels, land_ledger, parks, target_attainment
from .fonts import DOTS_PER_INCH

COLOURS = 256


def draw_all(
    case: Case,
    experiment: Mapping[str, ScenarioRuns],
    targets: pd.DataFrame,
    language: str,
    compared: pd.DataFrame | None = None,
) -> dict[str, Figure]:
    """Return every figure of an experiment by its file stem.

    `targets` is the table of `target_table`, `compared` that of `compared_table`; what a case has none of has no figure.
    The fan and the table show all scenarios, or a part of very many (`labels.shown`). Land and parks compare no plan with
    the plan, as far as they were run.
    There is a fan for each headline indicator of the case, and a figure of the parks where it has a value for each;
    from the second on, their stems end in its number.
    """
    pair = {name: experiment[name] for name in labels.compared(experiment, case.plan)}
    fans, by_park = {}, {}
    for number, indicator in enumerate(case.headline, start=1):
        end = f"_{number}" if number > 1 else ""
        fans[f"headline_fan{end}"] = headline_fan.draw(case, experiment, targets, indicator, language)
        if indicator in by_park_headline(case):
            by_park[f"parks{end}"] = parks.draw(case, pair, indicator, language)
    judged = {"target_attainment": target_attainment.draw(case, experiment, targets, language)} if case.targets else {}
    if compared is not None and not compared.empty:
        judged["differences"] = differences.draw(case, experiment, compared, language)
    return {
        **fans,
        **judged,
        "land_ledger": land_ledger.draw(case, pair, language),
        **by_park,
    }


def save_all(
    case: Case,
    experiment: Mapping[str, ScenarioRuns],
    targets: pd.DataFrame,
    folder: Path,
    language: str,
    compared: pd.DataFrame | None = None,
) -> list[Path]:
    """Draw every figure and write it into a folder as <stem>.png; return the files. Same input, same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for stem, figure in draw_all(case, experiment, targets, language, compared).items():
        path = folder / f"{stem}.png"
        save(figure, path)
        paths.append(path)
    return paths


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PNG, 200 dots an inch, in a palette of 256 colours: a third of the bytes, no visible loss."""
    drawn = BytesIO()
    # It is read back at once: to make it small takes longer than to draw it.
    figure.savefig(drawn, format="png", dpi=DOTS_PER_INCH, pil_kwargs={"compress_level": 0})
    picture = Image.open(drawn).convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(path, optimize=True, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
