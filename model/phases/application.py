"""A project applies for a site: energy review, the choice of a channel, entry standards. It is admitted or refused."""

from typing import Any

from ..compiled import compiled
from ..rules.approving import quarters_saved
from ..rules.bidding import bid_of, discounted_price
from ..rules.land import whole
from ..rules.screening import fits_headroom, intensity_admitted, land_admitted, land_allowed
from ..rules.siting import (
    chosen_channel,
    chosen_tenure,
    floor_to_lease,
    land_asked,
    land_needed,
    plot_ratio_planned,
)
from ..rules.taxing import hoarding_kept, holding_cost
from ..rulings import Ruling
from ..state import Channel, Request, Tenure
from ..streams import Purpose, draw, normal
from ..units import KGCE_PER_TCE
from .reserving import has_first_call
from .tenancy import may_have_unit


@compiled
def reviewed_intensity(
    firm: Any, design: Any, covered: Any, site: Any, industry: Any, park: Any, par: Any, lever: Any
) -> Any:
    """Return the energy intensity with which a project passes energy review, or -1 if it is refused (ODD eq. 21-22).

    Only zones review, and only projects above the exempt use. What is free is read at the start of the quarter, so that
    it does not matter who applies first. A firm on the city's list may use all of it (eq. 150).
    """
    energy = design * firm.energy_intensity
    if lever.energy_review <= 0.0 or site.zone == 0 or energy <= par.review_exempt:
        return firm.energy_intensity
    admitted = intensity_admitted(firm.energy_intensity, industry.energy_intensity, lever.energy_review, par)
    free = park.energy_free / KGCE_PER_TCE
    if admitted < 0.0:
        return -1.0
    wanted = design * admitted
    if fits_headroom(wanted, free, covered, lever.energy_review, par) or (has_first_call(firm) and wanted <= free):
        return admitted
    return -1.0


@compiled
def begin_building(
    quarter: Any, key: Any, firm: Any, quarters: Any, site: Any, park: Any, lever: Any, page: Any
) -> None:
    """Start construction of a firm's open project; the energy it will use is promised from now on.

    In zones, fast approval saves quarters (ODD eq. 57); at least one is left.
    """
    left = int(quarters)
    if lever.approval_speed > 0.0 and site.zone == 1:
        uniform = draw(key, firm.identity, quarter, Purpose.PATIENCE)[1]
        saved = max(0, min(left - 1, quarters_saved(lever.approval_speed, uniform)))
        left -= saved
        page.quarters_saved += saved
    firm.request = Request.BUILDING.value
    firm.request_quarters = left
    firm.request_energy = whole(firm.request_design * firm.request_intensity * KGCE_PER_TCE)
    park.energy_committed += firm.request_energy


@compiled
def must_lease(firm: Any, site: Any, lever: Any) -> Any:
    """Return whether the multi-storey rule keeps this project from land of its own (ODD eq. 23).

    It covers the share `multi_storey_rule` of suited projects in zones: those whose own draw is below it.
    """
    return firm.suited == 1 and site.zone == 1 and firm.request_covered < lever.multi_storey_rule


@compiled
def land_price_met(site: Any, park: Any, par: Any, lever: Any) -> Any:
    """Return what a square metre of new land costs a project to buy, after the park's bid, 10k yuan (ODD eq. 48)."""
    return discounted_price(bid_of(park.leniency, site.zone, lever.incentive_discipline, par), par)


@compiled
def has_room_for(firm: Any, floor: Any, par: Any) -> Any:
    """Return whether the land that a firm has takes more `floor` (m2), up to the largest plot ratio (ODD eq. 16)."""
    return firm.floor + floor <= par.own_land_ceiling * firm.land


@compiled
def waits_for_trade(state: Any, lever: Any) -> Any:
    """Return whether a project may not build before emission permits or energy rights are traded, later in the quarter."""
    return (state.holdings.size > 0 and lever.emission_trading > 0.0) or lever.energy_trading > 0.0


@compiled
def open_request(firm: Any, place: Any, channel: Any, design: Any, investment: Any, intensity: Any) -> None:
    """Open the request of a project that was admitted, but for its land and floor."""
    firm.request = Request.WAITING.value
    firm.request_park = place
    firm.request_channel = channel
    firm.request_quarters = 0
    firm.request_design = design
    firm.request_capital = investment
    firm.request_intensity = intensity


