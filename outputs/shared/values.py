"""How a value is written with its unit, in both languages: the one place, for tables, figures and sentences alike.

A declared unit is shown as a reader of the language has it: shares and yearly rates in percent, money in English in yuan
or millions of yuan. Files and columns of results keep the declared unit.
"""

import math
from typing import NamedTuple

from model.indicators import INDICATORS
from scenarios.targets import ALL_TARGETS, indicator_of

from .language import UNITS_ZH, Language

MISSING = "–"  # where there is no value
EXACT = 10  # significant digits of what somebody declared: all that say something
ROUNDED, ROUNDED_PERCENT = 4, 2  # of what was simulated or estimated, with a decimal of a percentage in any case
ROUNDED_CHANGE, ROUNDED_HALF = 3, 2  # of a difference, and of the half width of its interval
RARE = 0.1  # percent; what is rarer, and not impossible, has no number
FINE = 0.1  # percentage points; a smaller difference has the decimals that its first digit needs


class Shown(NamedTuple):
    """What is written behind a number in a unit, and by what a declared value is multiplied."""

    text: str
    factor: float = 1.0


BARE = ("1", "weight", "effort", "strictness", "cut per unit shortfall", "")  # nothing is written behind the number
SWITCH = "on/off"
PROBABILITY_UNIT = "share"  # unit of probabilities
SHARES = (PROBABILITY_UNIT, "share of tax")
RATES = ("1/year", "share/year", "chance/year")
# Units that are shown otherwise than they are called (`unit_label`), by language.
SHOWN: dict[str, dict[str, Shown]] = {
    "zh": {
        **dict.fromkeys((*BARE, SWITCH), Shown("")),
        **dict.fromkeys(SHARES, Shown("%", 100)),
        **dict.fromkeys(RATES, Shown("%/年", 100)),
        "percentage points/year": Shown("个百分点/年"),
        "tce/year": Shown("万吨标准煤/年", 1e-4),
        "1/year^0.5": Shown("/年^0.5"),
        "1/quarter": Shown("/季度"),
        "1/platform": Shown("/个平台"),
        "quarter": Shown("个季度"),
        "quarters": Shown("个季度"),
    },
    "en": {
        **dict.fromkeys((*BARE, SWITCH), Shown("")),
        **dict.fromkeys(SHARES, Shown("%", 100)),
        **dict.fromkeys(RATES, Shown("%/year", 100)),
        "1/year^0.5": Shown("/year^0.5"),
        "1/quarter": Shown("/quarter"),
        "1/platform": Shown("/platform"),
        "year": Shown("years"),
        "quarter": Shown("quarters"),
        "10,000 workers": Shown("workers", 1e4),
        "10,000 m2": Shown("m2", 1e4),
        "10,000 tce": Shown("thousand tce", 10),
        "tce/year": Shown("thousand tce/year", 1e-3),
        "10,000 equivalents": Shown("equivalents", 1e4),
        "100 million yuan": Shown("million yuan", 100),
        "10k yuan": Shown("million yuan", 0.01),
        "10k yuan/year": Shown("million yuan/year", 0.01),
        "10k yuan/quarter": Shown("yuan/quarter", 1e4),
        "10k yuan/mu": Shown("yuan/mu", 1e4),
        "10k yuan/firm": Shown("yuan/firm", 1e4),
        "10k yuan/worker": Shown("yuan/worker", 1e4),
        "10k yuan/m2": Shown("yuan/m2", 1e4),
        "10k yuan/m2/year": Shown("yuan/m2/year", 1e4),
        "10k yuan/year/m2": Shown("yuan/m2/year", 1e4),
        "10k yuan/tce": Shown("yuan/tce", 1e4),
        "tce/10k yuan": Shown("tce/million yuan", 100),
        "equivalents/10k yuan": Shown("equivalents/million yuan", 100),
    },
}
# Shares in words, for a sentence: each up to its bound. Below the first of them a share has no word.
PORTIONS: dict[str, dict[float, str]] = {
    "zh": {
        0.15: "约一成", 0.225: "约五分之一", 0.29: "约四分之一", 0.415: "约三分之一", 0.585: "约一半",
        0.71: "约三分之二", 0.775: "约四分之三", 0.85: "约五分之四", 0.95: "约九成", math.inf: "几乎全部",
    },
    "en": {
        0.15: "a tenth", 0.225: "a fifth", 0.29: "a quarter", 0.415: "a third", 0.585: "about half",
        0.71: "two thirds", 0.775: "three quarters", 0.85: "four fifths", 0.95: "nine tenths", math.inf: "nearly all",
    },
}  # fmt: skip
LEAST_PORTION = 0.05  # a smaller share is next to nothing
POINTS = {"zh": "个百分点", "en": "percentage points"}
STATES = {"zh": {0.0: "关", 1.0: "开"}, "en": {0.0: "off", 1.0: "on"}}  # of a switch


