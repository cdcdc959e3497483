"""The words of every refusal in both languages: one entry a message, the same values named in each.

Names of columns, keys and parks, units and values are shown as they are in the files, in either language.
"""

from .bilingual import Text
from .problem_texts_analysis import ANALYSIS_TEXTS
from .problem_texts_choices import CHOICE_TEXTS
from .problem_texts_contents import CONTENTS_TEXTS
from .problem_texts_evidence import EVIDENCE_TEXTS
from .problem_texts_facts import FACT_TEXTS
from .problem_texts_firms import FIRM_TEXTS
from .problem_texts_folders import FOLDER_TEXTS
from .problem_texts_grading import GRADING_TEXTS
from .problem_texts_input import INPUT_TEXTS
from .problem_texts_installation import INSTALLATION_TEXTS
from .problem_texts_links import LINK_TEXTS
from .problem_texts_readings import READING_TEXTS
from .problem_texts_scoring import SCORING_TEXTS
from .problem_texts_search import SEARCH_TEXTS
from .problem_texts_sweeps import SWEEP_TEXTS
from .problem_texts_towns import TOWN_TEXTS

BETWEEN = {"zh": "、", "en": ", "}


_SENTENCES = {
    "sentence": Text("{place}：{what}", "{place}: {what}"),
    "sentence_with_allowed": Text("{sentence}；{allowed}", "{sentence}; {allowed}"),
    "refused": Text("无法运行：{sentence}", "refused: {sentence}"),
}

_PLACES = {
    "line": Text("{file} 第 {line} 行", "{file}: line {line}"),
    "line_and_byte": Text("{file} 第 {line} 行（第 {byte} 字节）", "{file}: line {line} (byte {byte})"),
    "cell": Text("{file} 第 {line} 行 {column} 列", "{file}: line {line}, column {column}"),
    "column": Text("{file} 的 {column} 列", "{file}: column {column}"),
    "key": Text("{file} 的 {key}", "{file}: {key}"),
    "table": Text("{file} 的 [{table}]", "{file}: [{table}]"),
    "step": Text("{place} 的第 {number} 档", "{place}, step {number}"),
    "setting": Text("{file} 的 [{scenario}.levers] {lever}", "{file}: [{scenario}.levers] {lever}"),
    "case": Text("案例 {name}", "case {name}"),
    "scenario": Text("情景 {name}", "scenario {name}"),
    "option": Text("参数 {option}", "{option}"),
    "command_line": Text("命令行", "command line"),
    "asked_to_explain": Text("explain 命令的 {name}", "explain {name}"),
}

_HINTS = {
    "nearest": Text("您要写的是否为 {name}？", "did you mean {name}?"),
    "known": Text("可用：{names}", "known: {names}"),
    "range": Text("允许范围：{low} 至 {high}", "allowed: {low} to {high}"),
    "range_unit": Text("允许范围：{low} 至 {high}（单位 {unit}）", "allowed: {low} to {high} {unit}"),
    "at_most": Text("最多 {limit}", "at most {limit}"),
    "another_name": Text("请换一个名称", "choose another name"),
    "see_help": Text("用 --help 查看可用的命令和参数", "see --help"),
}

_FILES = {
    "is_missing": Text("文件不存在", "is missing"),
    "files_of_a_case": Text(
        "案例文件夹须有 case.toml、parks.csv 和 industries.csv",
        "a case is a folder with case.toml, parks.csv and industries.csv",
    ),
    "is_folder": Text("是文件夹而不是文件", "is a folder"),
    "is_device": Text("不是普通文件", "is no ordinary file"),
    "a_file_belongs_here": Text("此处应为文件", "a file belongs here"),
    "too_large": Text("文件大小为 {size} MB", "is {size} MB large"),
    "size_limit": Text("上限为 {limit} MB", "at most {limit} MB"),
    "link_loop": Text("是循环的符号链接", "is a link that leads back to itself"),
    "no_permission": Text("没有读取权限", "cannot be read: no permission"),
    "cannot_be_read": Text("无法读取（{code}）", "cannot be read ({code})"),
    "empty_file": Text("文件为空", "is empty"),
    "nul": Text("含有空字节（NUL）", "holds a NUL byte"),
    "save_as_utf8": Text("请另存为 UTF-8 编码", "save it in UTF-8"),
    "no_encoding": Text("既不是 UTF-8 也不是 GB18030 编码", "is neither UTF-8 nor GB18030"),
    "damaged": Text(
        "文件不完整或已损坏：此处不是有效的 {encoding}", "is cut off or damaged: not valid {encoding} from here on"
    ),
    "take_the_original": Text("请从原文件重新复制", "copy it from the original again"),
}

