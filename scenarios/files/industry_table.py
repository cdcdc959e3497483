"""industries.csv: what an industry is like, and the mixes of industries."""

from pathlib import Path

import numpy as np

from model.pollutants import INTENSITIES
from model.world import INDUSTRY_COLUMNS, industry_dtype

from ..limits import INDUSTRIES
from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, say
from .table import Row, read_table
from .table_labels import LABEL_COLUMNS, Label, read_labels
from .total_rows import without_totals

FEWEST = 2  # a zone has industries that lead and others
SOLVED = ("recognition_threshold", "award_threshold", "renewal_threshold", "large_failing", "large_winning")
INDUSTRY_NUMBERS = tuple(name for name in INDUSTRY_COLUMNS if name not in SOLVED)
MIXES = ("national_share", "outside_share")
INDUSTRY_FILE_COLUMNS = ("id", *LABEL_COLUMNS, *INDUSTRY_NUMBERS, *MIXES)
OBSOLETE = ("restricted_share", "eliminated_share")
UNGIVEN = (
    *OBSOLETE,
    "electricity_share",
    *INTENSITIES,
    "offset_ratio",
    "emerging",
    "zone_output",
)  # columns that may be left out, or empty, which is a 0
OPTIONAL = (*LABEL_COLUMNS, *UNGIVEN)
REQUIRED = tuple(name for name in INDUSTRY_FILE_COLUMNS if name not in OPTIONAL)
POSITIVE = 1e-9
INDUSTRY_RANGES: dict[str, tuple[float, float]] = {
    "trend": (-0.5, 0.5),
    "output_per_worker": (1, 1e5),
    "energy_intensity": (POSITIVE, 100),
    "emission_intensity": (POSITIVE, 1e4),
    "output_per_investment": (0.01, 100),
    "output_per_mu": (1, 1e5),
    "norm_plot_ratio": (0.1, 5),
    "norm_investment": (1, 5000),
    "research_share": (0, 0.5),
    **dict.fromkeys(INTENSITIES, (0, 1000)),
    "offset_ratio": (1, 1.5),
    "zone_output": (POSITIVE, 1e6),
}


def read_industries(path: Path) -> tuple[tuple[Label, ...], np.ndarray, np.ndarray, np.ndarray]:
    """Return labels, the table (`industry_dtype`), the national and the outside mix of industries. Raises InputProblem."""
    faults = Faults()
    rows = without_totals(read_table(path, REQUIRED, OPTIONAL), ("id", *LABEL_COLUMNS), faults)
    labels = read_labels(rows, faults)
    with faults:
        if not FEWEST <= len(rows) <= INDUSTRIES:
            what = say("row_count", count=len(rows))
            raise InputProblem(path.name, what, say("range", low=FEWEST, high=INDUSTRIES))
    table = np.zeros(len(rows), industry_dtype)
    mixes = np.zeros((len(MIXES), len(rows)))
    for index, row in enumerate(rows):
        for name in INDUSTRY_NUMBERS:
            with faults:
                table[name][index] = _number(row, name)
        with faults:
            _check_obsolete(row, sum(float(table[name][index]) for name in OBSOLETE))
        for mix_index, name in enumerate(MIXES):
            with faults:
                mixes[mix_index, index] = row.number(name, 0, 1)
    faults.refuse()
    for name, mix in zip(MIXES, mixes, strict=True):
        with faults:
            if abs(mix.sum() - 1) > 1e-6:
                place = say("column", file=path.name, column=name)
                raise InputProblem(place, say("adds_up_to", total=float(mix.sum())), say("must_add_up"))
    faults.refuse()
    return labels, table, mixes[0], mixes[1]


def _check_obsolete(row: Row, total: float) -> None:
    """Refuse an industry of which more firms than there are have obsolete equipment. Raises InputProblem."""
    if total > 1:
        raise InputProblem(row.place(OBSOLETE[0]), say("obsolete_shares", total=total), say("at_most", limit=1))


def _number(row: Row, name: str) -> float:
    if name in UNGIVEN and not row.holds(name):
        return 0.0
    if INDUSTRY_COLUMNS[name][0] == "0/1":
        return row.whole(name, 0, 1)
    return row.number(name, *INDUSTRY_RANGES.get(name, (0, 1)))
