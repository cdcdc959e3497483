"""Benchmarks: how fast the compiled model is. `make bench` prints them; nothing of the product needs them."""