_TOML = {
    "toml_twice": Text("键或表重复出现：{text}", "a key or table occurs twice: {text}"),
    "toml_unclosed": Text("引号或括号未闭合：{text}", "a quotation mark or bracket is not closed: {text}"),
    "toml_character": Text("含有不允许的字符：{text}", "holds a character that is not allowed: {text}"),
    "toml_equals": Text("键后缺少等号：{text}", "no = after a key: {text}"),
    "toml_value": Text("等号后的内容无法读取：{text}", "what comes after = cannot be read: {text}"),
    "toml_statement": Text("不符合 TOML 格式：{text}", "is not readable as TOML: {text}"),
    "toml_digits": Text("数字位数过多：{text}", "a number with too many digits: {text}"),
    "toml_deep": Text("括号嵌套过深", "brackets are nested too deeply"),
    "toml_long_key": Text("键的层级过多", "a key has too many parts"),
    "too_many_keys": Text("键和表过多", "has too many keys and tables"),
    "control_character": Text("含有不可见的控制字符 {text}", "holds the control character {text}, which nobody sees"),
    "plain_text_rule": Text("请删去该字符", "delete this character"),
    "toml_rule": Text(
        "每行写作“键 = 值”，文字加英文直引号，数字用半角字符",
        "write key = value, text in straight quotation marks, numbers in plain digits",
    ),
}

_TABLES = {
    "no_rows": Text("只有表头，没有数据行", "has no rows below its header"),
    "row_count": Text("有 {count} 行数据", "has {count} rows"),
    "row_length": Text("有 {count} 个单元格", "has {count} cells"),
    "header_length": Text("表头有 {count} 个", "the header has {count}"),
    "quotes": Text("引号未闭合，或引号后还有其他字符", "a quotation mark is not closed, or text follows it"),
    "quotes_rule": Text('引号内的引号须写两次（""）', 'a quotation mark within quotation marks is written twice ("")'),
    "one_column": Text("表头只有一列：{text}", "the header is one cell: {text}"),
    "separate_by_commas": Text("各列须用半角逗号分隔", "columns are separated by commas"),
    "unknown_column": Text("没有名为 {name} 的列", "unknown column {name}"),
    "column_twice": Text("列 {name} 重复出现", "column {name} occurs twice"),
    "column_missing": Text("缺少列 {name}", "column {name} is missing"),
    "cell_too_long": Text("单元格有 {count} 个字符：{text}", "the cell has {count} characters: {text}"),
    "id_twice": Text("{name} 与第 {line} 行重复", "{name} is in line {line} too"),
    "ids_unique": Text("id 不得重复", "ids must be unique"),
    "is_empty": Text("内容为空", "is empty"),
    "not_a_number": Text("{value} 不是数字", "{value} is not a number"),
    "not_whole": Text("{value} 不是整数", "{value} is not a whole number"),
    "out_of_range": Text("{value} 超出范围", "{value} is out of range"),
    "percent_sign": Text("{value} 带有百分号", "{value} has a percent sign"),
    "write_fraction": Text("请写作 {number}", "write {number}"),
    "adds_up_to": Text("合计为 {total}", "adds up to {total}"),
    "must_add_up": Text("合计须为 1", "it must add up to 1"),
    "obsolete_shares": Text("与 eliminated_share 合计为 {total}", "adds up to {total} together with eliminated_share"),
    "all_zero": Text("各开发区均为 0（或没有产值）", "is 0 in every zone that has output"),
}

