"""Units: what is counted in whole units, and the few conversions between what is counted and what is shown."""

M2_PER_MU = 2000.0 / 3.0  # 15 mu are one hectare
KGCE_PER_TCE = 1000.0
# Electricity by its calorific value, as firms report their energy: GB/T 2589-2008, General principles for calculation of
# the comprehensive energy consumption, annex A.
KGCE_PER_KWH = 0.1229
YUAN_PER_10K = 10_000.0
FEN_PER_YUAN = 100
FEN_PER_KG = 0.1  # that 1 yuan/t is: prices of emission permits are published by the tonne and counted by the kg
HUNDRED_MILLION = 10_000.0  # 10k yuan in 100 million yuan
QUARTER = 0.25  # of a year
PERCENT = 0.01
WHOLE = 1.0 - 1e-9  # a sum of strengths that counts as one whole unit: ten tenths add up to a little less than one

# Gradings compare in whole numbers: shares of firms in millionths, scores in billionths of a point. So the rounding of
# floating-point numbers moves no firm off a cut that it is exactly at, and equal scores are equal. A fee on permits is
# counted in millionths of the price too, so that payments are whole fen.
SHARE_STEPS = 1_000_000
SCORE_STEPS = 1_000_000_000
