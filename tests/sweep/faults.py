"""Designs that are refused: a name, what is changed of a good one, and words that the refusal holds."""

GOOD = {
    "name": "x",
    "case": "town",
    "scenario": "draft",
    "levers": {"axes": {"multi_storey_rule": {"strength": [0.0, 0.5]}}},
    "replicates": {"number": 4},
}
ADAPTIVE = {"target": "hightech_output_share", "year": 2020, "width": 0.1}


def axis(lever, **settings):
    """Axes of one lever."""
    return {"levers": {"axes": {lever: settings}}}


def sample(**sampling):
    """A sample over one lever."""
    return {"levers": {"axes": {"multi_storey_rule": {"strength": {"low": 0, "high": 1}}}, **sampling}}


def uncertain(name, value):
    """One uncertainty."""
    return {"uncertainties": {"axes": {name: value}}}


def replicates(**table):
    """Another table of replicates."""
    return {"replicates": table}


FAULTS = {
    "unknown key": ({"sed": 1}, ["sed", "'seed'"]),
    "unknown key of a table": (replicates(number=4, blocks=2), ["replicates", "'block'"]),
    "no replicates": ({"replicates": {}}, ["replicates.number", "width"]),
    "replicates of text": (replicates(number="4"), ["replicates.number", "10000000"]),
    "replicates of none": (replicates(number=0), ["0", "1", "10000000"]),
    "seed below zero": ({"seed": -1}, ["seed", "4294967295"]),
    "seed true": ({"seed": True}, ["seed", "true"]),
    "bad name": ({"name": "a/b"}, ["a/b"]),
    "unknown case": ({"case": "chizou"}, ["chizou", "'chizhou'"]),
    "unknown scenario": ({"scenario": "draught"}, ["draught", "'draft'"]),
    "unknown scenario of an axis": ({"levers": {"scenarios": ["draft", "chain"]}}, ["chain", "'chains'"]),
    "scenarios no list": ({"levers": {"scenarios": "draft"}}, ["levers.scenarios", "'draft'"]),
    "unknown lever": (axis("multi_story_rule", strength=[1]), ["multi_story_rule", "'multi_storey_rule'"]),
    "unknown setting": (axis("multi_storey_rule", strenght=[1]), ["strenght", "'strength'"]),
    "lever without settings": (axis("multi_storey_rule"), ["multi_storey_rule", "strength"]),
    "strength out of range": (axis("multi_storey_rule", strength=[0.5, 1.5]), ["1.5", "strength"]),
    "strength of text": (axis("multi_storey_rule", strength=["half"]), ["'half'", "strength"]),
    "strength true": (axis("multi_storey_rule", strength=[True]), ["true"]),
    "strength nan": (axis("multi_storey_rule", strength=[float("nan")]), ["nan"]),
    "no values": (axis("multi_storey_rule", strength=[]), ["[]"]),
    "value twice": (axis("multi_storey_rule", strength=[0.5, 0.5]), ["0.5"]),
    "no quarter": (axis("multi_storey_rule", start=["2016"]), ["2016Q1", "'2016'"]),
    "ramp of a half": (axis("multi_storey_rule", ramp=[0.5]), ["0.5", "240"]),
    "range in a factorial": (sample(), ["levers.axes.multi_storey_rule.strength", "sobol"]),
    "points of a factorial": (sample(method="factorial", points=4), ["levers.points", "latin_hypercube"]),
    "low above high": (axis("multi_storey_rule", strength={"low": 1, "high": 0}), ["1", "0"]),
    "half a range": (axis("multi_storey_rule", strength={"low": 1}), ["high"]),
    "range with another key": (axis("multi_storey_rule", strength={"low": 0, "hi": 1}), ["'hi'", "high"]),
    "sobol of seven": (sample(method="sobol", points=7), ["7", "4", "8"]),
    "sobol of none": (sample(method="sobol"), ["levers.points", "100000"]),
    "unknown method": (sample(method="sobel", points=8), ["sobel", "'sobol'"]),
    "sample of nothing": ({"levers": {"method": "sobol", "points": 8}}, ["levers.method"]),
    "too many points": (sample(method="sobol", points=2**17), ["131072", "100000"]),
    "too many crossed": (
        {**sample(points=50000), "uncertainties": {"points": 3, "axes": {"macro_growth": {}}}}, ["150000", "100000"],
    ),
    "unknown uncertainty": (uncertain("macro_grwth", [0.01]), ["macro_grwth", "'macro_growth'"]),
    "lever as an uncertainty": (uncertain("multi_storey_rule", [0.1]), ["'multi_storey_rule'", "[levers.axes]"]),
    "uncertainty as a lever": (axis("macro_growth", strength=[0.1]), ["'macro_growth'", "[uncertainties.axes]"]),
    "uncertainty out of range": (uncertain("macro_growth", [0.06]), ["0.06", "-0.005", "0.055"]),
    "method beside joint": ({**sample(points=4), "joint": {"points": 4}}, ["levers.points", "[joint]"]),
    "file that is not there": ({"levers": {"file": "nowhere.csv"}}, ["levers.file", "nowhere.csv"]),
    "file beside axes": ({"levers": {"file": "a.csv", "axes": {"land_use_tax": {"strength": [1]}}}}, ["levers.axes"]),
    "number and width": (replicates(number=4, width=0.1), ["replicates.width", "number"]),
    "width without target": (replicates(width=0.1), ["replicates.target", "number"]),
    "target without width": (replicates(target="hightech_output_share", year=2020), ["replicates.width"]),
    "width of two": (replicates(**ADAPTIVE | {"width": 2.0}), ["replicates.width", "0.001", "1"]),
    "unknown target": (replicates(**ADAPTIVE | {"target": "hightech_share"}), ["'hightech_output_share'"]),
    "target of no year": (replicates(**ADAPTIVE | {"year": 2019}), ["2019", "2017", "2020"]),
    "target of two years": (replicates(target="hightech_output_share", width=0.1), ["2017", "2020"]),
    "unknown reference": (replicates(**ADAPTIVE, reference="non"), ["'non'", "'none'"]),
    "reference point": (replicates(**ADAPTIVE, reference=2), ["2", "0", "1"]),
    # what a scenario file is refused for, a point is
    "point before the baseline": (axis("multi_storey_rule", start=["2015Q4"]), ["0", "2015Q4", "2016Q1"]),
    "point after the end": (axis("multi_storey_rule", start=["2016Q1", "2021Q1"]), ["1", "2021Q1", "2020Q4"]),
    "point that ends early": (axis("multi_storey_rule", start=["2018Q1"], end=["2018Q1"]), ["2018Q1"]),
    "point that never acts": (
        axis("land_quota_cut", strength=[0.5], start=["2016Q2"], end=["2016Q4"]), ["land_quota_cut", "1"],
    ),
    "point half on": (axis("park_merger", strength=[0, 0.5]), ["park_merger", "0.5"]),
    "point without strength": ({"scenario": "none", **axis("polluter_exit", start=["2017Q1"])}, ["polluter_exit"]),
}  # fmt: skip

# Points listed in a CSV file.
TABLES = {
    "unknown column": ("lever.multi_story_rule.strength\n0.5\n", ["'lever.multi_storey_rule.strength'"]),
    "unknown prefix": ("levers.multi_storey_rule.strength\n0.5\n", ["'lever.multi_storey_rule.strength'"]),
    "no number": ("lever.polluter_exit.strength\nmuch\n", ["'much'", "2"]),
    "strength of a point": ("lever.polluter_exit.strength\n0.1\n7\n", ["polluter_exit", "7", "3", "0.5"]),
    "uncertainty of a point": ("uncertainty.macro_growth\n0.01\n0.5\n", ["macro_growth", "0.5", "0.055"]),
    "scenario of a point": ("scenario\ndraft\ndraught\n", ["'draught'", "'draft'"]),
    "half a ramp": ("lever.polluter_exit.ramp\n1.5\n", ["1.5", "0", "240"]),
}
