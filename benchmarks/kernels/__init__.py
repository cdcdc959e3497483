"""One part of the quarter in three ways: growth, upgrading and exit of firms as compiled rules, in NumPy and in C99.

All three take the same firms and the same keyed draws, and give the same firms back up to rounding; so their speeds can be
compared. `compiled` calls the model's own rules.
"""
