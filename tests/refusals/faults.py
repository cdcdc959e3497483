"""Malformed inputs: a name, the edit that makes it, and words that the refusal holds in either language."""

from tests.refusals.edits import cell, column, data, fifo, instead, lever, loop, swap, text, value

CASE, PARKS, INDUSTRIES, SCENARIOS = "case.toml", "parks.csv", "industries.csv", "scenarios.toml"
SHARE = ["0.001", "0.999"]
DUPLICATE = "at_least = 0.70\n"


def without_line(file, start):
    """Leave out the first line that begins so."""

    def change(read):
        lines = read.splitlines(keepends=True)
        lines.remove(next(line for line in lines if line.startswith(start)))
        return "".join(lines)

    return text(file, change)


def with_column(file, name):
    """Add a column."""
    return text(file, lambda read: read.replace("\n", ",1\n").replace(",1\n", f",{name}\n", 1))


def twice(file, start):
    """Write the first line that begins so twice."""

    def change(read):
        line = next(each for each in read.splitlines(keepends=True) if each.startswith(start))
        return read.replace(line, line + line, 1)

    return text(file, change)


def rows(file, keep):
    """Keep some rows only."""
    return text(file, lambda read: "".join(line for line in read.splitlines(True) if keep(line)))


def both(*edits):
    """Do several edits."""

    def edit(folder):
        for each in edits:
            each(folder)

    return edit


OF_FILES = [
    ("case missing", lambda folder: (folder / CASE).unlink(), [CASE, "industries.csv"]),
    ("parks missing", lambda folder: (folder / PARKS).unlink(), [PARKS]),
    ("industries missing", lambda folder: (folder / INDUSTRIES).unlink(), [INDUSTRIES]),
    ("case is a folder", instead(CASE, lambda path: path.mkdir()), [CASE]),
    ("parks is a folder", instead(PARKS, lambda path: path.mkdir()), [PARKS]),
    ("scenarios is a folder", instead(SCENARIOS, lambda path: path.mkdir()), [SCENARIOS]),
    ("scenarios leads nowhere", instead(SCENARIOS, lambda path: path.symlink_to("gone")), [SCENARIOS]),
    ("parks leads to itself", instead(PARKS, loop), [PARKS]),
    ("industries is a pipe", instead(INDUSTRIES, fifo), [INDUSTRIES]),
    ("case empty", data(CASE, lambda read: b""), [CASE]),
    ("parks blank", data(PARKS, lambda read: b" \n\n"), [PARKS]),
    ("scenarios empty", data(SCENARIOS, lambda read: b""), [SCENARIOS]),
    ("scenarios holds a remark only", data(SCENARIOS, lambda read: b"# later\n"), [SCENARIOS, "levers]"]),
    ("parks has a header only", rows(PARKS, lambda line: line.startswith("id,")), [PARKS]),
    ("parks too large", data(PARKS, lambda read: read + b"\n" * 20_000_000), [PARKS, "20.0", "20 MB"]),
    ("case too large", data(CASE, lambda read: read + b"#" * 1_000_000), [CASE, "1 MB"]),
    ("parks with too many rows", data(PARKS, lambda read: read + b"\na" * 100_001), [PARKS, "100011", "100000"]),
    ("a NUL byte", swap(PARKS, "national", "natio\0nal"), [PARKS, "2"]),
    ("UTF-16 without a mark", data(PARKS, lambda read: read.decode("utf-8-sig").encode("utf-16-le")), [PARKS]),
    (
        "no encoding at all",
        data(PARKS, lambda read: read.decode("utf-8-sig").encode("gb18030") + b"\xff\xff"),
        [PARKS, "11", "GB18030"],
    ),
    (
        "UTF-8 cut within a character",
        data(PARKS, lambda read: read[: read.index("石台".encode()) + 4]),
        [PARKS, "9", "UTF-8"],
    ),
    (
        "TOML cut within a character",
        data(SCENARIOS, lambda read: read[: read.index("先建".encode()) + 4]),
        [SCENARIOS, "UTF-8"],
    ),
    (
        "a flipped byte",
        data(PARKS, lambda read: read.replace("前江".encode(), b"\xe5\x09\x8d" + "江".encode())),
        [PARKS, "5"],
    ),
    ("UTF-16 cut", data(PARKS, lambda read: read.decode("utf-8-sig").encode("utf-16")[:-1]), [PARKS, "UTF-16-LE"]),
]

