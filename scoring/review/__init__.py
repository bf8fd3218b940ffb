"""About rulesets: what is wrong, untested or changed in them, and what they say."""
