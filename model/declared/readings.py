"""Readings of one promise: what counts as high-tech, what of a zone that others have joined, which sales and which towns."""

from ..declaration import PARK, PARK_OR_INDUSTRY, Indicator, Parameter, Reading
from ..formulas import catalogue_output, mixed_output, ratio, top3_by_area

DECLARED = (
    # In the neighbouring city electronics, food and medicine make 24 % of high-tech value added, 3.40 of 14.17 billion yuan.
    # With autos and equipment they make 74 %. How much is in a catalogue hangs on how broad it is.
    Parameter(name="catalogue_part", value=0.5, low=0.2, high=0.8, unit="share", source="anqing-hightech-2016", varies=True),
    Indicator(
        name="catalogue_output_share", unit="share", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(catalogue_output(r), r.zones("output")),
    ),
    Indicator(
        name="mixed_output_share", unit="share", better=1, by=PARK_OR_INDUSTRY,
        formula=lambda r: ratio(mixed_output(r), r.zones("output")),
    ),
    Indicator(
        name="top3_by_area_share", unit="share", by=PARK,
        formula=top3_by_area,
    ),
    Reading(name="hightech_output_share"),
    Reading(name="catalogue_output_share"),
    Reading(name="mixed_output_share"),
    Reading(name="top3_sales_share"),
    Reading(name="top3_by_area_share"),
    Reading(name="large_firms_group_sales"),
    Reading(name="large_firms_local_sales"),
    Reading(name="municipal_towns"),
    Reading(name="municipal_towns_only"),
)  # fmt: skip