OF_TOML = [
    ("cut within a string", text(CASE, lambda read: read[: read.index('"Chizhou:') + 9]), [CASE, "7", "Chizhou"]),
    ("string not closed", swap(CASE, 'name = "chizhou"', 'name = "chizhou'), [CASE, "5", "chizhou"]),
    ("a key twice", swap(CASE, "years = 5\n", "years = 5\nyears = 6\n"), [CASE, "years = 6"]),
    ("a table twice", swap(CASE, "[population]", "[population]\npool = 2\n[population]"), [CASE, "[population]"]),
    ("full-width digits in TOML", swap(CASE, "0.453", "０.４５３"), [CASE, "14", "０.４５３"]),
    ("curled quotation marks", swap(CASE, '"chizhou"', "“chizhou”"), [CASE, "5", "“chizhou”"]),
    ("no equals sign", swap(CASE, "years = 5", "years 5"), [CASE, "9", "years 5"]),
    ("two in a line", swap(CASE, "years = 5", "years = 5 pool = 3"), [CASE, "9", "pool = 3"]),
    ("a backslash", swap(CASE, '"chizhou"', '"c:\\chizhou"'), [CASE, "5", "c:"]),
    ("a control character", swap(CASE, '"chizhou"', '"chi\x01zhou"'), [CASE, "5", "chi"]),
    ("endless digits", swap(CASE, "years = 5", "years = " + "5" * 5000), [CASE, "9", "years = 555"]),
    ("endless brackets", swap(CASE, "years = 5", "years = " + "[" * 5000), [CASE]),
]  # fmt: skip

