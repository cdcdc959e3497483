"""The table of results in README.md and README.zh.md, made from the folder of a run, never by hand.

`python -m outputs.reference.readme_table FOLDER` writes it between the markers of both files.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from scenarios.case import Case, load_case
from scenarios.comparison.target_table import REFERENCE
from scenarios.targets import Target, with_readings

from ..shared.language import Language, label
from ..shared.target_words import heading, places_of
from ..shared.values import (
    bracketed,
    ends_text,
    number_in,
    probability_number,
    uncertain_change_text,
    unit_of,
    with_unit,
)
from .model_tables import MARKED, ROOT, markdown

READMES = {Language.EN: ROOT / "README.md", Language.ZH: ROOT / "README.zh.md"}
NAME = "results"  # between the markers
WORDS = {
    "zh": {"scenario": "情景", "mean": "{year} 年均值", "band": "{year} 年 {share} 区间", "difference": "与“{reference}”同条件对比之差（百分点）"},
    "en": {"scenario": "scenario", "mean": "mean {year}", "band": "{share} band {year}", "difference": "paired difference from {reference}, points"},
}  # fmt: skip
BAND = "90"  # percent of the replicates between p5 and p95


def read_targets(folder: Path) -> pd.DataFrame:
    """Return the table of targets of a run folder."""
    return pd.read_csv(folder / "targets.csv", encoding="utf-8-sig")


def result_table(case: Case, targets: pd.DataFrame, language: str) -> str:
    """Return the table as Markdown, a row a scenario: the first headline indicator, then other targets of the last year.

    In that year each target is followed by its other readings. `targets` has the columns of targets.csv. Probabilities are
    in percent with their intervals.
    """
    words = WORDS[language]
    first, others = chosen(case)
    year = first[-1].year
    middle = (
        words["mean"].format(year=year),
        words["band"].format(year=year, share=with_unit(BAND, "%", language)),
        words["difference"].format(reference=label(case.scenario(REFERENCE), language)),
    )
    headings = [[column_heading(target, case, language) for target in group] for group in (first, others)]
    rows = targets.set_index(["scenario", "indicator", "year"])
    names = list(dict.fromkeys(targets["scenario"]))
    return markdown(
        (words["scenario"], *headings[0], *middle, *headings[1]),
        ((label(case.scenario(name), language), *cells(rows.loc[name], first, others, language)) for name in names),
    )


def chosen(case: Case) -> tuple[list[Target], list[Target]]:
    """Return the targets of the case's first headline indicator by year, and those of others in the last of these years.

    Those of the last year are followed by their other readings.
    """
    own = sorted((target for target in case.targets if target.measure == case.headline[0]), key=lambda each: each.year)
    others = [each for each in case.targets if each.year == own[-1].year and each.measure != case.headline[0]]
    return [*own, *own[-1].other_readings], list(with_readings(others))


def column_heading(target: Target, case: Case, language: str) -> str:
    """Return the heading of a target of the case, or of another reading of one."""
    return heading(target, places_of(case), language, reading=target not in case.targets)


def cells(rows: pd.DataFrame, first: list[Target], others: list[Target], language: str) -> Iterator[str]:
    """Yield the cells of a scenario; `rows` are its targets by indicator and year.

    The headline indicator is a share: the ends of its band are written in percent.
    """
    yield from (chance(rows, target, language) for target in first)
    last: Any = rows.loc[first[0].measure, first[-1].year]
    unit = unit_of(first[0].indicator)
    yield number_in(last["mean"], unit, language, rounded=True)
    yield f"{probability_number(last['p5'])}–{probability_number(last['p95'])}"
    half = (last["difference_high"] - last["difference_low"]) / 2
    yield uncertain_change_text(last["difference"], half, unit, language) if half else ""
    yield from (chance(rows, target, language) for target in others)


def chance(rows: pd.DataFrame, target: Target, language: str) -> str:
    """Return the probability of a target with its interval, without the sign for percent."""
    row: Any = rows.loc[target.measure, target.year]
    return bracketed(probability_number(row["probability"]), ends_text(row["low"], row["high"]), language)


def filled(text: str, table: str) -> str:
    """Return a document with the table between its markers. Raises ValueError where it has no markers."""
    if NAME not in (found[2] for found in MARKED.finditer(text)):
        raise ValueError(f"no marker for the table of {NAME}")
    return MARKED.sub(lambda found: found[1] + table + found[3] if found[2] == NAME else found[0], text)


def documents(folder: Path) -> dict[Path, str]:
    """Return both files with the contents that they should have after the run in a folder."""
    targets = read_targets(folder)
    case = load_case(str(targets["case"].iloc[0]))
    return {
        path: filled(path.read_text(encoding="utf-8"), result_table(case, targets, language))
        for language, path in READMES.items()
    }


if __name__ == "__main__":
    for written, contents in documents(Path(sys.argv[1])).items():
        written.write_text(contents, encoding="utf-8", newline="\n")
        print(f"wrote {written.relative_to(ROOT).as_posix()}")
