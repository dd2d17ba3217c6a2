"""Messages to people: written once, sent once."""