_PARKS = {
    "unknown_level": Text("没有 {name} 这一级别", "unknown level {name}"),
    "second_outside": Text(
        "{name} 是第二个级别为 outside 的行（第一个在第 {line} 行）",
        "{name} is a second park outside, after line {line}",
    ),
    "one_outside": Text("最多一个", "there is at most one"),
    "no_zone": Text("没有任何开发区", "there is no zone"),
    "levels_of_zones": Text(
        "至少一行的级别为 national、provincial 或 municipal",
        "at least one row is national, provincial or municipal",
    ),
    "some_hightech": Text("至少一个开发区大于 0", "it is more than 0 in at least one zone"),
    "output_outside": Text(
        "{value} 不能填写：区外产值由 totals.zone_gross_output_share 推算",
        "{value} cannot be given: output outside follows from totals.zone_gross_output_share",
    ),
    "output_or_share": Text(
        "请填写区外产值，或提供 totals.zone_gross_output_share", "give it here, or give totals.zone_gross_output_share"
    ),
    "leave_empty": Text("请留空", "leave the cell empty"),
    "unknown_industry": Text("没有行业 {name}", "unknown industry {name}"),
    "industry_twice": Text("行业 {name} 重复出现", "industry {name} occurs twice"),
    "leading_rule": Text("开发区至少有一个主导产业", "a zone has at least one leading industry"),
    "leading_share": Text(
        "{names} 的 national_share 合计为 {share}", "{names} have {share} of national_share together"
    ),
    "leading_share_rule": Text(
        "主导产业须占一部分，也须给其他行业留一部分",
        "leading industries need a part of it and must leave one to the others",
    ),
    "no_firms": Text("{park} 没有规上企业（0）", "{park} has no registered firm (0)"),
    "no_firms_rule": Text("请填写企业数及其产值，或删去这一行", "enter its firms and their output, or remove the row"),
    "below_threshold": Text(
        "{park} 的 {firms} 家企业平均产值为 {mean} 万元",
        "the {firms} firms of {park} make {mean} (10k yuan a year) on average",
    ),
    "threshold_rule": Text(
        "须高于规上门槛 {threshold} 万元：请检查 output（亿元）与 firms",
        "it must be more than the register's threshold, {threshold}: check output (100 million yuan) and firms",
    ),
    "threshold_rule_outside": Text(
        "须高于规上门槛 {threshold} 万元：请检查 firms 与 totals.zone_gross_output_share",
        "it must be more than the register's threshold, {threshold}: check firms and totals.zone_gross_output_share",
    ),
    "no_land": Text(
        "{park} 有 {firms} 家企业，但在用工业用地为 {land} 亩",
        "{park} has {firms} firms on {land} mu of industrial land in use",
    ),
    "no_land_rule": Text(
        "industrial_land 扣除 idle_share 后至少 1 亩", "industrial_land less idle_share is at least 1 mu"
    ),
    "too_little_planned": Text(
        "{park} 的规划面积 {planned} 亩容不下工业用地 {industrial} 亩、其他用地 {other} 亩和标准厂房 {floor} 平方米",
        "{park}: planned area {planned} mu is smaller than its industrial land {industrial} mu, other uses {other} mu and "
        "standard factories {floor} m2 together",
    ),
    "planned_rule": Text("还差 {missing} 亩", "{missing} mu are missing"),
    "low_hill_outside": Text(
        "{park} 不是开发区，不能安排低丘缓坡开发区块", "{park} is no zone and cannot have a block on low hills"
    ),
    "low_hill_too_large": Text(
        "{park} 低丘缓坡开发区块 {block} 亩，超过规划面积中剩余的土地",
        "{park}: the block on low hills, {block} mu, is larger than what is left of the planned area",
    ),
    "small_firm_outside": Text(
        "{park} 不是开发区，不能安排小微企业创业园", "{park} is no zone and cannot have a small-firm park"
    ),
    "small_firm_too_large": Text(
        "{park} 拟建小微企业创业园 {land} 亩，超过其工业用地",
        "{park}: its small-firm park of {land} mu is larger than its industrial land",
    ),
    "small_firm_rule": Text("小微企业创业园至少有一个主导产业", "a small-firm park has at least one leading industry"),
    "too_many_firms": Text("全市共有 {firms} 家企业", "the city has {firms} firms in all"),
    "unknown_zone": Text("没有开发区 {name}", "unknown zone {name}"),
    "joins_itself": Text("{name} 不能并入自身", "{name} joins itself"),
    "joins_twice": Text("{name} 已并入 {into}", "{name} joins {into} already"),
    "one_other_zone": Text("一个开发区只能并入另一个开发区", "a zone joins one other zone"),
    "joins_a_joiner": Text("{name} 本身并入 {into}", "{name} joins {into} itself"),
    "name_that_one": Text("请直接写 {name}", "name {name}"),
    "national_already": Text("{name} 已是国家级开发区", "{name} is a national zone already"),
    "upgraded_twice": Text("{name} 重复出现", "{name} occurs twice"),
}