OF_CASE = [
    ("no name", without_line(CASE, "name ="), [CASE, "name"]),
    ("no years", without_line(CASE, "years ="), [CASE, "years", "1", "60"]),
    ("unknown key", swap(CASE, "years = 5", "yaers = 5\nyears = 5"), [CASE, "'yaers'", "'years'"]),
    ("unknown key of a total", swap(CASE, "value = 0.453", "value = 0.453\nvlaue = 1"), ["totals.hightech_output_share", "'vlaue'", "'value'"]),
    ("unknown total", swap(CASE, "[totals.energy_total]", "[totals.energy_totl]"), ["totals.energy_tot"]),
    ("text for a number", value("hightech_output_share", '"0.453"'), [CASE, "totals.hightech_output_share.value", "'0.453'", *SHARE]),
    ("true for a number", value("hightech_output_share", "true"), ["totals.hightech_output_share.value", "true", *SHARE]),
    ("nan", value("hightech_output_share", "nan"), ["totals.hightech_output_share.value", "nan", *SHARE]),
    ("infinity", value("energy_total", "inf"), ["totals.energy_total.value", "inf", "tce/year"]),
    ("a percentage for a share", value("hightech_output_share", "45.3"), ["totals.hightech_output_share.value", "45.3", *SHARE]),
    ("a share of nothing", value("top3_sales_share", "0"), ["totals.top3_sales_share.value", "0", *SHARE]),
    ("negative energy", value("energy_total", "-3600000"), ["totals.energy_total.value", "-3600000", "1000000000"]),
    ("half a firm", value("small_firms", "120.5"), ["totals.small_firms.value", "120.5"]),
    ("small firms above the threshold", value("small_firm_output", "2500"), ["totals.small_firm_output.value", "2500", "2000"]),
    ("other unit", swap(CASE, 'unit = "tce/year"', 'unit = "10k tce/year"'), ["totals.energy_total.unit", "'10k tce/year'", "'tce/year'"]),
    ("unit is no text", swap(CASE, 'unit = "tce/year"', "unit = 1"), ["totals.energy_total.unit", "1"]),
    ("unknown source", swap(CASE, 'source = "seed-002"', 'source = "sede-002"'), ["totals.hightech_output_share.source", "'sede-002'", "'seed-002'"]),
    ("assumption without range", without_line(CASE, "low = 0.07"), ["totals.zone_output_growth", "low", "high"]),
    ("value outside its range", value("zone_output_growth", "0.2"), ["totals.zone_output_growth.value", "0.2", "0.07", "0.11"]),
    ("no year", swap(CASE, "years = 5", "years = 0"), ["years", "0", "1", "60"]),
    ("too many years", swap(CASE, "years = 5", "years = 61"), ["years", "61", "60"]),
    ("years as text", swap(CASE, "years = 5", 'years = "5"'), ["years", "'5'", "60"]),
    ("half a year", swap(CASE, "years = 5", "years = 5.5"), ["years", "5.5", "60"]),
    ("baseline long ago", swap(CASE, "baseline_year = 2015", "baseline_year = 1015"), ["baseline_year", "1015", "1978", "2100"]),
    ("no population", swap(CASE, "pool = 1", "pool = 0"), ["population.pool", "0", "1", "2147483647"]),
    ("negative seed", swap(CASE, "seed = 20151102", "seed = -1"), ["population.seed", "-1", "4294967295"]),
    ("population is a number", swap(CASE, "[population]\npool = 1\nseed = 20151102", ""), ["population"]),
    ("target before the baseline", swap(CASE, "year = 2017", "year = 2014"), ["targets 1.year", "2014", "2016", "2020"]),
    ("target after the run", swap(CASE, "year = 2017", "year = 2021"), ["targets 1.year", "2021", "2016", "2020"]),
    ("target twice", swap(CASE, 'indicator = "mixed_output_share"', 'indicator = "zone_value_added_share"'), ["targets 2", "'zone_value_added_share'", "2017", "1"]),
    ("unknown indicator", swap(CASE, 'indicator = "mixed_output_share"', 'indicator = "hitech_output_share"'), ["targets 2.indicator", "'hitech_output_share'", "'hightech_output_share'"]),
    ("target after the longest run", both(swap(CASE, "years = 5", "years = 5\nmost_years = 7"), swap(CASE, "year = 2017", "year = 2023")), ["targets 1.year", "2023", "2016", "2022"]),
    ("no target in the usual years", both(swap(CASE, "years = 5", "years = 1\nmost_years = 5")), ["targets 1.year", "2017", "2016"]),
    ("fewer years at most", swap(CASE, "years = 5", "years = 5\nmost_years = 4"), ["most_years", "4", "5", "60"]),
    ("too many years at most", swap(CASE, "years = 5", "years = 5\nmost_years = 61"), ["most_years", "61"]),
    ("infinite target", swap(CASE, DUPLICATE, "at_least = inf\n"), ["targets 1.at_least", "inf"]),
    ("target in percent", swap(CASE, DUPLICATE, "at_least = 70\n"), ["targets 1.at_least", "70", "0", "1"]),
    ("target as text", swap(CASE, DUPLICATE, 'at_least = "70%"\n'), ["targets 1.at_least", "'70%'"]),
    ("target without a bound", swap(CASE, DUPLICATE, ""), ["targets 1.at_least", "at_most"]),
    ("upper bound out of range", swap(CASE, DUPLICATE, "at_most = 1.5\n"), ["targets 1.at_most", "1.5", "0", "1"]),
    ("upper bound as text", swap(CASE, DUPLICATE, 'at_most = "1"\n'), ["targets 1.at_most", "'1'"]),
    ("flag at the lower bound", swap(CASE, DUPLICATE, "at_least = 0.7\nflag_above = 0.7\n"), ["targets 1.flag_above", "0.7", "at_least"]),
    ("flag in percent", swap(CASE, DUPLICATE, "at_least = 0.7\nflag_above = 75\n"), ["targets 1.flag_above", "75", "0", "1"]),
    ("flag without a lower bound", swap(CASE, DUPLICATE, "at_most = 0.7\nflag_above = 0.8\n"), ["targets 1.flag_above", "0.8", "at_least"]),
    ("range upside down", swap(CASE, DUPLICATE, "at_least = 0.8\nat_most = 0.7\n"), ["targets 1.at_least", "0.8", "0.7", "at_most"]),
    ("two bounds in two targets", swap(CASE, 'indicator = "mixed_output_share"\nyear = 2017\nat_least = 0.48', 'indicator = "zone_value_added_share"\nyear = 2017\nat_most = 0.9'), ["targets 2", "'zone_value_added_share'", "2017", "1", "at_least", "at_most"]),
    ("target of an unknown park", swap(CASE, DUPLICATE, DUPLICATE + 'park = "etzd"\n'), ["targets 1.park", "'etzd'", "'etdz'"]),
    ("target of an unknown industry", swap(CASE, DUPLICATE, DUPLICATE + 'industry = "chemical"\n'), ["targets 1.industry", "'chemical'", "'chemicals'"]),
    ("park of a value that only zones have", swap(CASE, '"top3_sales_share"\nyear = 2017', '"top3_sales_share"\npark = "etdz"\nyear = 2017'), ["targets 3.park", "'top3_sales_share'", "park"]),
    ("industry of what is not kept by industry", swap(CASE, '"top3_sales_share"\nyear = 2017', '"platforms"\nindustry = "chemicals"\nyear = 2017'), ["targets 3.industry", "'platforms'", "industry"]),
    ("unknown reading", swap(CASE, DUPLICATE, DUPLICATE + 'readings = ["catalog_output_share"]\nreason = "x"\n'), ["targets 1.readings", "'catalog_output_share'", "'catalogue_output_share'"]),
    ("reading that is the target", swap(CASE, DUPLICATE, DUPLICATE + 'readings = ["zone_value_added_share"]\nreason = "x"\n'), ["targets 1.readings", "'zone_value_added_share'"]),
    ("reading listed twice", swap(CASE, DUPLICATE, DUPLICATE + 'readings = ["land_hightech", "land_hightech"]\nreason = "x"\n'), ["targets 1.readings", "'land_hightech'"]),
    ("reading in another unit", swap(CASE, DUPLICATE, DUPLICATE + 'readings = ["hightech_output"]\nreason = "x"\n'), ["targets 1.readings", "'hightech_output'", "'100 million yuan'", "'share'"]),
    ("reading without a reason", swap(CASE, DUPLICATE, DUPLICATE + 'readings = ["land_hightech"]\n'), ["targets 1.reason", "reason_zh"]),
    ("reading that is a target", swap(CASE, DUPLICATE, DUPLICATE + 'readings = ["top3_sales_share"]\nreason = "x"\n'), ["targets 1.readings", "'top3_sales_share'", "2017", "3"]),
    ("reading of two targets", swap(CASE, DUPLICATE, DUPLICATE + 'readings = ["hightech_output_share"]\nreason = "x"\n'), ["targets 2.readings", "'hightech_output_share'", "2017", "1"]),
    ("reading without a value for the park", swap(CASE, DUPLICATE, DUPLICATE + 'park = "etdz"\nreadings = ["top3_sales_share"]\nreason = "x"\n'), ["targets 1.park", "'top3_sales_share'"]),
    ("readings in no list", swap(CASE, DUPLICATE, DUPLICATE + 'readings = "land_hightech"\nreason = "x"\n'), ["targets 1.readings"]),
    ("park as a number", swap(CASE, DUPLICATE, DUPLICATE + "park = 3\n"), ["targets 1.park", "3"]),
    ("no target and nothing compared", text(CASE, lambda read: read[: read.index("[[targets]]")]), [CASE, "targets", "compared"]),
    ("unknown indicator compared", swap(CASE, "years = 5", 'years = 5\ncompared = ["gross_outputs"]'), ["compared", "'gross_outputs'", "'gross_output'"]),
    ("nothing compared", swap(CASE, "years = 5", "years = 5\ncompared = []"), ["compared"]),
    ("name leads elsewhere", swap(CASE, '"chizhou"', '"../chizhou"'), [CASE, "name", "'../chizhou'", "60"]),
    ("name is empty", swap(CASE, '"chizhou"', '""'), [CASE, "name"]),
    ("name with a colon", swap(CASE, '"chizhou"', '"chi:zhou"'), ["name", "'chi:zhou'"]),
    ("name that Windows keeps", swap(CASE, '"chizhou"', '"con"'), ["name", "'con'", "Windows"]),
    ("name as a number", swap(CASE, '"chizhou"', "5"), ["name", "5"]),
    ("name too long", swap(CASE, '"chizhou"', f'"{"c" * 300}"'), ["name", "cccc"]),
    ("label is blank", swap(CASE, '"池州市园区转型升级"', '" "'), ["zh", "100"]),
    ("label breaks the line", swap(CASE, '"池州市园区转型升级"', '"池州\\n市"'), ["zh", "池州"]),
    ("unknown parameter", swap(CASE, "[population]", '[parameters.patiense]\nvalue = 0.1\nunit = "1/quarter"\nsource = "prototype"\n[population]'), ["parameters", "'patiense'", "'patience'"]),
    ("parameter out of range", swap(CASE, "[population]", '[parameters.patience]\nvalue = 0.9\nunit = "1/quarter"\nsource = "prototype"\n[population]'), ["parameters.patience.value", "0.9", "0.05", "0.15"]),
    ("merger of an unknown zone", swap(CASE, 'park = "qianjiang"', 'park = "qianjang"'), ["mergers 1.park", "'qianjang'", "'qianjiang'"]),
    ("merger into itself", swap(CASE, 'into = "hightech_zone"', 'into = "qianjiang"'), ["mergers 1.into", "'qianjiang'"]),
    ("merger with the outside", swap(CASE, 'into = "hightech_zone"', 'into = "outside"'), ["mergers 1.into", "'outside'"]),
    ("upgrade of an unknown zone", swap(CASE, '[[upgrades]]\npark = "jiangnan"', '[[upgrades]]\npark = "jangnan"'), ["upgrades 1.park", "'jangnan'", "'jiangnan'"]),
    ("upgrade of a national zone", swap(CASE, '[[upgrades]]\npark = "jiangnan"', '[[upgrades]]\npark = "etdz"'), ["upgrades 1.park", "'etdz'"]),
    ("upgrade of no kind", swap(CASE, '[[upgrades]]\npark = "jiangnan"', '[[upgrades]]\nhightech = "no"\npark = "jiangnan"'), ["upgrades 1.hightech", "'no'"]),
    ("upgrade twice", swap(CASE, '[[upgrades]]\npark = "jiangnan"', '[[upgrades]]\npark = "hightech_zone"'), ["upgrades 2.park", "'hightech_zone'"]),
    ("several faults", swap(CASE, "baseline_year = 2015\nyears = 5", "baseline_year = 15\nyears = 0"), ["baseline_year", "15", "1978", "1"]),
]  # fmt: skip

