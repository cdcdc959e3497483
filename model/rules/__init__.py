"""Rules: one file a mechanism, small pure compiled functions on scalars, or on the orders of a clearing.

They look at nothing but their arguments.
"""
