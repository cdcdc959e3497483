"""The book: what each park writes down in a quarter, and what must agree on every page."""

from typing import TYPE_CHECKING

from model.record import BOOK_COLUMNS

if TYPE_CHECKING:
    from .park import Park


class Page:
    """The page of one park and quarter: an attribute for each column of the book. A page starts at zero."""

    def __init__(self) -> None:
        for column in BOOK_COLUMNS:
            setattr(self, column, 0)

    def open(self, park: "Park") -> None:
        """Write the opening balances (ODD 3.2, step 1)."""
        self.land_opening = park.land_quota.balance + park.low_hills.quota
        self.energy_opening = park.energy_quota.balance
        self.tenants_opening = park.small_firm_park.tenants

    def close(self, park: "Park") -> None:
        """Write the closing balances, areas and standing of the park (ODD eq. 43)."""
        self.land_closing = park.land_quota.balance + park.low_hills.quota
        self.energy_closing = park.energy_quota.balance
        self.area_planned = park.planned
        self.area_occupied = park.occupied
        self.area_idle = park.idle
        self.area_factory = park.factory_land
        self.area_other = park.other
        self.area_undeveloped = park.undeveloped
        self.area_low_hill = park.low_hills.area
        self.floor_factory = park.factory_floor
        self.floor_leased = park.factory_leased
        units = park.small_firm_park
        self.units_building = sum(units.under_way)
        self.floor_building = sum(park.factories_under_way) + self.units_building
        self.units_floor = units.floor
        self.units_taken = units.taken
        self.redeveloped = units.redeveloped
        self.tenants_closing = units.tenants
        self.tenants_leading = units.leading_tenants
        self.tenants_above_scale = units.tenants_above_scale
        self.platforms = park.provincial_platforms + park.national_platforms
        self.leniency = park.leniency
        self.rank = park.rank
        self.head = park.head.index
        self.national = int(park.national)
        self.town_status = park.town.status

    def check(self, park: "Park") -> None:
        """Stop where a ledger does not close (ODD eq. 29, 30, 36, 87)."""
        came = self.land_opening + self.land_issued + self.land_low_hill + self.land_reclaimed + self.land_returned
        came += self.land_pooled_in
        went = self.land_granted + self.land_granted_factory + self.land_expired + self.land_pooled_out
        assert came == went + self.land_closing, "land quota"
        areas = park.occupied + park.idle + park.factory_land + park.other + park.undeveloped + park.low_hills.area
        assert park.planned == areas, "land area"
        assert park.occupied == park.firm_land, "land of firms"
        assert park.factory_leased == park.firm_leased, "floor"
        saved = self.energy_opening + self.energy_allotted - self.energy_used - self.energy_expired
        assert saved == self.energy_closing, "energy quota"
        refused = self.refused_standards + self.refused_energy
        back = self.returned_smaller + self.returned_cleaner + self.returned_elsewhere
        assert refused == back + self.refused_lost + self.refused_put_off, "refused projects"
        stayed = self.tenants_opening + self.tenants_admitted - self.tenants_left
        assert stayed == self.tenants_closing, "tenants"
        assert self.units_taken == park.small_firm_park.units_of_firms, "units"
