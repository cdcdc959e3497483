"""How large a city is: what the ranges of levers of money and of land grow with."""

from ..declaration import Size

DECLARED = (
    Size(
        name="city_output", unit="10k yuan/year", reference=7_500_000.0,
        of=lambda baseline: float(baseline.output.sum()),
    ),
    Size(
        name="zone_land", unit="mu", reference=300_000.0,
        of=lambda baseline: float(sum(park.planned for park in baseline.parks if park.is_zone)),
    ),
)  # fmt: skip
