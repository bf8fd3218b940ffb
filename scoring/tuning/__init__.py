"""Weights that can be tuned, compared, explained and defended."""
