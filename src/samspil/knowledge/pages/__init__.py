"""What the pages of this room show, put together from several reads."""
