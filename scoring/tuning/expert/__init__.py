"""Weights from experts: judgement matrices, rounds of scores, and points shared out by hand."""
