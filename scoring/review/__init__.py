"""About rulesets: tried, measured and compared before anyone is scored by them."""
