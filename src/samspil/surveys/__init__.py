"""Short questions to people with or without an account."""
