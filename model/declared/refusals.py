"""Refusals: newcomers that a park refuses come back smaller, cleaner or elsewhere, or are lost.

No published figure says which; all shares are assumptions. The highest of them add up to 1.
"""

from ..declaration import PARK, Indicator, Parameter

DECLARED = (
    Parameter(name="refused_smaller", value=0.2, low=0.0, high=0.4, unit="share"),
    Parameter(name="refused_cleaner", value=0.15, low=0.0, high=0.3, unit="share"),
    Parameter(name="refused_elsewhere", value=0.1, low=0.0, high=0.3, unit="share"),
    Parameter(name="returned_size", value=0.6, low=0.4, high=0.8, unit="share"),
    Indicator(
        name="projects_returned_smaller", unit="projects", by=PARK,
        formula=lambda r: r.total_events("returned_smaller"),
    ),
    Indicator(
        name="projects_returned_cleaner", unit="projects", by=PARK,
        formula=lambda r: r.total_events("returned_cleaner"),
    ),
    Indicator(
        name="projects_returned_elsewhere", unit="projects", by=PARK,
        formula=lambda r: r.total_events("returned_elsewhere"),
    ),
    Indicator(
        name="projects_refused_lost", unit="projects", better=-1, by=PARK,
        formula=lambda r: r.total_events("refused_lost"),
    ),
    Indicator(
        name="projects_put_off", unit="projects", by=PARK,
        formula=lambda r: r.total_events("refused_put_off"),
    ),
)  # fmt: skip
