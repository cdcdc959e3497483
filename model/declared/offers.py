"""Offers: what a zone offers to projects, and how many more come for it.

No published figure says how many more projects an old zone draws by what it offers: every size here has a range from 0.
The money is what (48) gives; the floor price of land bounds it.
"""

from ..declaration import PARK, Indicator, Parameter

DECLARED = (
    Parameter(name="offer_effect", value=2.0, low=0.0, high=5.0, unit="1", varies=True),
    Parameter(name="offer_moved", value=0.25, low=0.0, high=0.5, unit="share"),
    Parameter(name="quarter_worth", value=0.012, low=0.0, high=0.03, unit="share"),
    Parameter(
        name="land_price_floor", value=132.0, low=96.0, high=252.0, unit="yuan/m2", source="land-price-floor-2006",
    ),
    Parameter(name="floor_refund", value=0.3, low=0.0, high=1.0, unit="share"),
    Indicator(
        name="projects_moved", unit="projects", by=PARK,
        formula=lambda r: r.total_events("moved"),
    ),
)  # fmt: skip