@compiled
def put_before(
    quarter: Any, key: Any, firm: Any, design: Any, draws: Any, place: Any, world: Any, state: Any, par: Any,
    lever: Any, page: Any,
) -> Any:  # fmt: skip
    """Put a project with design output `design` before the park `place`; return its `Ruling`.

    `draws` are five uniforms: hoarding, channel, coverage by the multi-storey rule, planned plot ratio, coverage by
    energy review. Leasing is an open choice only where the park has that much standard-factory floor at all; the land a
    firm has is, only where it stays. A unit of a small-firm park is open to those it is meant for (ODD eq. 82). Writes
    the request columns of the firm and the own-land column of the park's page. A refusal is not booked here.
    """
    hoard, choice, covered, ratio, reviewed = draws
    site = world.sites[place]
    park = state.parks[place]
    industry = world.industries[firm.industry]
    intensity = reviewed_intensity(firm, design, reviewed, site, industry, park, par, lever)
    if intensity < 0.0:  # 0 is the intensity of a firm that uses no energy
        return Ruling.REFUSED_ENERGY.value
    plot_ratio = plot_ratio_planned(industry.norm_plot_ratio, normal(ratio), par)
    needed = land_needed(design, industry.output_per_mu, par)
    floor = needed * plot_ratio
    investment = design / industry.output_per_investment
    firm.request_covered = covered
    to_lease = floor_to_lease(design, par)
    can_lease = firm.suited == 1 and site.zone == 1 and to_lease <= park.factory_floor - park.unit_floor
    has_room = place == firm.park and has_room_for(firm, floor, par)
    surcharge = lever.land_use_tax if site.zone else 0.0
    price = land_price_met(site, park, par, lever)
    cost = price + holding_cost(surcharge, par)
    tenure = Tenure.NONE.value
    if park.unit_floor > 0 and may_have_unit(firm, design, to_lease, place, world, park, par):
        uniform = draw(key, firm.identity, quarter, Purpose.PLOT_RATIO)[2]
        tenure = chosen_tenure(plot_ratio, cost, can_lease, has_room, uniform, par)
    channel = chosen_channel(plot_ratio, cost, can_lease, has_room, choice, par)
    if tenure != Tenure.NONE or (channel == Channel.NEW_LAND and must_lease(firm, site, lever)):
        channel = Channel.LEASE.value
    land = 0
    if channel == Channel.NEW_LAND:
        least = lever.entry_standards if site.zone else 0.0
        allowed = land_allowed(floor, investment, industry, least, park.leniency)
        kept = hoarding_kept(price, surcharge, par)
        admitted = land_admitted(land_asked(needed, hoard, kept, par), allowed, par)
        if admitted <= 0.0:
            return Ruling.REFUSED_STANDARDS.value
        land = whole(admitted)
    open_request(firm, place, channel, design, investment, intensity)
    firm.request_tenure = tenure
    firm.request_land = land
    firm.request_floor = to_lease if channel == Channel.LEASE else whole(floor)
    if channel == Channel.OWN_LAND:
        page.own_land += 1
        if not waits_for_trade(state, lever):
            begin_building(quarter, key, firm, par.construction_quarters, site, park, lever, page)
    return Ruling.ADMITTED.value


@compiled
def note_refusal(ruling: Any, page: Any) -> None:
    """Count a refused project by what refused it."""
    if ruling == Ruling.REFUSED_ENERGY:
        page.refused_energy += 1
    else:
        page.refused_standards += 1


@compiled
def apply_for_site(
    quarter: Any, key: Any, firm: Any, design: Any, draws: Any, place: Any, world: Any, state: Any, par: Any,
    lever: Any, page: Any,
) -> Any:  # fmt: skip
    """Put a project of a firm of the city before a park; return whether it was admitted.

    Arguments as in `put_before`. A refused one is put off: the firm may file again (ODD eq. 192).
    """
    ruling = put_before(quarter, key, firm, design, draws, place, world, state, par, lever, page)
    if ruling == Ruling.ADMITTED:
        return True
    note_refusal(ruling, page)
    page.refused_put_off += 1
    return False


@compiled
def apply_on_own_land(
    quarter: Any, key: Any, firm: Any, design: Any, draws: Any, world: Any, state: Any, par: Any, lever: Any, page: Any
) -> Any:
    """Let a firm add a project with design output `design` on the land it has; return whether it has room and may.

    `draws` are two uniforms: planned plot ratio, coverage by energy review. There is no choice of a channel and no
    standard, but energy review. Building starts at once unless permits or energy rights are traded. Writes what
    `apply_for_site` writes.
    """
    ratio, reviewed = draws
    industry = world.industries[firm.industry]
    floor = land_needed(design, industry.output_per_mu, par) * plot_ratio_planned(
        industry.norm_plot_ratio, normal(ratio), par
    )
    if not has_room_for(firm, floor, par):
        return False
    site = world.sites[firm.park]
    park = state.parks[firm.park]
    intensity = reviewed_intensity(firm, design, reviewed, site, industry, park, par, lever)
    if intensity < 0.0:
        page.refused_energy += 1
        page.refused_put_off += 1
        return False
    open_request(firm, firm.park, Channel.OWN_LAND.value, design, design / industry.output_per_investment, intensity)
    firm.request_floor = whole(floor)
    page.own_land += 1
    if not waits_for_trade(state, lever):
        begin_building(quarter, key, firm, par.construction_quarters, site, park, lever, page)
    return True