_CASES = {
    "unknown_case": Text("{name} 既不是内置案例也不是文件夹", "{name} is neither a shipped case nor a folder"),
    "no_population": Text("无法生成符合全部数据的企业：{reason}", "no firms fit all that is given: {reason}"),
    "key_missing": Text("缺少该键", "is missing"),
    "unknown_key": Text("没有名为 {key} 的键", "unknown key {key}"),
    "not_usable": Text("{value} 不可用", "{value} cannot be used"),
    "not_text": Text("{value} 不是文字", "{value} is not text"),
    "not_a_table": Text("{value} 不是表", "{value} is not a table"),
    "not_a_list": Text("{value} 不是列表", "{value} is not a list"),
    "empty_list": Text("列表为空：{value}", "is empty: {value}"),
    "text_too_long": Text("文字过长：{value}", "the text is too long: {value}"),
    "number_rule": Text("请写半角数字，不加引号", "write a plain number without quotation marks"),
    "text_rule": Text("请写文字并加引号", "write text in quotation marks"),
    "hold_rule": Text(
        "请写参数名和数值（或备选设定的名称），如 {{'macro_growth': 0.05}}；在 mesa.batch_run 中须放入列表：[{{'macro_growth': 0.05}}]",
        "write {{name of a parameter: number or word}}; in mesa.batch_run as a list: [{{name of a parameter: number or word}}]",
    ),
    "table_rule": Text("请写作 [{key}]", "write it as [{key}]"),
    "list_rule": Text("请写作 [[{key}]]，至少一项", "write it as [[{key}]], at least one"),
    "bad_name": Text("{name} 不能作名称", "{name} cannot be a name"),
    "name_rule": Text(
        "只能用汉字、英文字母、数字、下划线和连字符，不以连字符开头，最多 {longest} 个字符",
        "letters, Chinese characters, digits, _ and - only, not - first, at most {longest} characters",
    ),
    "reserved_name": Text("{name} 是 Windows 的保留名称", "{name} is a name reserved by Windows"),
    "bad_label": Text("{label} 不能作标签", "{label} cannot be a label"),
    "label_rule": Text(
        "写一行 1 至 {longest} 个字符的文字", "write 1 to {longest} characters that can be printed in a line"
    ),
    "small_firms_needed": Text(
        "不能省略：规下企业数没有其他来源",
        "it cannot be left out: nothing else says how many firms are below the threshold",
    ),
    "sizes_needed": Text(
        "不能省略：企业规模分布没有其他来源",
        "it cannot be left out: nothing else says how sizes of firms are distributed",
    ),
    "ramping_needed": Text(
        "不能省略：尚未达产企业没有其他来源",
        "it cannot be left out: nothing else says how many firms are still ramping up",
    ),
    "other_unit": Text("单位为 {unit}", "the unit is {unit}"),
    "unit_rule": Text("该数字的单位须为 {unit}", "this number is in {unit}"),
    "unknown_source": Text(
        "没有来源 {name}（自有来源请在 sources.toml 中写明）",
        "unknown source {name} (a case declares its own in sources.toml)",
    ),
    "source_of_model": Text("模型已有来源 {name}", "{name} is a source of the model already"),
    "cite_or_rename": Text("请直接引用该来源，或另取名称", "cite that one, or choose another name"),
    "source_rule": Text(
        "来源写作 [名称]，含 zh、en、date、where", "write a source as [name] with zh, en, date and where"
    ),
    "date_rule": Text(
        '请写作 "2015"、"2015-11"、"2015-11-02" 或 "2007-2015"',
        'write it like "2015", "2015-11", "2015-11-02" or "2007-2015"',
    ),
    "no_range": Text("来源为 assumption，却没有取值范围", "is an assumption without a range"),
    "range_rule": Text("请补充 low 和 high", "an assumption needs a range: low and high"),
    "outside_its_range": Text("{value} 不在自己的 low 与 high 之间", "{value} is outside its own low and high"),
    "unknown_parameter": Text("没有参数 {name}", "unknown parameter {name}"),
    "unknown_indicator": Text("没有指标 {name}", "unknown indicator {name}"),
    "mixed_units": Text("各指标单位不同：{units}", "the indicators have several units: {units}"),
    "one_unit_a_level": Text("请按单位分表，或不设 at_least", "make a table for each unit, or leave at_least out"),
    "target_year": Text("目标年份 {year} 不在模拟期内", "target year {year} is not simulated"),
    "most_years_rule": Text(
        "本案例模拟至 {last} 年；如需延长，请在 case.toml 中写明 most_years（最多模拟的年数）",
        "this case runs to {last}; most_years in case.toml allows more years",
    ),
    "target_twice": Text("{year} 年 {name} 的目标与第 {number} 个重复", "{name} of {year} is target {number} already"),
    "one_range": Text(
        "区间目标在同一个目标中同时写 at_least 和 at_most，前者不大于后者",
        "a range is one target with at_least and at_most, the first not above the second",
    ),
    "targets_rule": Text(
        "请写目标（[[targets]]）；规划没有目标的，请写 compared：与“无规划”比较的指标",
        "write [[targets]]; of a plan without any, write in `compared` in which indicators scenarios are compared",
    ),
    "bound_rule": Text("请写 at_least、at_most 或两者", "write at_least, at_most, or both"),
    "bounds_crossed": Text(
        "at_least {at_least} 大于 at_most {at_most}", "at_least {at_least} is above at_most {at_most}"
    ),
    "flag_not_above": Text("提示线 flag_above {value} 不在下限之上", "flag_above {value} is not above a lower bound"),
    "flag_above_rule": Text(
        "flag_above 须大于 at_least，且该目标没有 at_most", "it goes with at_least alone, and is above it"
    ),
    "not_told_by": Text("指标 {name} 没有分{kind}的数值", "{name} has no value for a single {kind}"),
    "leave_out_key": Text("请删去 {key}", "leave {key} out"),
    "kind_park": Text("开发区", "park"),
    "kind_industry": Text("行业", "industry"),
}