OF_PARKS = [
    ("column missing", text(PARKS, lambda read: read.replace(",leniency\n", "\n", 1)), [PARKS, "1", "'leniency'"]),
    ("unknown column", with_column(PARKS, "lenincy"), [PARKS, "1", "'lenincy'", "'leniency'"]),
    ("column twice", with_column(PARKS, "firms"), [PARKS, "1", "'firms'"]),
    ("other separators", text(PARKS, lambda read: read.replace(";", "/").replace(",", ";")), [PARKS, "1", "id;zh;en"]),
    ("row cut", text(PARKS, lambda read: read[: read.index("0.45,electronics") + 4]), [PARKS, "3", "7", "21"]),
    ("a cell too many", swap(PARKS, ",120,60,", ",1,20,60,"), [PARKS, "2", "22", "21"]),
    ("quotation mark not closed", swap(PARKS, "Jiangnan zone", '"Jiangnan zone'), [PARKS, "4"]),
    ("text after a quotation mark", swap(PARKS, "Jiangnan zone", '"Jiangnan" zone'), [PARKS, "4"]),
    ("endless cell", cell(PARKS, "etdz", "en", "x" * 600), [PARKS, "2", "en", "600", "500"]),
    ("id twice", cell(PARKS, "jiangnan", "id", "etdz"), [PARKS, "4", "id", "'etdz'", "2"]),
    ("row twice", twice(PARKS, "dongzhi"), [PARKS, "7", "'dongzhi'", "6"]),
    ("id with a slash", cell(PARKS, "jiangnan", "id", "jiang/nan"), [PARKS, "4", "id", "'jiang/nan'"]),
    ("id is empty", cell(PARKS, "jiangnan", "id", ""), [PARKS, "4", "id"]),
    ("both labels empty", both(cell(PARKS, "jiangnan", "zh", " "), cell(PARKS, "jiangnan", "en", "")), [PARKS, "4", "zh", "en"]),
    ("no zone", rows(PARKS, lambda line: line.startswith(("id,", "outside"))), [PARKS, "level"]),
    ("second outside", cell(PARKS, "shitai", "level", "outside"), [PARKS, "9"]),
    ("unknown level", cell(PARKS, "etdz", "level", "natonal"), [PARKS, "2", "level", "'natonal'", "'national'"]),
    ("park without firms", cell(PARKS, "shitai", "firms", "0"), [PARKS, "9", "firms", "shitai", "0"]),
    ("outside without firms", cell(PARKS, "outside", "firms", "0"), [PARKS, "10", "firms", "outside"]),
    ("firms without output", cell(PARKS, "shitai", "output", "0"), [PARKS, "9", "output", "shitai", "2000"]),
    ("output below the threshold", cell(PARKS, "shitai", "output", "1.4"), [PARKS, "9", "output", "shitai", "1907.5", "2000"]),
    ("output in 10k yuan", cell(PARKS, "shitai", "output", "11700000"), [PARKS, "9", "output", "11700000", "1000000"]),
    ("output of the outside given", cell(PARKS, "outside", "output", "50"), [PARKS, "10", "output", "50", "zone_gross_output_share"]),
    ("outside below the threshold", value("zone_gross_output_share", "0.99"), [PARKS, "10", "outside", "2000", "zone_gross_output_share"]),
    ("output empty", cell(PARKS, "shitai", "output", ""), [PARKS, "9", "output"]),
    ("half a firm in a park", cell(PARKS, "shitai", "firms", "8.5"), [PARKS, "9", "firms", "8.5", "1000000"]),
    ("negative firms", cell(PARKS, "shitai", "firms", "-8"), [PARKS, "9", "firms", "-8", "1000000"]),
    ("firms as text", cell(PARKS, "shitai", "firms", "约8家"), [PARKS, "9", "firms", "'约8家'"]),
    ("negative land", cell(PARKS, "shitai", "industrial_land", "-1700"), [PARKS, "9", "industrial_land", "-1700", "10000000"]),
    ("firms without land", cell(PARKS, "shitai", "industrial_land", "0"), [PARKS, "9", "industrial_land", "shitai", "8", "0"]),
    ("all land idle", cell(PARKS, "shitai", "idle_share", "1"), [PARKS, "9", "industrial_land", "shitai"]),
    ("idle share above all", cell(PARKS, "shitai", "idle_share", "1.2"), [PARKS, "9", "idle_share", "1.2", "1"]),
    ("planned too small", cell(PARKS, "shitai", "planned", "3000"), [PARKS, "9", "planned", "shitai", "3000", "1700", "1800", "515"]),
    ("a percent sign", cell(PARKS, "shitai", "hightech_share", "45.3%"), [PARKS, "9", "hightech_share", "'45.3%'", "0.453"]),
    ("a full-width percent sign", cell(PARKS, "shitai", "hightech_share", "４５．３％"), [PARKS, "9", "hightech_share", "0.453"]),
    ("nan in a cell", cell(PARKS, "shitai", "plot_ratio", "nan"), [PARKS, "9", "plot_ratio", "'nan'", "0.1", "5"]),
    ("infinity in a cell", cell(PARKS, "shitai", "planned", "inf"), [PARKS, "9", "planned", "'inf'"]),
    ("underscore in a number", cell(PARKS, "shitai", "planned", "7_500"), [PARKS, "9", "planned", "'7_500'"]),
    ("thousands in the wrong places", cell(PARKS, "shitai", "planned", "75,00"), [PARKS, "9", "planned", "'75,00'"]),
    ("decimal comma", cell(PARKS, "shitai", "plot_ratio", "0,600"), [PARKS, "9", "plot_ratio", "'0,600'"]),
    ("raised digit", cell(PARKS, "shitai", "planned", "75²"), [PARKS, "9", "planned", "'75²'"]),
    ("unknown leading industry", cell(PARKS, "etdz", "leading", "electronic"), [PARKS, "2", "leading", "'electronic'", "'electronics'"]),
    ("leading industry twice", cell(PARKS, "etdz", "leading", "electronics；electronics"), [PARKS, "2", "leading", "'electronics'"]),
    ("no leading industry", cell(PARKS, "etdz", "leading", ";"), [PARKS, "2", "leading"]),
    ("no high-tech anywhere", column(PARKS, "hightech_share", "0"), [PARKS, "hightech_share", "0"]),
    ("too many firms", text(PARKS, lambda read: read.replace(",120,60,", ",1000000,1000000,").replace(",70,40,", ",1000000,1000000,").replace(",15,12,", ",1000000,1000000,").replace(",80,35,", ",1000000,1000000,").replace(",75,40,", ",1000000,1000000,")), ["parks.csv", "firms", "5000360", "200000"]),
]  # fmt: skip

