"""What the data say of weights, beside those approved: advice, never applied by itself."""
