"""The words of scores in both languages."""

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "{table}：各考核项目得分（{year} 年，口径 {variant}，单位：分）",
        "heading": "{heading}：各项内容得分（分）",
        "capped": "{heading}：各项内容得分（分），合计最高 {most} 分",
        "by_variant": "各口径的总分（分）和名次",
        "participant": "考核对象",
        "total": "总分",
        "rank": "名次",
        "ranked": "第 {rank} 名",
        "variant": "口径 {id}：{variant}",
        "variants": "与主口径的不同之处：{variants}。",
        "drawn": "括号内为 {n} 次抽取的 {low}%–{high}% 范围（随机种子 {seed}）：有范围的数据和权重在范围内均匀、互相独立地抽取。",
        "lacks": "{participant}缺{figures}",
        "lacking": "数据缺失的，该项不参加排名、得 0 分：{participants}。",
        "written": "结果已写入 {folder}",
    },
    "en": {
        "title": "{table}: points by heading ({year}, variant {variant})",
        "heading": "{heading}: points by row",
        "capped": "{heading}: points by row, at most {most} together",
        "by_variant": "Total points and rank by variant",
        "participant": "participant",
        "total": "total",
        "rank": "rank",
        "ranked": "rank {rank}",
        "variant": "{id}: {variant}",
        "variants": "How the variants differ from the main reading: {variants}.",
        "drawn": "In brackets the {low}-{high} % band of {n} draws (seed {seed}): figures and weights with a range are drawn evenly within it, "
        "each independently.",
        "lacks": "{participant} lacks {figures}",
        "lacking": "Where a figure is missing, the participant is not ranked and gets no points for it: {participants}.",
        "written": "Results are in {folder}",
    },
}  # fmt: skip
