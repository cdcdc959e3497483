"""Sales: large firms are counted by what their group sells, and by what they make in the city."""

from ..declaration import Indicator, Parameter
from ..formulas import city_total

DECLARED = (
    Parameter(name="sales_threshold", value=1_000_000.0, low=100_000.0, high=10_000_000.0, unit="10k yuan/year"),
    Parameter(name="group_sales_factor", value=2.0, low=1.0, high=3.0, unit="1", varies=True),
    Indicator(
        name="large_firms_group_sales", unit="firms", better=1,
        formula=lambda r: city_total(r, "large_firms_group_sales"),
    ),
    Indicator(
        name="large_firms_local_sales", unit="firms", better=1,
        formula=lambda r: city_total(r, "large_firms_local_sales"),
    ),
)  # fmt: skip
