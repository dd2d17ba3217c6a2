"""Templates that organisers bring for decks: tried out, taken into use, deleted for good."""