_CLAUSES = {
    "clause_twice": Text("条款 {name} 重复出现", "clause {name} occurs twice"),
    "unknown_treatment": Text("没有处理方式 {name}", "unknown treatment {name}"),
    "unknown_in_clause": Text("没有政策措施、指标或目标 {name}", "no lever, indicator or target {name}"),
    "reason_rule": Text("不模拟的条款须写明原因", "a clause that is not simulated needs a reason"),
    "by_rule": Text("进入模型的条款须写明所用的政策措施、指标或目标", "a clause that is simulated names what by"),
}

_SCENARIOS = {
    "scenario_count": Text("有 {count} 个情景", "has {count} scenarios"),
    "no_scenario": Text("没有情景", "holds no scenario"),
    "scenario_rule": Text("情景写作 [名称] 和 [名称.levers]", "write a scenario as [name] and [name.levers]"),
    "unknown_scenario": Text("没有情景 {name}", "unknown scenario {name}"),
    "unknown_lever": Text("没有政策措施 {name}", "unknown lever {name}"),
    "none_sets_levers": Text("none 情景设置了政策措施：{names}", "sets levers: {names}"),
    "none_rule": Text("none 表示没有规划时的情形", "`none` is what happens without the plan"),
    "no_strength": Text("缺少 strength", "strength is missing"),
    "strength_no_number": Text("strength 为 {value}，不是数字", "strength is {value}, not a number"),
    "strength_range": Text("strength 为 {value}，超出范围", "strength {value} is out of range"),
    "bad_ramp": Text("ramp 为 {value}", "ramp is {value}"),
    "ramp_rule": Text("须为 0 至 {high} 的整数（季度数）", "it must be a whole number of quarters from 0 to {high}"),
    "bad_quarter": Text("{key} 为 {value}，不是季度", "{key} is {value}, which is not a quarter"),
    "quarter_rule": Text('请写作 "2016Q1"', 'write it like "2016Q1"'),
    "quarters": Text("可用 {first} 至 {last}", "from {first} to {last}"),
    "starts_too_early": Text(
        "起始季度 {start} 不晚于基期季度 {baseline}", "the start, {start}, is not after the baseline quarter {baseline}"
    ),
    "starts_too_late": Text(
        "起始季度 {start} 晚于最后一个季度 {last}", "the start, {start}, is after the last quarter {last}"
    ),
    "before_approval": Text(
        "自 {start} 起实施，早于批准时间 {since}", "it starts in {start}, before it was approved in {since}"
    ),
    "approved_twice": Text("政策措施 {lever} 的批准时间出现两次", "lever {lever} is approved twice"),
    "approval_rule": Text("最早自 {since} 起实施", "it may start in {since} at the earliest"),
    "ends_too_early": Text("end {end} 不晚于 start {start}", "end {end} is not after start {start}"),
    "end_rule": Text("end 是不再生效的第一个季度", "end is the first quarter in which it is no longer in force"),
    "never_acts": Text(
        "{start} 至 {end} 之间没有第 {quarter} 季度", "there is no quarter {quarter} of a year from {start} to {end}"
    ),
    "yearly_rule": Text(
        "该政策措施只在每年第 {quarter} 季度起作用", "this lever acts in quarter {quarter} of a year only"
    ),
    "too_small": Text(
        "strength 为 {value}，在起止时间内累计不足 1 个，不起作用",
        "strength {value} is too small to act: within its dates it does not add up to a whole one",
    ),
    "least_strength": Text(
        "起作用的最低力度：{least}（单位 {unit}）", "the least strength that acts is {least} {unit}"
    ),
    "dates_too_short": Text(
        "起止时间太短：力度取最高值 {high}（单位 {unit}）时累计也不足 1 个",
        "its dates are too short: even the highest strength, {high} {unit}, does not add up to a whole one",
    ),
    "longer_dates": Text("请提前 start、推后 end 或缩短 ramp", "start it earlier, end it later, or shorten the ramp"),
    "half_on": Text("strength 为 {value}，既不是 0 也不是 1", "strength {value} is neither 0 nor 1"),
    "switch_rule": Text("该政策措施是开关：0 或 1，没有 ramp", "this lever is a switch: 0 or 1, without a ramp"),
    "switch_ramp": Text("ramp 为 {value}", "ramp is {value}"),
    "beside_steps": Text("已分档设置（steps），又写有 {key} = {value}", "{key} is {value} beside steps"),
    "no_steps": Text("steps 为 {value}", "steps is {value}"),
    "no_from": Text("缺少 from", "from is missing"),
    "steps_unordered": Text(
        "起始季度 {start} 不晚于上一档的 {earlier}", "from {start} is not after {earlier}, where the step before begins"
    ),
    "steps_rule": Text(
        '请写作 steps = [{{ from = "2016Q1", strength = 0.3 }}, …]，按季度先后排列；不写 strength、start、ramp、end',
        'write steps = [{{ from = "2016Q1", strength = 0.3 }}, ...] in the order of quarters, without strength, start, ramp or '
        "end beside it",
    ),
    "no_parks": Text("parks 为 {value}", "parks is {value}"),
    "parks_rule": Text("请列出至少一个开发区的编号或名称", "list the ids or names of at least one park"),
    "no_such_park": Text("该政策措施在 {value} 不起作用", "this lever can do nothing at {value}"),
    "park_twice": Text("{value} 重复", "{value} is named twice"),
    "name_once": Text("每个开发区只写一次", "name each park once"),
    "not_by_park": Text(
        "该政策措施不能只用于部分开发区：{names}", "this lever cannot be set for some parks only: {names}"
    ),
    "leave_parks_out": Text(
        "其力度为全市或各开发区合计，请删去 parks",
        "its strength is one for the whole city or all zones: leave parks out",
    ),
    "set_in_steps": Text(
        "情景中 {lever} 为分档设置（steps），不能只改一个力度",
        "{lever} is set in steps, of which no single strength can be changed",
    ),
    "vary_scenarios": Text(
        "请把不同的分档写成不同情景，再比较这些情景",
        "write scenarios that differ in their steps, and vary the scenario",
    ),
    "whole_setting": Text("请给出完整的设置", "give a whole setting"),
    "circle_of_bases": Text("base 首尾相接：{names}", "the bases go round in a circle: {names}"),
    "base_rule": Text("base 是本文件中另一情景的编号或名称", "base is the id or name of another scenario of the file"),
    "lacks_need": Text("案例没有{need}（{where}）", "the case has no {need} ({where})"),
    "leave_out": Text("请补充，或不设该政策措施", "add it, or leave the lever out"),
}

