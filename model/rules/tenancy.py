"""Small-firm parks: who may have a unit, what a unit costs its tenant, and which plots are low-yield."""

from typing import Any

from ..compiled import compiled
from ..units import M2_PER_MU, QUARTER


@compiled
def is_small(output: Any, output_per_worker: Any, par: Any) -> Any:
    """Return whether a firm that makes `output`, 10k yuan a year, is a small one, by its sales or by its staff (ODD eq. 82)."""
    return output < par.small_firm_sales or output / output_per_worker < par.small_firm_staff


@compiled
def is_clean(firm: Any, industry: Any, par: Any) -> Any:
    """Return whether a firm is within the lines of energy and of emissions of a small-firm park (ODD eq. 82)."""
    sparing = firm.energy_intensity <= par.unit_energy * industry.energy_intensity
    return sparing and firm.emission_intensity <= par.unit_emissions * industry.emission_intensity


@compiled
def keeps_share(leading: Any, tenants: Any, par: Any) -> Any:
    """Return whether one more tenant of another trade leaves the `leading` ones their share of all (ODD eq. 83)."""
    return leading >= par.leading_share_least * (tenants + 1)


@compiled
def rent_share(quarters: Any, par: Any) -> Any:
    """Return the share of the rent that is due `quarters` after a unit was let (ODD eq. 86): none, then half, then all."""
    years = quarters * QUARTER
    if years < par.rent_free_years:
        return 0.0
    if years < par.rent_free_years + par.rent_half_years:
        return 1.0 / 2.0
    return 1.0


@compiled
def unit_rent_cost(par: Any) -> Any:
    """Return what a square metre of a rented unit costs, 10k yuan (ODD eq. 84): rent less what is waived, and not owning it."""
    years = max(0.0, par.rent_years - par.rent_free_years - par.rent_half_years / 2.0)
    return par.rent * years + par.ownership_preference


@compiled
def yield_of_plot(output: Any, land: Any, output_per_mu: Any) -> Any:
    """Return the output of a plot of `land` m2 over what its industry makes on as much land (ODD eq. 81)."""
    return output / (land / M2_PER_MU) / output_per_mu