OF_INDUSTRIES = [
    ("mix of more than one", cell(INDUSTRIES, "mining", "national_share", "0.5"), [INDUSTRIES, "national_share", "1.5", "1"]),
    ("mix of less than one", cell(INDUSTRIES, "mining", "outside_share", "0"), [INDUSTRIES, "outside_share", "0.72", "1"]),
    ("leading industries without a share", cell(PARKS, "etdz", "leading", "mining"), [PARKS, "2", "leading", "mining", "0"]),
    ("one industry", rows(INDUSTRIES, lambda line: line.startswith(("id,", "mining"))), [INDUSTRIES, "1", "64"]),
    ("half heavy", cell(INDUSTRIES, "mining", "heavy", "0.5"), [INDUSTRIES, "17", "heavy", "0.5", "1"]),
    ("no energy", cell(INDUSTRIES, "mining", "energy_intensity", "0"), [INDUSTRIES, "17", "energy_intensity", "0", "100"]),
    ("industry twice", twice(INDUSTRIES, "autos"), [INDUSTRIES, "14"]),
    ("unknown column of industries", swap(INDUSTRIES, ",trend,", ",trends,"), [INDUSTRIES, "1", "'trends'", "'trend'"]),
    ("trend in percent", cell(INDUSTRIES, "autos", "trend", "8%"), [INDUSTRIES, "13", "trend", "'8%'", "0.08"]),
    ("trend out of range", cell(INDUSTRIES, "autos", "trend", "8"), [INDUSTRIES, "13", "trend", "8", "-0.5", "0.5"]),
    ("no value added", column(INDUSTRIES, "value_added_rate", "2"), [INDUSTRIES, "2", "value_added_rate", "1"]),
    ("more obsolete firms than firms", both(with_column(INDUSTRIES, "restricted_share"), with_column(INDUSTRIES, "eliminated_share")), [INDUSTRIES, "2", "restricted_share", "eliminated_share", "1"]),
    ("obsolete firms in percent", both(with_column(INDUSTRIES, "restricted_share"), cell(INDUSTRIES, "autos", "restricted_share", "30%")), [INDUSTRIES, "13", "restricted_share", "'30%'", "0.3"]),
    ("an offset ratio below one", both(with_column(INDUSTRIES, "offset_ratio"), cell(INDUSTRIES, "autos", "offset_ratio", "0.9")), [INDUSTRIES, "13", "offset_ratio", "0.9", "1", "1.5"]),
    ("emissions below nothing", both(with_column(INDUSTRIES, "cod_intensity"), cell(INDUSTRIES, "autos", "cod_intensity", "-0.1")), [INDUSTRIES, "13", "cod_intensity", "-0.1", "1000"]),
    ("half emerging", both(with_column(INDUSTRIES, "emerging"), cell(INDUSTRIES, "autos", "emerging", "0.5")), [INDUSTRIES, "13", "emerging", "0.5", "1"]),
    ("an industry that makes less than nothing", both(with_column(INDUSTRIES, "zone_output"), cell(INDUSTRIES, "autos", "zone_output", "-3")), [INDUSTRIES, "13", "zone_output", "-3", "1000000"]),
    ("an industry that makes more than the zones", text(INDUSTRIES, lambda read: "\n".join(line + {"id": ",zone_output", "autos": ",900"}.get(line.removeprefix("\ufeff").split(",")[0], ",") for line in read.splitlines()) + "\n"), [INDUSTRIES, "autos", "zone_output", "9,810,000"]),
    ("half a place", both(with_column(PARKS, "specialised_firms"), cell(PARKS, "etdz", "specialised_firms", "0.5")), [PARKS, "2", "specialised_firms", "0.5", "10000"]),
]  # fmt: skip

