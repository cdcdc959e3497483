"""Of every indicator: which way is better, and what it can be asked of besides the zones together.

The first number is 1 where more is better, -1 where less is, and 0 where neither is by itself: instruments, flows that
can be too large or too small, and concentration, which one plan wants and another does not. The words behind it say
what else has a value: `park` where the formula holds for a single park, `industry` where it reads yearly sums only,
which are the only record kept by industry.
"""

PARK, INDUSTRY = "park", "industry"
BOTH = (PARK, INDUSTRY)

SENSES: dict[str, tuple[int, tuple[str, ...]]] = {
    "hightech_output_share": (1, BOTH),
    "zone_value_added_share": (1, BOTH),
    "top3_sales_share": (0, ()),  # merged zones count as one, which a single park is not
    "top3_sales_share_city": (0, (PARK,)),
    "gross_output": (1, BOTH),
    "value_added": (1, BOTH),
    "tax": (1, BOTH),
    "jobs": (1, BOTH),
    "firms": (1, BOTH),
    "entry_rate": (0, (PARK,)),
    "exit_rate": (0, (PARK,)),  # the closing of polluters counts too
    "land_issued": (0, (PARK,)),
    "land_granted": (0, (PARK,)),
    "land_reclaimed": (1, (PARK,)),
    "land_balance": (0, (PARK,)),
    "land_idle_rate": (-1, (PARK,)),
    "land_hightech": (1, (PARK,)),
    "land_top_ranked": (0, ()),  # compares the zones with each other
    "plot_ratio": (1, BOTH),
    "output_per_mu": (1, (PARK,)),
    "tax_per_mu": (1, (PARK,)),
    "investment_per_mu": (1, BOTH),
    "energy_use": (-1, BOTH),
    "energy_intensity": (-1, BOTH),
    "energy_over_budget": (-1, (PARK,)),
    "output_curtailed": (-1, (PARK,)),
    "emissions": (-1, BOTH),
    "upgrades": (1, (PARK,)),
    "platforms": (1, (PARK,)),
    "standard_factory_floor": (0, (PARK,)),
    "leased_floor": (1, (PARK,)),
    "projects_arrived": (1, (PARK,)),
    "projects_refused": (0, (PARK,)),  # strict standards refuse on purpose
    "projects_waiting": (-1, (PARK,)),
    "projects_lost": (-1, (PARK,)),
    "projects_elsewhere": (-1, (PARK,)),
    "projects_transferred": (0, (PARK,)),
    "projects_started": (1, (PARK,)),
    "firms_relocated": (1, (PARK,)),
    "firms_retrofitted": (1, (PARK,)),
    "leaders": (1, BOTH),
    "national_zones": (1, (PARK,)),
    "demonstration_zones": (1, (PARK,)),
    "leniency": (-1, (PARK,)),
    "land_pooled": (0, (PARK,)),
    "land_mixed": (0, (PARK,)),
    "services_value_added": (1, ()),  # not additive: the values of the parks would not add up to that of the zones
    "services_growth": (1, ()),
    "trade": (1, BOTH),
    "trade_growth": (1, BOTH),
    "tax_growth": (1, BOTH),
    "tax_shared": (0, (PARK,)),
    "incentives_paid": (-1, (PARK,)),
    "policy_cost": (-1, ()),  # costs are booked by lever, not by park
}
