"""What a run writes down: sums of a year and pages of the books, declared as the columns of the state are."""

from .state import Column, record_dtype

# One row a year, park and industry, of firms on the register; flows are means of four quarters, stocks year-end.
SUM_COLUMNS: dict[str, Column] = {
    "output": Column("f8", "10k yuan", "gross output"),
    "hightech_output": Column("f8", "10k yuan", "gross output of high-tech firms"),
    "energy": Column("f8", "tce", "energy use"),
    "emissions": Column("f8", "equivalents", "pollution equivalents"),
    "machine_output": Column("f8", "10k yuan", "gross output for which machines have replaced the workers"),
    "firms": Column("f8", "firms", "firms at the end of the year"),
    "land": Column("f8", "m2", "land held at the end of the year"),
    "floor": Column("f8", "m2", "own and leased floor at the end of the year"),
    "capital": Column("f8", "10k yuan", "fixed investment at the end of the year"),
    "leased": Column("f8", "m2", "standard-factory floor leased at the end of the year"),
    "leaders": Column("f8", "firms", "firms large enough to attract others at the end of the year"),
    "large_firms_group_sales": Column("f8", "firms", "firms whose group reached the sales threshold in the year"),
    "large_firms_local_sales": Column("f8", "firms", "firms that reached it by their output in the city"),
}
STOCKS = (
    "firms",
    "land",
    "floor",
    "capital",
    "leased",
    "leaders",
    "large_firms_group_sales",
    "large_firms_local_sales",
)  # columns of the sums that are counted at the end of the year

