"""The words of refusals that speak of targets which may be read in several ways.

A part of the table in `problem_texts`.
"""

from .bilingual import Text

READING_TEXTS: dict[str, Text] = {
    "reading_reason_rule": Text(
        "列有其他口径的目标，须在 reason（英文）或 reason_zh（中文）中说明为何采用本口径",
        "a target with other readings says in `reason` or `reason_zh` why it means its own indicator",
    ),
    "reads_itself": Text("{name} 即该目标自身的指标", "{name} is the target's own indicator"),
    "another_indicator": Text("其他口径须为另一指标", "another reading is another indicator"),
    "reading_of_unit": Text("{name} 的单位为 {unit}", "{name} is in {unit}"),
    "judged_once": Text(
        "同一指标同一年份只能出现一次：作为目标，或作为某一目标的其他口径",
        "an indicator is judged once a year: as a target, or as a reading of one",
    ),
}
