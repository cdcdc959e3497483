"""The population at the baseline: what is published of a city, and firms that meet every figure of it exactly."""
