"""The files of a case folder, with what is in them; those of sweeps and of a search are read too, so that they can run."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..case import FILES, OPTIONAL_FILES, Case
from ..files.clauses import FILE as CLAUSES_FILE
from ..files.clauses import Clause
from ..files.grading_faults import FILE as GRADING_FILE
from ..files.input_coefficients import INPUTS_FILE
from ..files.observed import BREAKS_FILE, OBSERVED_FILE
from ..files.scoring_faults import FILE as SCORING_FILE
from ..files.sources import CITATIONS_FILE, SOURCES_FILE
from ..refusals.gathering import Faults
from ..search.plan import read_plan
from ..sweep.design import read_design

SEARCH_FILE = "search.toml"
SWEEPS = "sweeps"  # the folder of designs


class FileRead(NamedTuple):
    """A file of the case folder, and how many rows or entries it has; None where it is not there.

    `other_case` names the case that a search or a design runs, where it is not the one in the folder.
    """

    name: str
    rows: int | None
    other_case: str = ""


def files_read(case: Case, clauses: Sequence[Clause]) -> Iterator[FileRead]:
    """Yield the files that a case may have, with their rows; case.toml counts as one."""
    counts = {
        "case.toml": 1,
        "parks.csv": len(case.data.parks),
        "industries.csv": len(case.data.industries),
        "scenarios.toml": len(case.scenarios),
        "firms.csv": len(case.data.baseline.given),
        GRADING_FILE: len(case.data.grading.tables) if case.data.grading else 0,
        INPUTS_FILE: 0 if case.data.baseline.inputs is None else case.data.baseline.inputs.size,
        CLAUSES_FILE: len(clauses),
        SOURCES_FILE: len(case.data.sources),
        CITATIONS_FILE: len(case.data.citations),
        OBSERVED_FILE: len(case.data.facts),
        BREAKS_FILE: len(case.data.breaks),
        SCORING_FILE: len(case.scoring.file.rows) if case.scoring else 0,
    }
    optional = (CLAUSES_FILE, SOURCES_FILE, CITATIONS_FILE, OBSERVED_FILE, BREAKS_FILE, SCORING_FILE)
    for name in (*FILES, *OPTIONAL_FILES, *optional):
        yield FileRead(name, counts[name] if (case.folder / name).is_file() else None)


def questions_read(case: Case) -> tuple[FileRead, ...]:
    """Return the search and the designs in the folder of a case, with their points; a search counts as one.

    Raises InputProblem with the faults of all of them.
    """
    faults, found = Faults(), []
    search = case.folder / SEARCH_FILE
    if search.is_file():
        with faults:
            found.append(FileRead(SEARCH_FILE, 1, _other(case, read_plan(search, {}).case)))
    for path in sorted((case.folder / SWEEPS).glob("*.toml")):
        with faults:
            design = read_design(path)
            found.append(FileRead(_name(path), len(design.points), _other(case, design.case)))
    faults.refuse()
    return tuple(found)


def _name(path: Path) -> str:
    return f"{SWEEPS}/{path.name}"


def _other(case: Case, run: Case) -> str:
    """Return the name of the case that is run, if its files are not those of the folder; else nothing."""
    return "" if run.digest == case.digest else run.name
