"""The words of refusals that speak of choices: parameters whose values are alternatives.

A part of the table in `problem_texts`.
"""

from .bilingual import Text

CHOICE_TEXTS: dict[str, Text] = {
    "unknown_alternative": Text("没有备选设定 {name}", "unknown alternative {name}"),
    "value_and_weights": Text("value 和 weights 只能写一个", "value and weights cannot both be given"),
    "value_or_weights": Text(
        "请写 value（取定一种）或 weights（各备选设定的权重）：{names}",
        "write value, to hold one, or weights, one or more: {names}",
    ),
    "no_weight": Text("权重全部为 0", "every weight is 0"),
    "choice_axis_rule": Text("请写备选设定的列表，可选 {names}", "write a list of alternatives, of {names}"),
}
