"""Clusters and chains: what the size of a cluster does to its firms, and what industries of the city buy of each other."""

from ..declaration import Choice, Parameter

DECLARED = (
    # Levels are what the literature measures; growth for ever is what the model had; within a county's own industry
    # gains and crowding may cancel (Hu, Xu, Yashiro).
    Choice(
        name="agglomeration", source="clusters-china",
        alternatives=(("level", 3.0), ("growth", 1.0), ("off", 1.0)),
    ),
    Parameter(name="agglomeration_elasticity", value=0.05, low=0.02, high=0.08, unit="1", source="combes-gobillon-2015", varies=True),
    Parameter(name="agglomeration_peak", value=2.0, low=1.0, high=3.0, unit="1", varies=True),
    Parameter(name="agglomeration_speed", value=0.3, low=0.1, high=0.6, unit="1/year", varies=True),
    Parameter(name="cluster_smallest", value=10_000.0, low=2000.0, high=50_000.0, unit="10k yuan/year"),
    Parameter(name="local_purchase", value=0.12, low=0.05, high=0.25, unit="share", source="flegg-webber-1997", varies=True),
    Parameter(name="input_scale", value=1.0, low=0.67, high=1.5, unit="1", source="input-output-2002-2007", varies=True),
    Parameter(name="local_sales", value=0.5, low=0.3, high=0.8, unit="share"),
    Parameter(name="chain_links", value=0.6, low=0.3, high=0.9, unit="share", varies=True),
)  # fmt: skip
