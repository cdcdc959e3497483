"""Outputs: what leaves the product. Tables, figures, and the folder of a run."""
