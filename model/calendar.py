"""The calendar of a run: quarters counted from the baseline quarter, the last of the baseline year."""

import re
from typing import NamedTuple

QUARTERS_A_YEAR = 4
YEARS_A_PLAN = 5  # a national plan runs from a year that ends in 1 or 6
_QUARTER = re.compile(r"(\d{4})Q([1-4])")


class Calendar(NamedTuple):
    """`baseline_year`, whose fourth quarter is quarter 0, and `years`, the number of years simulated after it."""

    baseline_year: int
    years: int

    @property
    def quarters(self) -> int:
        """Number of recorded quarters, the baseline quarter included."""
        return QUARTERS_A_YEAR * self.years + 1

    @property
    def plan_from(self) -> int:
        """Index of the first quarter after the baseline that begins a five-year plan."""
        later = -self.baseline_year % YEARS_A_PLAN
        return QUARTERS_A_YEAR * later + 1

    @property
    def year_labels(self) -> list[int]:
        """The years, the baseline year first."""
        return [self.baseline_year + year for year in range(self.years + 1)]

    @property
    def quarter_labels(self) -> list[str]:
        """The quarters, such as 2015Q4, 2016Q1 ..."""
        return [self.label(quarter) for quarter in range(self.quarters)]

    def label(self, quarter: int) -> str:
        """Return the label of a quarter index: 0 is 2015Q4 for the baseline year 2015."""
        years, within = divmod(quarter + QUARTERS_A_YEAR - 1, QUARTERS_A_YEAR)
        return f"{self.baseline_year + years}Q{within + 1}"

    def quarter_of(self, label: str) -> int:
        """Return the index of a quarter label. Raises ValueError when it is not written like 2016Q1."""
        match = _QUARTER.fullmatch(label)
        if match is None:
            raise ValueError(f"{label!r} is not a quarter; write it like 2016Q1")
        return (int(match[1]) - self.baseline_year) * QUARTERS_A_YEAR + int(match[2]) - QUARTERS_A_YEAR
