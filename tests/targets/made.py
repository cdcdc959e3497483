"""A case with targets of every kind: of a park at most so much, of an industry in a range, of an industry in a park."""

import shutil

from scenarios.case import CASES

ENERGY = "energy_use.park.etdz"
ELECTRONICS = "gross_output.industry.electronics"
BOTH = "hightech_output_share.park.dongzhi.industry.chemicals"
TARGETS = """
[[targets]]
indicator = "energy_use"
year = 2020
at_most = 52.5
park = "etdz"
clause = "x-1"

[[targets]]
indicator = "gross_output"
year = 2020
at_least = 55.0
at_most = 72.5
industry = "electronics"
clause = "x-2"

[[targets]]
indicator = "hightech_output_share"
year = 2019
at_least = 0.15
park = "dongzhi"
industry = "chemicals"
clause = "x-3"
"""


def placed_case(folder, targets=TARGETS):
    """Write Chizhou's data with these targets and two baseline populations into a new folder; return it."""
    folder.mkdir(parents=True)
    for name in ("parks.csv", "industries.csv", "scenarios.toml", "sources.toml"):
        shutil.copy(CASES / "chizhou" / name, folder / name)
    text = (
        (CASES / "chizhou" / "case.toml")
        .read_text(encoding="utf-8")
        .replace("[population]\n", "[population]\npool = 2\n")
    )
    start, end = text.index("[[targets]]"), text.index("[[mergers]]")
    (folder / "case.toml").write_text(text[:start] + targets + "\n" + text[end:], encoding="utf-8")
    return folder
