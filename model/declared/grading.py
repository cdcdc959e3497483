"""Grading of firms: the yearly figures that gradings read, the criteria made of them, and what lowers a grade.

The units of the amounts go together: each criterion is a plain ratio of two of them, without a factor.
"""

from ..declaration import Amount, Criterion, Demerit

MONEY, PER_MU, PER_TCE = "10k yuan/year", "10k yuan/year/mu", "10k yuan/tce"
PER_KWH, PER_EQUIVALENT = "yuan/kWh", "10k yuan/equivalent"

DECLARED = (
    Amount(name="output", unit=MONEY),
    Amount(name="value_added", unit=MONEY),
    Amount(name="tax", unit=MONEY),
    Amount(name="research", unit=MONEY),
    Amount(name="land", unit="mu"),
    Amount(name="energy", unit="tce/year"),
    Amount(name="electricity", unit="10k kWh/year"),
    Amount(name="emissions", unit="equivalents/year"),
    Amount(name="workers", unit="workers"),
    Amount(name="hightech", unit="0/1"),
    Criterion(name="output_per_mu", unit=PER_MU, amount="output", over="land"),
    Criterion(name="value_added_per_mu", unit=PER_MU, amount="value_added", over="land"),
    Criterion(name="tax_per_mu", unit=PER_MU, amount="tax", over="land"),
    Criterion(name="output_per_energy", unit=PER_TCE, amount="output", over="energy"),
    Criterion(name="value_added_per_energy", unit=PER_TCE, amount="value_added", over="energy"),
    Criterion(name="tax_per_energy", unit=PER_TCE, amount="tax", over="energy"),
    Criterion(name="output_per_electricity", unit=PER_KWH, amount="output", over="electricity"),
    Criterion(name="tax_per_electricity", unit=PER_KWH, amount="tax", over="electricity"),
    Criterion(name="output_per_emission", unit=PER_EQUIVALENT, amount="output", over="emissions"),
    Criterion(name="value_added_per_emission", unit=PER_EQUIVALENT, amount="value_added", over="emissions"),
    Criterion(name="output_per_worker", unit=MONEY, amount="output", over="workers"),
    Criterion(name="value_added_per_worker", unit=MONEY, amount="value_added", over="workers"),
    Criterion(name="research_share", unit="share", amount="research", over="output"),
    Criterion(name="hightech", unit="0/1", amount="hightech"),
    Demerit(name="obsolete_equipment"),
    Demerit(name="listed_polluter"),
)