_COMMANDS = {
    "unknown_language": Text("没有语言 {name}", "unknown language {name}"),
    "unknown_command": Text("没有命令 {name}", "unknown command {name}"),
    "unknown_option": Text("没有参数 {name}", "unknown option {name}"),
    "option_value": Text(
        "参数 {name} 的用法不对：缺少取值，或不该有取值", "option {name} lacks its value, or takes none"
    ),
    "extra_arguments": Text("多余的内容：{names}", "unexpected: {names}"),
    "argument_missing": Text("缺少 {name}", "{name} is missing"),
    "usage": Text("无法理解：{reason}", "is not understood: {reason}"),
    "no_schema": Text("没有 {name} 的模式", "there is no schema of {name}"),
    "unknown_name": Text("没有这样的名称", "nothing that is declared or shipped has this name"),
    "is_there": Text("{folder} 已存在", "{folder} is there already"),
    "new_folder": Text("请写一个尚不存在的文件夹", "name a folder that does not exist"),
    "not_a_folder_name": Text("{folder} 不能作文件夹名", "{folder} cannot be the name of a folder"),
    "cannot_write": Text("无法在 {folder} 写入（{code}）", "{folder} cannot be written ({code})"),
    "package": Text("程序包 {name}", "package {name}"),
    "not_installed": Text("尚未安装", "is not installed"),
    "install_extra": Text(
        "请先运行 python run.py install {extra}，或 pip install '.[{extra}]'",
        "run python run.py install {extra}, or pip install '.[{extra}]'",
    ),
    "not_utf8": Text("{folder} 含有不是 UTF-8 编码的字节", "{folder} has bytes that are not UTF-8"),
    "disk_short": Text(
        "{folder} 所在磁盘可用空间为 {free} GB，约需 {needed} GB",
        "the disk of {folder} has {free} GB free, and about {needed} GB are needed",
    ),
    "fewer_or_other_disk": Text(
        "请减少模拟次数，或写到其他磁盘", "ask for fewer replicates, or name a folder on another disk"
    ),
    "beyond_memory": Text(
        "结果需要内存约 {needed} GB，本机共有 {there} GB",
        "the results take about {needed} GB of memory, and this machine has {there} GB",
    ),
    "writable_folder": Text("请写一个可写入的文件夹", "name a folder in which you may write"),
}

TEXTS: dict[str, Text] = {
    **_SENTENCES, **_PLACES, **_HINTS, **_FILES, **_TOML, **_TABLES, **_PARKS, **_CASES, **_CLAUSES, **_SCENARIOS, **_COMMANDS,
    **FIRM_TEXTS, **INPUT_TEXTS, **EVIDENCE_TEXTS, **SWEEP_TEXTS, **ANALYSIS_TEXTS, **SEARCH_TEXTS, **CHOICE_TEXTS, **FACT_TEXTS,
    **FOLDER_TEXTS, **GRADING_TEXTS, **READING_TEXTS, **SCORING_TEXTS, **TOWN_TEXTS, **LINK_TEXTS, **CONTENTS_TEXTS, **INSTALLATION_TEXTS,
}  # fmt: skip
