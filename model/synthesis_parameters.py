"""The parameters that the reading of a case and the synthesis of its baseline look at; all others are read by runs only."""

SYNTHESIS_PARAMETERS = frozenset(
    {
        "arrival_largest", "arrival_median", "arrival_own_mix", "arrival_rate", "arrival_spread", "capability_reversion",
        "construction_quarters", "entrant_density", "entrant_plot_ratio", "factory_plot_ratio", "intensity_spread",
        "leased_floor_output", "ramp_quarters", "ramp_use", "recognition_band", "recognition_rate",
        "recognition_width", "register_band", "register_threshold", "renewal_failing_large",
        "renewal_failing_small", "upgrade_jump", "upgrade_rate", "upgrade_research",
    }
)  # fmt: skip
