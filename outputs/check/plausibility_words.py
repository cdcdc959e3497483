"""What `check` says of entries that hardly any city has, and of what in a folder has no effect; in both languages."""

from ..shared.register_words import WORDS as REGISTER_WORDS

PLAUSIBILITY = {
    "zh": {
        "register_moves": REGISTER_WORDS["zh"],
        "no_value_added": "{place}：增加值率为 {value}，一般不低于 {expected}，请核对。",
        "tax_above_value_added": "{place}：税收占产值比重 {value} 高于增加值率 {expected}，税收不会超过增加值，请核对。",
        "fast_trend": "{place}：趋势增速为每年 {value}，一般在 -{expected} 至 {expected} 之间，请核对。",
        "large_area": "{place}：规划面积为 {value} 亩，一般不超过 {expected} 亩，请核对单位。",
        "no_arrivals": "{place}：各开发区均为 0，没有项目会落户任何开发区，请至少在一个开发区填写大于 0 的数值。",
        "output_off": "{place}：产值为 {value} 亿元；按工业用地和行业亩均产值约为 {expected} 亿元，请核对单位。",
        "largest_below_mean": "{place}：最大企业产值为 {value} 万元，低于规上企业平均产值 {expected} 万元，请核对。",
        "small_firms_above_city": "{place}：规下企业 {value} 家，产值合计至少 {least} 亿元，超过全市规上企业的 {all} 亿元，请核对。",
        "target_falls": "{place}：{target}的目标为 {value}，比 {earlier} 年的 {expected} 更宽，请核对年份和数值。",
        "fraction_for_percent": "{place}：取值为 {value}，单位是{unit_zh}；如指 {expected} 个百分点，请写 {expected}。",
        "merger_ends": "{place}：整合在 {end} 结束，此后两个开发区重新分开；整合一般不设 end，请核对。",
        "upgrade_merges": "{place}：{park} 拟创建国家级，又并入 {into}，并入后不再单独管理，请核对拟创建的是哪一个。",
        "empty_scenario": "{place}：没有设置任何政策措施，结果与“无规划”相同；如不是情景，请从该文件中删去。",
        "stray_file": "{file}：案例不读取该文件，其内容不起作用。",
        "stray_file_near": "{file}：案例不读取该文件，其内容不起作用；您要写的是否为 {near}？",
        "cited_twice": "{place}：{cell} 与第 {line} 行重复，以后一行为准，请删去一行。",
        "cited_absent": "{place}：案例中没有 {file}，该行不起作用。",
        "low_above_value": "{place}：下限 {low} 高于该列的取值 {value}；该列只填 0 或 1，范围不起作用，请核对。",
    },
    "en": {
        "register_moves": REGISTER_WORDS["en"],
        "no_value_added": "{place}: value added is {value} of output, and as a rule at least {expected}; check it.",
        "tax_above_value_added": "{place}: taxes are {value} of output, more than value added, {expected}; no tax takes more than all of it.",
        "fast_trend": "{place}: the trend is {value} a year, and as a rule from -{expected} to {expected}; check it.",
        "large_area": "{place}: {value} mu are planned, and as a rule at most {expected}; check the unit.",
        "no_arrivals": "{place}: it is 0 in every zone, so that no project comes to any; it is more than 0 in at least one.",
        "output_off": "{place}: output is {value}; its industrial land and the output a mu of its industries let expect about "
        "{expected} (100 million yuan). Check the unit.",
        "largest_below_mean": "{place}: the largest firm makes {value}, less than the mean of registered firms, {expected} (10k yuan a year).",
        "small_firms_above_city": "{place}: {value} small firms make at least {least} together, more than all registered firms, {all} (100 million yuan).",
        "target_falls": "{place}: the target of {target} is {value}, easier than that of {earlier}, {expected}; check years and numbers.",
        "fraction_for_percent": "{place}: it is {value}, in {unit_en}; if {expected} percent is meant, write {expected}.",
        "merger_ends": "{place}: the merger ends in {end}, and the zones part again; a merger has no end as a rule.",
        "upgrade_merges": "{place}: {park} is to be promoted and joins {into} too, which manages it from then on; check which of them is meant.",
        "empty_scenario": "{place}: it sets no lever, so that its results are those without the plan; take it out if it is no scenario.",
        "stray_file": "{file}: no command reads this file of the case; what it holds has no effect.",
        "stray_file_near": "{file}: no command reads this file of the case; what it holds has no effect. Did you mean {near}?",
        "cited_twice": "{place}: {cell} is in line {line} too; the later row counts, so delete one.",
        "cited_absent": "{place}: the case has no {file}, so that this row has no effect.",
        "low_above_value": "{place}: the lower end {low} is above the value {value}; the column holds 0 or 1 and has no range that counts.",
    },
}
