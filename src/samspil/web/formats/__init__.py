"""How dates and numbers are written, where Django's own ways are not ours."""