BOOK_COLUMNS: dict[str, Column] = {
    # land quota: opening + issued + reclaimed + returned + pooled_in = granted + granted_factory + expired + pooled_out + closing
    "land_opening": Column("i8", "m2", "quota at the start of the quarter"),
    "land_issued": Column("i8", "m2", "quota issued from the yearly plan"),
    "land_reclaimed": Column("i8", "m2", "idle land reclaimed into the quota"),
    "land_returned": Column("i8", "m2", "land of leavers returned at once"),
    "land_granted": Column("i8", "m2", "land granted to projects"),
    "land_granted_factory": Column("i8", "m2", "land granted to standard factories"),
    "land_expired": Column("i8", "m2", "quota that expired"),
    "land_pooled_in": Column("i8", "m2", "quota taken from parks of the same merged zone"),
    "land_pooled_out": Column("i8", "m2", "quota given to parks of the same merged zone"),
    "land_closing": Column("i8", "m2", "quota at the end of the quarter"),
    "land_withheld": Column("i8", "m2", "plan withheld by the cut (never issued)"),
    "land_granted_hightech": Column("i8", "m2", "land granted to high-tech projects"),
    "land_mixed": Column("i8", "m2", "land laid out for housing and services instead of being issued"),
    "land_idled": Column("i8", "m2", "land of leavers that fell idle"),
    # land itself: planned = occupied + idle + factory + other + undeveloped
    "area_planned": Column("i8", "m2", "planned area"),
    "area_occupied": Column("i8", "m2", "land held by firms and projects"),
    "area_idle": Column("i8", "m2", "idle land"),
    "area_factory": Column("i8", "m2", "land under standard factories"),
    "area_other": Column("i8", "m2", "land in other uses"),
    "area_undeveloped": Column("i8", "m2", "land not developed"),
    "floor_factory": Column("i8", "m2", "standard-factory floor that can be let"),
    "floor_leased": Column("i8", "m2", "standard-factory floor let"),
    "floor_building": Column("i8", "m2", "standard-factory floor under construction"),
    "floor_own_land": Column("i8", "m2", "own floor that firms finished on land they already had"),
    # energy quota: opening + allotted = used + expired + closing
    "energy_opening": Column("i8", "kgce", "energy left at the start of the quarter"),
    "energy_allotted": Column("i8", "kgce", "a quarter of the yearly budget"),
    "energy_used": Column("i8", "kgce", "energy used in the quarter"),
    "energy_expired": Column("i8", "kgce", "energy saved in the last year that expired"),
    "energy_closing": Column("i8", "kgce", "energy left at the end of the quarter; below zero: overdrawn"),
    # events of the quarter
    "arrivals": Column("i8", "projects", "projects that arrived"),
    "refused_standards": Column("i8", "projects", "projects refused by entry standards"),
    "refused_energy": Column("i8", "projects", "projects refused by energy review"),
    "granted": Column("i8", "projects", "projects that got land"),
    "seated": Column("i8", "projects", "projects that got leased floor"),
    "own_land": Column("i8", "projects", "expansions on land already held"),
    "lost": Column("i8", "projects", "waiting projects that gave up"),
    "waiting_land": Column("i8", "projects", "projects waiting for land at the end of the quarter"),
    "waiting_floor": Column("i8", "projects", "projects waiting for floor at the end of the quarter"),
    "started": Column("i8", "firms", "new firms that started production"),
    "closed": Column("i8", "firms", "firms on the register that closed"),
    "forced": Column("i8", "firms", "firms closed as listed polluters"),
    "registered": Column("i8", "firms", "firms that came onto the register"),
    "deregistered": Column("i8", "firms", "firms that fell off the register"),
    "scaled_up": Column("i8", "firms", "operating firms that came onto the register for the first time"),
    "merely_registered": Column("i8", "firms", "firms among them that had been above its threshold before"),
    "rewards": Column("i8", "yuan", "rewards paid to firms that came onto the register"),
    "upgrades": Column("i8", "upgrades", "technology upgrades"),
    "modernised": Column("i8", "projects", "supported projects of technical upgrading"),
    "platforms": Column("i8", "platforms", "platforms opened since the baseline"),
    "leniency": Column("f8", "share", "how far the park lets standards slip"),
    "curtailed": Column("f8", "10k yuan/year", "output lost to curtailment"),
    "rank": Column("i8", "rank", "rank among the zones, 0 is best"),
    "head": Column("i8", "index", "the zone that manages the park"),
    "national": Column("i8", "0/1", "whether it is a national zone"),
    "elsewhere": Column("i8", "projects", "projects that went to another city for want of incentives"),
    "transferred": Column("i8", "projects", "projects that the park let go to another"),
    "relocated": Column("i8", "firms", "firms that moved in from outside"),
    "retrofits": Column("i8", "firms", "firms retrofitted"),
    "quarters_saved": Column("i8", "quarters", "construction time saved by fast approval"),
    "incentives": Column("i8", "yuan", "incentives paid to projects that were seated"),
    # obsolete equipment; what a firm frees is booked in the park where it was listed
    "charged": Column("i8", "firms", "firms that pay the surcharge on electricity"),
    "surcharges": Column("i8", "yuan", "surcharges paid on electricity"),
    "scrapped": Column("i8", "firms", "firms that scrapped obsolete equipment"),
    "backward_closed": Column("i8", "firms", "firms listed for elimination that were closed at their deadline"),
    "backward_moved": Column("i8", "firms", "firms listed for elimination that moved into a new plant"),
    "backward_upgraded": Column("i8", "firms", "firms listed for elimination that reached the standard"),
    "backward_left": Column("i8", "firms", "firms listed for elimination that left the city"),
    "compensation": Column("i8", "yuan", "compensation of firms closed at their deadline"),
    "freed_land": Column("i8", "m2", "land that firms listed for elimination gave back to the quota"),
    "reused_land": Column("i8", "m2", "land of that kind granted to projects"),
    "freed_energy": Column("i8", "kgce/year", "energy that firms listed for elimination no longer use"),
    "reused_energy": Column("i8", "kgce/year", "energy of that kind promised to projects"),
    "freed_emissions": Column(
        "f8", "equivalents/year", "pollution equivalents that firms listed for elimination no longer emit"
    ),
    # tax of transferred projects: over all parks, kept = passed
    "tax_kept": Column("i8", "yuan", "tax that the park keeps of projects it let go"),
    "tax_passed": Column("i8", "yuan", "tax that the park passes to those that let projects go"),
}


sum_dtype = record_dtype(SUM_COLUMNS)
book_dtype = record_dtype(BOOK_COLUMNS)
