"""Money for research: what a fund and platforms add to the firms' own R&D, and what that brings.

The literature measures long-run productivity, not the rate of upgrades, so the elasticity of that rate follows from
`research_gain` in the model. The effects assumed before are kept as the alternative `prototype`.
"""

from ..declaration import Choice, Parameter

DECLARED = (
    # Seven to two: both take published sizes, and the study that measures the second does not follow certificates. No study
    # supports the sizes assumed before, so no replicate draws them; a run can hold them, for comparison.
    Choice(
        name="research_effect", needs="zone",
        alternatives=(("capability_gain", 7.0), ("capability_only", 2.0), ("prototype", 0.0)),
    ),
    Parameter(
        name="research_gain", value=0.0861777, low=0.05, high=0.12, unit="1",  # ln 1.09
        source="notching-2021", varies=True,
    ),
    Parameter(
        name="research_added", value=0.9, low=0.5, high=1.5, unit="1", source="research-subsidies", varies=True,
    ),
    Parameter(
        name="relabelled_share", value=0.24, low=0.1, high=0.4, unit="share", source="notching-2021", varies=True,
    ),
    Parameter(name="platform_spillover", value=2.0, low=1.0, high=3.0, unit="1", varies=True),
    Parameter(name="platform_running_cost", value=400.0, low=100.0, high=1000.0, unit="10k yuan/year", varies=True),
)  # fmt: skip
