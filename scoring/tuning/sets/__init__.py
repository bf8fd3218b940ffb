"""Weight sets: weights of one ruleset as a document that says who set them, when and why."""
