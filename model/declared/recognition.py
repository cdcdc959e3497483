"""Recognition: how long a certificate as a high-tech firm lasts, who fails at the renewal, and nature's own trend.

The rules are national. How many fail was never published by size of firm: these numbers are assumptions.
"""

from ..declaration import Choice, Parameter

DECLARED = (
    Choice(
        name="certificate_rule",
        alternatives=(("three_year", 3.0), ("yearly", 1.0), ("never_large", 1.0)),
        source="certificate-rules",
    ),
    Parameter(name="renewal_failing_small", value=0.25, low=0.15, high=0.35, unit="share"),
    Parameter(name="renewal_failing_large", value=0.05, low=0.0, high=0.1, unit="share"),
    Parameter(
        name="renewal_small_output",
        value=5000.0,
        low=2000.0,
        high=20_000.0,
        unit="10k yuan/year",
        source="certificate-rules",
    ),
    Parameter(name="renewal_large_output", value=100_000.0, low=50_000.0, high=200_000.0, unit="10k yuan/year"),
    Parameter(
        name="recognition_trend",
        value=0.1,
        low=0.0,
        high=0.2,
        unit="1/year",
        source="certified-firms-2015",
        varies=True,
    ),
)
