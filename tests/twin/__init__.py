"""The twin: the whole model once more in plain Mesa, written from `model/ODD.md` alone, to check the compiled one.

`city.py` holds the order of a quarter; each kind of agent has a file of its own; `compare.py` steps twin and compiled
model side by side.
"""
