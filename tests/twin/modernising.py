"""Technical upgrading: machines replace workers of a registered firm, and floor is added on land it has (ODD eq. 65)."""

from typing import TYPE_CHECKING

from model.streams import Purpose
from model.units import YUAN_PER_10K

from .arithmetic import exponential_of, quarterly_share, rounded
from .siting import Application, DrawsOfApplication

if TYPE_CHECKING:
    from .firm import Firm


def modernise(firm: "Firm") -> bool:
    """Perhaps support a firm; return whether it put a project on its own land before its park."""
    share = firm.park.strength("technical_upgrading")
    if share <= 0.0 or not firm.above_scale:
        return False
    supported, floor, _, _ = firm.model.uniforms(firm.identity, Purpose.MODERNISING)
    if supported >= quarterly_share(share):
        return False
    install_machines(firm)
    if firm.project is not None or floor >= firm.model.parameters.zero_land_share:
        return False
    plot_ratio, review, _, _ = firm.model.uniforms(firm.identity, Purpose.PLOT_RATIO)
    draws = DrawsOfApplication(0.0, 0.0, 0.0, plot_ratio, review, 0.0)
    design = firm.design * firm.model.parameters.expansion_size
    Application(firm, firm.park, design, draws).decide_on_own_land()
    return True


def install_machines(firm: "Firm") -> None:
    """Replace workers by machines, for a subsidy, and become more able."""
    parameters = firm.model.parameters
    before = firm.labour_saved
    firm.labour_saved = 1.0 - (1.0 - before) * (1.0 - parameters.machine_saving)
    replaced = firm.output * (firm.labour_saved - before) / firm.industry.output_per_worker
    price = replaced * parameters.machine_cost * parameters.equipment_subsidy
    firm.model.charge("technical_upgrading", rounded(price * YUAN_PER_10K))
    firm.capability += parameters.machine_gain
    saving = exponential_of(-parameters.upgrade_saving * parameters.machine_gain)
    firm.energy_intensity *= saving
    firm.emission_intensity *= saving
    firm.park.page.modernised += 1
