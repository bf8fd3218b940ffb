"""What every run of tuning owes its readers: digests, a log of what was tried, blindness."""
