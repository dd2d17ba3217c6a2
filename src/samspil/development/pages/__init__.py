"""What the pages of this room show, made of several reads."""
