"""What other weights do to departments: side by side, and from one year to the next."""
