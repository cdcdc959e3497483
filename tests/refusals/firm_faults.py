"""Malformed lists of a city's own firms: a name, the edit that makes it, and words that the refusal holds."""

from tests.refusals.edits import swap

FIRMS, CASE = "firms.csv", "case.toml"
COLUMNS = ("id", "name", "park", "industry", "output", "hightech", "energy", "land", "floor", "leased", "grade")
FIRST = dict(zip(COLUMNS, ("A1", "甲", "etdz", "chemicals", "5000", "1", "900", "20", "8000", "", "B"), strict=True))
SECOND = {
    **FIRST,
    "id": "A2",
    "name": "乙",
    "output": "3200.5",
    "hightech": "",
    "land": "0",
    "floor": "",
    "leased": "9000",
}
SHITAI = [{**FIRST, "id": f"S{number}", "park": "shitai", "energy": "", "land": "", "floor": ""} for number in range(9)]


def firms(*rows, columns=COLUMNS, encoding="utf-8", change=lambda written: written):
    """Write firms.csv; `change` is done to its text."""

    def edit(folder):
        lines = [columns, *([row[name] for name in columns] for row in rows)]
        written = "".join(",".join(line) + "\n" for line in lines)
        (folder / FIRMS).write_bytes(change(written).encode(encoding))

    return edit


def second(**cells):
    """Two firms, with cells of the second changed."""
    return firms(FIRST, {**SECOND, **cells})


def raw(contents):
    """Write bytes."""
    return lambda folder: (folder / FIRMS).write_bytes(contents)


def whole_park(output):
    """All eight firms of Shitai park."""
    return firms(*({**row, "output": output} for row in SHITAI[:8]))


def margins(setting):
    """Firms that do not contradict anything, and another word in case.toml."""

    def edit(folder):
        second()(folder)
        swap(CASE, "[population]\n", f"[population]\nmargins = {setting}\n")(folder)

    return edit


OF_FIRMS = [
    ("firm of an unknown park", second(park="etzd"), ["3", "park", "'etzd'", "'etdz'"]),
    ("firm of an unknown industry", second(industry="chemical"), ["3", "industry", "'chemical'", "'chemicals'"]),
    ("more firms than the park has", firms(*SHITAI), ["shitai", "9", "8", "parks.csv"]),
    ("firm twice", second(id="A1"), ["3", "id", "'A1'", "2"]),
    ("firm without id", second(id=" "), ["3", "id"]),
    ("firm below the threshold", second(output="1599"), ["3", "output", "1599", "1600", "totals.small_firms"]),
    ("land beyond the park's", second(land="9,900".replace(",", ""), leased=""), ["etdz", "land", "9,920.0", "9,870.0", "industrial_land"]),
    ("leased beyond what is let", second(leased="225001"), ["etdz", "leased", "225,001", "225,000", "factory_vacancy"]),
    ("a tenant that needs more than is let", second(output="80000", leased=""), ["etdz", "leased", "228,572", "225,000"]),
    ("grade E", second(grade="E"), ["3", "grade", "'E'", "A", "D"]),
    ("high-tech twice over", second(hightech="2"), ["3", "hightech", "2", "0", "1"]),
    ("half high-tech", second(hightech="0.5"), ["3", "hightech", "0.5", "0", "1"]),
    ("no column of output", firms(FIRST, columns=("id", "park", "industry")), ["1", "'output'"]),
    ("unknown column of firms", firms(FIRST, change=lambda text: text.replace("hightech", "hitech")), ["1", "'hitech'", "'hightech'"]),
    ("column of firms twice", firms(FIRST, change=lambda text: text.replace("energy", "output")), ["1", "'output'"]),
    ("negative land of a firm", second(land="-3"), ["3", "land", "-3", "0", "1000000"]),
    ("text for a firm's output", second(output="约5000"), ["3", "output", "'约5000'"]),
    ("empty output", second(output=""), ["3", "output"]),
    ("nan for a firm's energy", second(energy="nan"), ["3", "energy", "'nan'", "100000000"]),
    ("a firm's share in percent", second(hightech="100%"), ["3", "hightech", "'100%'", "1"]),
    ("a firm nowhere", second(leased="0"), ["3", "land", "0"]),
    ("own floor without land", second(floor="500"), ["3", "floor", "500", "land"]),
    ("row of a firm cut", firms(FIRST, change=lambda text: text[:-10]), ["2", "11"]),
    ("quotation mark of a firm not closed", second(name='"乙'), ["3", '""']),
    ("firms without rows", firms(), []),
    ("firms empty", raw(b""), []),
    ("firms too large", raw(b"id,park,industry,output\n" + b"\n" * 20_100_000), ["20.1", "20 MB"]),
    ("firms with a NUL byte", raw(b"id,park,industry,output\nA\0,etdz,autos,5000\n"), ["2"]),
    ("firms in no encoding", raw(b"id,park,industry,output\nA,etdz,\xff\xff,5000\n"), ["2", "GB18030"]),
    ("firms is a folder", lambda folder: (folder / FIRMS).mkdir(), []),
    ("register against a park's output", whole_park("16200"), ["output", "129,600", "shitai", "127,530", "0.5", 'margins = "register"']),
    ("register that leaves a park's other firms too little", firms(*({**row, "output": "17950"} for row in SHITAI[:7])), ["shitai", "output", "125,650", "127,530", "7", "1", "2,000"]),
    ("register against the city's energy", second(energy="3600000"), ["energy", "3,600,900", "3,600,000", "totals.energy_total"]),
    ("a word for margins that nobody knows", margins('"registers"'), [CASE, "population.margins", "'registers'", "'register'"]),
    ("margins is a number", margins("3"), [CASE, "population.margins", "3", "published", "register"]),
]  # fmt: skip
