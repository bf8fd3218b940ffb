"""Weights nearest to today's that meet targets, or which targets contradict each other."""
