"""The parameters that the reading of a case and the synthesis of its baseline look at; all others are read by runs only."""

SYNTHESIS_PARAMETERS = frozenset(
    {
        "admitted_share", "arrival_largest", "arrival_median", "arrival_own_mix", "arrival_rate", "arrival_spread",
        "capability_reversion", "capital_spread", "construction_quarters", "entrant_density", "entrant_plot_ratio",
        "factory_plot_ratio", "floor_spread", "intensity_spread", "land_spread", "leased_floor_output", "ramp_quarters",
        "ramp_use", "ramping_largest", "recognition_band", "recognition_rate", "recognition_width", "register_band",
        "register_delay", "register_threshold", "renewal_failing_large", "renewal_failing_small",
        "tenant_largest", "unlisted_kind_least", "unlisted_least", "upgrade_jump", "upgrade_rate", "upgrade_research", "utilisation_largest", "utilisation_least",
    }
)  # fmt: skip
