"""Exact answers: what can and cannot happen under any weights within the bounds."""
