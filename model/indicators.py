"""Indicators: formulas over the recorded sums. They are declared by mechanism in `declared/`; here they are one table.

All are yearly and, unless they say otherwise, of the zones together. Land is shown in mu, money in 100 million yuan of
constant prices, energy in 10,000 tce. An indicator of events has no value (NaN) in the baseline year, in which nothing
is simulated.
"""

from .declaration import Indicator, Reading
from .declared import table_of

__all__ = ["INDICATORS", "READINGS", "Indicator", "Reading"]

INDICATORS: dict[str, Indicator] = table_of(Indicator)
READINGS: dict[str, Reading] = table_of(Reading)  # by indicator: of those that read one promise in several ways
