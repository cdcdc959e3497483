"""The tables of docs/validation.md: every published fact of the default case beside a run of its plan, never by hand.

`python -m outputs.reference.validation` runs the case as `run.py facts` does and writes them between the markers.
Suspected causes of what lies outside its band are kept as data in docs/validation.toml.
"""

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from scenarios import DEFAULT_CASE
from scenarios.case import Case, load_case
from scenarios.facts.comparing import Compared, Verdict, compare_facts, prepared
from scenarios.files.observed import FIT, HOLD_OUT

from ..facts.tables import cells, counts
from ..facts.words import WORDS
from ..shared.language import Language, label
from ..shared.options import DEFAULT_REPLICATES, DEFAULT_SEED
from .model_tables import MARKED, ROOT, markdown

DOCUMENT = ROOT / "docs" / "validation.md"
CAUSES = ROOT / "docs" / "validation.toml"
COUNTS = "fact counts"
LANGUAGE = Language.EN


def read_gaps(path: Path = CAUSES) -> dict[str, dict[str, Any]]:
    """Return what is known of facts that the model does not meet, by key: direction, measured value and suspected cause."""
    gaps: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["gaps"]
    return gaps


def compared_facts(name: str = DEFAULT_CASE) -> tuple[Case, list[Compared]]:
    """Return a case and its facts beside a run of its plan, as `run.py facts` makes it without options."""
    case = prepared(load_case(name))
    scenario = case.scenario(case.plan)
    return case, compare_facts(case, scenario, DEFAULT_REPLICATES, DEFAULT_SEED, os.cpu_count() or 1)


def fact_rows(
    compared: Iterable[Compared], case: Case, gaps: Mapping[str, Mapping[str, Any]], *, simulated: bool = True
) -> str:
    """Return a table as Markdown, a row a fact; without what the model says where no run has its year."""
    said = ("mean", "spread", "verdict") if simulated else ()
    words = WORDS[LANGUAGE]
    header = [
        words["fact"],
        words["years"],
        words["band"],
        *(words[name] for name in said),
        words["evidence"],
        "source",
    ]
    rows = []
    for each in compared:
        shown = cells(each, case, LANGUAGE)
        row = [shown.fact, shown.years, shown.band, *(getattr(shown, name) for name in said), shown.evidence]
        row.append(label(case.sources[each.fact.source], LANGUAGE))
        rows.append([*row, gaps.get(each.fact.key, {}).get("cause", "")] if simulated else [*row, each.fact.note_en])
    return markdown([*header, "suspected cause" if simulated else "why so wide"], rows)


def tables(case: Case, compared: Sequence[Compared], gaps: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the contents between the markers of the document by name."""
    simulated = [each for each in compared if each.verdict is not Verdict.NOT_SIMULATED]
    others = [each for each in compared if each.verdict is Verdict.NOT_SIMULATED]
    return {
        COUNTS: WORDS[LANGUAGE]["counted"].format(n=DEFAULT_REPLICATES, **counts(compared)) + "\n",
        "facts to be fitted": fact_rows((each for each in simulated if each.fact.use == FIT), case, gaps),
        "facts held out": fact_rows((each for each in simulated if each.fact.use == HOLD_OUT), case, gaps),
        "facts of other years": fact_rows(others, case, gaps, simulated=False),
    }


def filled(text: str, contents: Mapping[str, str]) -> str:
    """Return a document with its marked parts as they are now. Raises KeyError for a part that nobody makes."""
    return MARKED.sub(lambda found: found[1] + contents[found[2]] + found[3], text)


def document(case: Case, compared: Sequence[Compared]) -> str:
    """Return docs/validation.md as it should be after a run."""
    return filled(DOCUMENT.read_text(encoding="utf-8"), tables(case, compared, read_gaps()))


if __name__ == "__main__":
    DOCUMENT.write_text(document(*compared_facts()), encoding="utf-8", newline="\n")
    print(f"wrote {DOCUMENT.relative_to(ROOT).as_posix()}")
