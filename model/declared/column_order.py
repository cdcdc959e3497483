"""The order of the columns of results and of listings: that in which the first declarations were made.

Finished folders keep it, so results of different versions can be laid side by side. It is never added to: what it
does not name follows, mechanism by mechanism.
"""

PARAMETERS = """
    macro_growth macro_shock industry_shock shock_persistence capability_growth cluster_growth cost_growth
    growth_spread growth_spread_exponent reference_output overuse upgrade_rate upgrade_research upgrade_platform
    upgrade_fund upgrade_neighbours upgrade_jump capability_reversion upgrade_saving national_platform_weight
    fund_scale recognition_rate recognition_width recognition_band exit_hazard exit_size exit_capability
    exit_cost exit_return expansion_threshold expansion_rate expansion_size building_cost land_price rent
    rent_years ownership_preference own_land_premium own_land_ceiling choice_scale hoarding entrant_density
    entrant_plot_ratio plot_ratio_spread leased_floor_output adaptation arrival_rate arrival_own_mix
    arrival_median arrival_spread arrival_tail arrival_tail_factor arrival_largest entrant_capability
    capability_spread entrant_intensity intensity_spread leader_output chain_rate chain_tail chain_cost
    leading_kept_national leading_kept_provincial rank_focus transfer_wait relocation_subsidy incentive_largest
    incentive_subsidy incentive_pull footloose national_hightech national_attraction national_standard
    review_exempt review_headroom intensity_adaptation rank_least rank_largest rank_hightech
    rank_leading rank_best_yield construction_quarters fitting_quarters ramp_quarters ramp_use patience
    land_carry_over natural_clean_up quota_cut_largest tilt_top_share factory_plot_ratio factory_cost
    provincial_platform_cost national_platform_cost mixed_share service_land_cost services_rate services_land
    approval_cost hoarding_price land_tax_a land_tax_b land_tax_c buy_back_price energy_headroom
    energy_budget_growth energy_surcharge overdraft_years repayment_largest curtailment_a curtailment_b
    curtailment_c curtailment_d retrofit_saving retrofit_cleaning retrofit_cost retrofit_public title_line
    leniency_step leniency_largest leniency_threat evaluation_cost grade_land score_yield score_hightech
    grade_width exit_compensation register_threshold register_band
"""

LEVERS = """
    multi_storey_rule standard_factories land_quota_cut land_plan assessment_tilt idle_land_cleanup
    entry_standards selection_weights energy_cap energy_review polluter_exit innovation_platforms
    innovation_fund land_use_tax energy_intensity_target chain_recruitment leading_industries park_merger
    project_transfer township_relocation mixed_land_use circular_retrofit approval_speed incentive_discipline
    evaluation status_upgrade
"""

INDICATORS = """
    hightech_output_share zone_value_added_share top3_sales_share top3_sales_share_city gross_output value_added
    tax jobs firms entry_rate exit_rate land_issued land_granted land_reclaimed land_balance land_idle_rate
    land_hightech land_top_ranked plot_ratio output_per_mu tax_per_mu investment_per_mu energy_use
    energy_intensity energy_over_budget output_curtailed emissions upgrades platforms standard_factory_floor
    leased_floor projects_arrived projects_refused projects_waiting projects_lost projects_elsewhere
    projects_transferred projects_started firms_relocated firms_retrofitted leaders national_zones
    demonstration_zones leniency land_pooled land_mixed services_value_added services_growth trade trade_growth
    tax_growth tax_shared incentives_paid policy_cost
"""

_NAMES = {"parameters": PARAMETERS, "levers": LEVERS, "indicators": INDICATORS}
COLUMN_ORDER: dict[str, list[str]] = {table: names.split() for table, names in _NAMES.items()}