OF_SCENARIOS = [
    ("a number for a scenario", swap(SCENARIOS, "[none]", "plan = 3\n[none]"), ["[plan]", "3"]),
    ("unknown key of a scenario", swap(SCENARIOS, 'en = "the draft"', 'eng = "the draft"'), ["[draft]", "'eng'", "'en'"]),
    ("label of a scenario is a number", swap(SCENARIOS, 'en = "the draft"', "en = 3"), ["draft.en", "3"]),
    ("unusable name of a scenario", swap(SCENARIOS, "[none]", '["a/b"]\n[none]'), ["[a/b]", "'a/b'"]),
    ("name of a scenario that Windows keeps", swap(SCENARIOS, "[none]", "[nul]\n[none]"), ["[nul]", "'nul'"]),
    ("levers is a number", swap(SCENARIOS, "[none]", "[mine]\nlevers = 3\n[none]"), ["[mine.levers]", "3"]),
    ("unknown lever", lever("0.1", "polluter_exits"), ["[mine.levers]", "'polluter_exits'", "'polluter_exit'"]),
    ("no surcharges by grade", lever("1", "price_by_grade"), ["price_by_grade", "grading.toml", "electricity_surcharge"]),
    ("strength too large", lever("0.7"), ["[mine.levers] polluter_exit", "0.7", "0.5", "share/year"]),
    ("strength negative", lever("-0.1"), ["polluter_exit", "-0.1", "0.5", "share/year"]),
    ("strength as text", lever('"0.1"'), ["polluter_exit", "'0.1'", "0.5", "share/year"]),
    ("strength is true", lever("true"), ["polluter_exit", "true", "0.5"]),
    ("strength is nan", lever("nan"), ["polluter_exit", "nan", "0.5"]),
    ("strength has endless digits", lever("1" * 400), ["polluter_exit", "1111", "0.5"]),
    ("no strength", lever('{ start = "2016Q1" }'), ["polluter_exit", "strength", "0.5"]),
    ("unknown key of a setting", lever("{ strength = 0.1, form = 3 }"), ["polluter_exit", "'form'"]),
    ("lever twice", lever("0.1\npolluter_exit = 0.2"), [SCENARIOS, "polluter_exit = 0.2"]),
    ("start at the baseline", lever('{ strength = 0.1, start = "2015Q4" }'), ["polluter_exit", "2015Q4", "2016Q1", "2020Q4"]),
    ("start after the run", lever('{ strength = 0.1, start = "2021Q1" }'), ["polluter_exit", "2021Q1", "2020Q4"]),
    ("fifth quarter", lever('{ strength = 0.1, start = "2016Q5" }'), ["polluter_exit", "start", "'2016Q5'", "2016Q1"]),
    ("quarter with a hyphen", lever('{ strength = 0.1, start = "2016-Q1" }'), ["polluter_exit", "'2016-Q1'", "2016Q1"]),
    ("start is a date", lever("{ strength = 0.1, start = 2016-01-01 }"), ["polluter_exit", "2016-01-01", "2016Q1"]),
    ("start is a year", lever("{ strength = 0.1, start = 2016 }"), ["polluter_exit", "start", "2016", "2016Q1"]),
    ("end before start", lever('{ strength = 0.1, start = "2017Q1", end = "2016Q1" }'), ["polluter_exit", "2016Q1", "2017Q1"]),
    ("bad end", lever('{ strength = 0.1, end = "later" }'), ["polluter_exit", "end", "'later'"]),
    ("ramp negative", lever("{ strength = 0.1, ramp = -1 }"), ["polluter_exit", "ramp", "-1", "240"]),
    ("half a ramp", lever("{ strength = 0.1, ramp = 1.5 }"), ["polluter_exit", "ramp", "1.5", "240"]),
    ("endless ramp", lever(f"{{ strength = 0.1, ramp = {10**30} }}"), ["polluter_exit", "ramp", "240"]),
    ("no first quarter", lever('{ strength = 1.0, start = "2016Q2", end = "2016Q4" }', "energy_cap"), ["energy_cap", "2016Q2", "2016Q4"]),
    ("no fourth quarter", lever('{ strength = 0.5, start = "2016Q1", end = "2016Q4" }', "evaluation"), ["evaluation", "2016Q1", "2016Q4", "4"]),
    ("half a merger", lever("0.5", "park_merger"), ["park_merger", "0.5", "0", "1"]),
    ("a merger that is all but whole", lever("0.9999999", "park_merger"), ["park_merger", "0.9999999", "0", "1"]),
    ("a merger that ramps", lever("{ strength = 1, ramp = 2 }", "park_merger"), ["park_merger", "ramp", "2"]),
    ("no zones to merge", text(CASE, lambda read: read.split("[[mergers]]")[0] + "[[upgrades]]" + read.split("[[upgrades]]")[1]), ["park_merger", "[[mergers]]"]),
    ("no zone to upgrade", text(CASE, lambda read: read.split("[[upgrades]]")[0]), ["status_upgrade", "[[upgrades]]"]),
    ("no outside to move from", rows(PARKS, lambda line: not line.startswith("outside")), ["township_relocation", "outside"]),
    ("steps beside a strength", lever('{ strength = 0.1, steps = [{ from = "2016Q1", strength = 0.1 }] }'), ["polluter_exit", "strength", "0.1", "steps"]),
    ("steps are a number", lever("{ steps = 3 }"), ["polluter_exit", "steps", "3", "from"]),
    ("a step without its quarter", lever("{ steps = [{ strength = 0.1 }] }"), ["polluter_exit", "1", "from", "2016Q1"]),
    ("steps of one quarter", lever('{ steps = [{ from = "2016Q1", strength = 0.1 }, { from = "2016Q1", strength = 0.2 }] }'), ["polluter_exit", "2", "2016Q1"]),
    ("steps out of order", lever('{ steps = [{ from = "2017Q1", strength = 0.1 }, { from = "2016Q2", strength = 0.2 }] }'), ["polluter_exit", "2", "2016Q2", "2017Q1"]),
    ("a step after the run", lever('{ steps = [{ from = "2017Q1", strength = 0.1 }, { from = "2021Q2", strength = 0.2 }] }'), ["polluter_exit", "2", "2021Q2", "2020Q4"]),
    ("a step too large", lever('{ steps = [{ from = "2017Q1", strength = 0.1 }, { from = "2018Q2", strength = 0.7 }] }'), ["polluter_exit", "2", "0.7", "0.5"]),
    ("unknown park of a lever", lever('{ strength = 0.1, parks = ["etdx"] }'), ["polluter_exit", "'etdx'", "'etdz'"]),
    ("a park of a lever twice", lever('{ strength = 0.1, parks = ["etdz", "etdz"] }'), ["polluter_exit", "'etdz'"]),
    ("parks of a lever are text", lever('{ strength = 0.1, parks = "etdz" }'), ["polluter_exit", "parks", "'etdz'"]),
    ("a lever outside the zones", lever('{ strength = 0.1, parks = ["outside"] }'), ["polluter_exit", "'outside'", "etdz"]),
    ("a merger of a park that joins none", lever('{ strength = 1, parks = ["etdz"] }', "park_merger"), ["park_merger", "'etdz'", "qianjiang"]),
    ("parks of a lever of the whole city", lever('{ strength = 100, parks = ["etdz"] }', "innovation_fund"), ["innovation_fund", "etdz", "parks"]),
    ("unknown base", swap(SCENARIOS, 'en = "the draft"', 'en = "the draft"\nbase = "lands"'), ["draft.base", "'lands'", "'land'"]),
    ("base is a number", swap(SCENARIOS, 'en = "the draft"', 'en = "the draft"\nbase = 3'), ["draft.base", "3"]),
    ("base of itself", swap(SCENARIOS, 'en = "the draft"', 'en = "the draft"\nbase = "draft"'), ["draft.base", "draft"]),
    ("bases in a circle", text(SCENARIOS, lambda read: read.replace('en = "the draft"', 'en = "the draft"\nbase = "land"').replace('en = "land"', 'en = "land"\nbase = "draft"')), ["draft.base", "land"]),
    ("no equipment to charge for", lever("1", "price_by_trade"), ["price_by_trade", "restricted_share", "eliminated_share"]),
    ("no emissions to trade", lever("0.5", "emission_trading"), ["emission_trading", "cod_intensity", "nitrogen_oxides_intensity"]),
    ("no emissions to charge for", lever("0.5", "paid_use"), ["paid_use", "cod_intensity"]),
    ("no equipment to eliminate", lever("0.5", "backward_capacity"), ["backward_capacity", "restricted_share", "eliminated_share"]),
    ("none with levers", swap(SCENARIOS, "[draft]", "[none.levers]\npolluter_exit = 0.1\n[draft]"), ["[none]", "polluter_exit"]),
]  # fmt: skip

FAULTS = [*OF_FILES, *OF_TOML, *OF_CASE, *OF_PARKS, *OF_INDUSTRIES, *OF_SCENARIOS]
