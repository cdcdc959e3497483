"""Markets: brands, fairs and help with exports shift demand for what leads a zone, as long as goodwill lasts.

The range of the reach has an elasticity of sales of about 0.1 to 0.2 in it, as studies of advertising find in the long run.
"""

from ..declaration import Lever, Parameter

DECLARED = (
    Parameter(name="promotion_reach", value=0.1, low=0.0, high=0.2, unit="1", varies=True),
    Parameter(name="promotion_scale", value=0.005, low=0.002, high=0.02, unit="share"),
    Parameter(name="promotion_decay", value=0.4, low=0.2, high=1.0, unit="1/year"),
    Lever(
        name="market_promotion", unit="10k yuan/year", neutral=0.0, low=0.0, high=50_000.0,
        phases=("demand",), first_indicator="gross_output", direction=+1, needs="zone", scale="city_output",
    ),
)  # fmt: skip
