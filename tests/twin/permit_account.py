"""What a firm holds of emission permits and what its open project needs: an entry for each pollutant, whole kg a year."""

from dataclasses import dataclass, field
from typing import Any

from model.pollutants import POLLUTANTS
from model.state import Request, Stage
from model.streams import Purpose, draw
from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import rounded

FEN_A_YUAN = 100


def nothing() -> dict[str, int]:
    """Return 0 for each pollutant."""
    return dict.fromkeys(POLLUTANTS, 0)


@dataclass
class PermitAccount:
    """The account of one holder (ODD 2.6); it goes back to the city when the holder is gone."""

    verified_intensity: float = 0.0
    held: dict[str, int] = field(default_factory=nothing)
    unpaid: dict[str, int] = field(default_factory=nothing)
    offered: dict[str, int] = field(default_factory=nothing)
    offered_quarters: dict[str, int] = field(default_factory=nothing)
    needed: dict[str, int] = field(default_factory=nothing)
    asked: dict[str, int] = field(default_factory=nothing)
    budget: int = 0
    cleaner: int = 0

    @property
    def is_short(self) -> bool:
        """Whether the open project lacks permits of any pollutant."""
        return any(self.asked.values())

    def drop_need(self) -> None:
        """Forget the open project."""
        self.needed, self.asked = nothing(), nothing()
        self.budget = self.cleaner = 0

    def part_with(self, pollutant: str, amount: int) -> None:
        """Give up permits, those on offer and those got for nothing first (ODD eq. 114, 115)."""
        self.held[pollutant] -= amount
        self.offered[pollutant] = max(0, self.offered[pollutant] - amount)
        self.unpaid[pollutant] = max(0, self.unpaid[pollutant] - amount)


def base_price(city: Any, pollutant: str) -> int:
    """Return the base price in fen for a kg and year: 1,000 yuan a tonne are 100 fen a kg (ODD 2.6)."""
    return rounded(getattr(city.parameters, f"base_price_{pollutant}") / 10.0)


def emissions(firm: Any, pollutant: str, output: float, intensity: float) -> float:
    """Return kg a year of a pollutant at an output and an emission intensity (ODD eq. 110)."""
    return output * getattr(firm.industry, f"{pollutant}_intensity") * intensity / firm.industry.emission_intensity


def emitted(firm: Any, pollutant: str, output: float) -> int:
    """Return whole kg a year at an output, at what the firm emits now (ODD eq. 110)."""
    return rounded(emissions(firm, pollutant, output, firm.emission_intensity))


def for_good(firm: Any) -> tuple[float, float, float, float]:
    """Return the uniforms of headroom, part kept, price asked and cost of less (ODD 4.9)."""
    return draw(firm.model.key, firm.identity, 0, int(Purpose.PERMITS))


def verify(firm: Any, pollutant: str) -> int:
    """Give a firm its permits of a pollutant for nothing, and return how many (ODD eq. 111)."""
    output = firm.output if firm.stage == Stage.OPERATING else firm.design
    if firm.project is not None and firm.project.status == Request.BUILDING:
        output += firm.project.design
    if firm.permits is None:
        firm.permits = PermitAccount()
    headroom = firm.model.parameters.permit_headroom * for_good(firm)[0]
    granted = rounded(emissions(firm, pollutant, output, firm.emission_intensity) * (1.0 + headroom))
    firm.permits.verified_intensity = firm.emission_intensity
    firm.permits.held[pollutant] += granted
    firm.permits.unpaid[pollutant] += granted
    return granted


def pay_for_use(firm: Any) -> float:
    """Pay the yearly fee on permits got for nothing, and return it as a unit cost (ODD eq. 117)."""
    share = firm.model.levers.paid_use
    if share <= 0.0 or firm.permits is None or firm.output <= 0.0:
        return 0.0
    value = sum(firm.permits.unpaid[each] * base_price(firm.model, each) for each in POLLUTANTS)
    income = YUAN_PER_10K * firm.output
    due = min(income, share * value / FEN_A_YUAN)
    paid = rounded(QUARTER * due)
    firm.model.charge("paid_use", -paid)
    firm.park.page.permit_fees += paid
    return due / income


def use_cleaner_plant(firm: Any) -> None:
    """Emit less with a plant that was planned cleaner, now that it is finished (ODD eq. 116)."""
    account = firm.permits
    if account is None or account.cleaner == 0 or firm.is_newcomer:
        return
    spared = 1.0 - (1.0 - firm.model.parameters.cleaner_cut) ** account.cleaner
    if not firm.is_moving:
        spared *= firm.project.design / (firm.design + firm.project.design)
    firm.emission_intensity *= 1.0 - spared
    account.verified_intensity *= 1.0 - spared
    account.cleaner = 0
