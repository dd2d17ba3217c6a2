"""Workshop mode: one screen, many phones, one question at a time."""
