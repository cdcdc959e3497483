"""The words of refusals that speak of the links between industries. A part of the table in `problem_texts`."""

from .bilingual import Text

LINK_TEXTS: dict[str, Text] = {
    "pair_twice": Text("供给行业和使用行业与第 {line} 行相同", "has the supplier and the user of line {line}"),
    "demand_feeds_itself": Text(
        "投入系数矩阵的谱半径为 {radius}，需求会无限放大",
        "the spectral radius of the coefficients is {radius}: demand would feed itself without end",
    ),
    "radius_rule": Text(
        "谱半径须小于 1：每个行业的投入合计通常小于其产出",
        "it is below 1: what an industry buys is usually less than its output",
    ),
    "whole_table_cited": Text(
        "{name} 不能作 input_coefficients.csv 的行", "{name} cannot be a row of input_coefficients.csv here"
    ),
    "inputs_ranged": Text(
        "投入系数的范围由参数 input_scale 给出", "the range of the coefficients is that of parameter input_scale"
    ),
}