def numeral(value: float, digits: int = EXACT) -> str:
    """Return a number with thousands apart and no exponent: `digits` significant ones, and the whole part in full.

    Raises ValueError for what is not finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written as a number")
    text = f"{value:,.{_decimals(value, digits)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if value == 0.0 else text


def _decimals(value: float, digits: int) -> int:
    """Return how many decimals give a number so many significant digits; none where the whole part has as many."""
    return max(0, digits - 1 - math.floor(math.log10(abs(value)))) if value else 0


def shown_as(unit: str, language: str) -> Shown:
    """Return how a declared unit is shown. Raises KeyError for a unit without a Chinese name."""
    return SHOWN[language].get(unit) or Shown(UNITS_ZH[unit] if language == Language.ZH else unit)


def unit_of(indicator: str) -> str:
    """Return the declared unit of an indicator, also in a park or an industry, or of the event of all targets at once."""
    return PROBABILITY_UNIT if indicator == ALL_TARGETS else INDICATORS[indicator_of(indicator)].unit


def in_percent(unit: str) -> bool:
    """Return whether values of a unit are fractions that are shown in percent."""
    return unit in SHARES or unit in RATES


def number_in(value: float, unit: str, language: str, *, rounded: bool = False) -> str:
    """Return a value of a declared unit as it is shown, without the unit; "–" for what is not finite.

    `rounded` is for what was simulated or estimated: one decimal of a percentage (two digits below 1 %), four digits of
    other numbers.
    """
    if not math.isfinite(value):
        return MISSING
    if unit == SWITCH and value in STATES[language]:
        return STATES[language][value]
    if rounded and in_percent(unit):
        return numeral(round(100 * value, max(1, _decimals(100 * value, ROUNDED_PERCENT))))
    return _scaled(value, unit, language, ROUNDED if rounded else EXACT)


def cell_number(value: float, unit: str, language: str) -> str:
    """Return a simulated value as it is shown, for a cell of a table in a file: no mark of thousands, empty for none."""
    number = number_in(value, unit, language, rounded=True)
    return "" if number == MISSING else number.replace(",", "")


def _scaled(value: float, unit: str, language: str, digits: int) -> str:
    """Return a number in the scale of its unit, rounded before, so that both languages have the same digits."""
    return numeral(round(value, _decimals(value, digits)) * shown_as(unit, language).factor)


def value_text(value: float, unit: str, language: str, *, rounded: bool = False) -> str:
    """Return a value of a declared unit with its unit: 45.3 %, 71,330 million yuan; in Chinese 45.3%, 713.3 亿元."""
    number = number_in(value, unit, language, rounded=rounded)
    return number if number == MISSING else with_unit(number, shown_as(unit, language).text, language)


def with_unit(number: str, text: str, language: str) -> str:
    """Return a written number and what is written behind it; a space is before words and, in English, before "%"."""
    if number == "1" and language == Language.EN:
        counted, slash, per = text.partition("/")
        text = (f"{counted[:-3]}y" if counted.endswith("ies") else counted.removesuffix("s")) + slash + per
    joined = not text or text.startswith("/") or (language == Language.ZH and text.startswith("%"))
    return number + text if joined else f"{number} {text}"


def range_text(low: float, high: float, unit: str, language: str, *, rounded: bool = False) -> str:
    """Return a range with its unit: 7 to 11 %/year; in Chinese 7%/年 至 11%/年."""
    last = value_text(high, unit, language, rounded=rounded)
    if language == Language.ZH:  # the sign for percent is behind both numbers
        first = (value_text if in_percent(unit) else number_in)(low, unit, language, rounded=rounded)
        return f"{first} 至 {last}"
    return f"{number_in(low, unit, language, rounded=rounded)} to {last}"


def change_unit(unit: str, language: str) -> str:
    """Return the unit of differences between values of a declared unit: percentage points where those are in percent."""
    return shown_as(unit, language).text.replace("%", POINTS[language])


def change_number(
    value: float, unit: str, language: str, *, signed: bool = True, beside: float | None = None, least: float = 0.0
) -> str:
    """Return a difference, without the unit: one decimal of percentage points, more where its first digit needs them.

    So a found effect is never written as "-0.00". In other units a difference has three significant digits. `beside` is
    the difference whose half width this is. Decimals of percentage points are those that `least` needs, if it is not 0.
    """
    if not math.isfinite(value):
        return MISSING
    if in_percent(unit):
        measure = abs(100 * (least or value))
        decimals = 1 if measure == 0 or measure >= FINE else _decimals(measure, 1)
        text = f"{round(100 * value, decimals) + 0.0:,.{decimals}f}"  # + 0.0: no minus before zero
    else:
        text = _scaled(value, unit, language, ROUNDED_CHANGE if beside is None else ROUNDED_HALF)
    return f"+{text}" if signed and float(value) > 0 else text


def change_text(value: float, unit: str, language: str, *, signed: bool = True) -> str:
    """Return a difference with its unit: +1.3 percentage points."""
    number = change_number(value, unit, language, signed=signed)
    return number if number == MISSING else with_unit(number, change_unit(unit, language), language)


def uncertain_change_text(value: float, half: float, unit: str, language: str) -> str:
    """Return a difference with the half width of its interval, without the unit: +4.1 ± 0.4."""
    # Both have the decimals that the smaller one needs.
    least = min(abs(value), abs(half)) or max(abs(value), abs(half))
    width = change_number(half, unit, language, signed=False, beside=value, least=least)
    return f"{change_number(value, unit, language, least=least)} ± {width}"


def probability_number(value: float, decimals: int = 0) -> str:
    """Return a probability in percent, without the sign, with at most so many decimals.

    Near 0 and 1 there is one, since what may happen is not impossible and what may fail is not certain.
    """
    if not math.isfinite(value):
        return MISSING
    percent = 100 * value
    if 0 < percent < RARE:
        return f"<{RARE}"
    if 100 - RARE < percent < 100:
        return f">{100 - RARE}"
    near = 0 < percent < 1 or 99 < percent < 100
    return f"{percent:.{max(decimals, int(near))}f}".removesuffix(".0")


def probability_text(value: float, language: str, decimals: int = 0) -> str:
    """Return a probability in percent, with the sign."""
    number = probability_number(value, decimals)
    return number if number == MISSING else with_unit(number, "%", language)


def portion_text(share: float, language: str) -> str | None:
    """Return an estimated share in words, such as two thirds; None for one that is next to nothing, or below 0."""
    if share < LEAST_PORTION:
        return None
    return next(words for bound, words in PORTIONS[language].items() if share < bound)


def span_text(low: str, high: str, language: str) -> str:
    """Return two written percentages as a range, 38–71 %, in Chinese 38%–71%; one where both read the same."""
    if low == high:
        return low
    return f"{low if language == Language.ZH else low.removesuffix(' %')}–{high}"


def amounts_span_text(low: float, high: float, unit: str, language: str) -> str:
    """Return two simulated values as a range with the unit once: 237–252.3 万元/亩; one where both read the same."""
    first, last = (value_text(end, unit, language, rounded=True) for end in (low, high))
    if in_percent(unit) or first == last:
        return span_text(first, last, language)
    return f"{number_in(low, unit, language, rounded=True)}–{last}"


def ends_text(low: float, high: float, decimals: int = 0) -> str:
    """Return the ends of the interval of a probability in percent, without the sign: 41–49."""
    return f"{probability_number(low, decimals)}–{probability_number(high, decimals)}"


def probability_with_interval(value: float, low: float, high: float, language: str, decimals: int = 0) -> str:
    """Return a probability with its interval: 45 % (41–49); in Chinese 45%（41–49）."""
    return bracketed(probability_text(value, language, decimals), ends_text(low, high, decimals), language)


def probability_lines(value: float, low: float, high: float, language: str) -> str:
    """Return a probability with its interval in the line below, for narrow columns."""
    return f"{probability_text(value, language)}\n{ends_text(low, high)}"


def bracketed(text: str, note: str, language: str) -> str:
    """Return a text with a note in brackets, those of the language."""
    return f"{text}（{note}）" if language == Language.ZH else f"{text} ({note})"
