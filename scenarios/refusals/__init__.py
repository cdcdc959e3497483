"""Refusals: what is wrong with an input, said in Chinese and English."""
