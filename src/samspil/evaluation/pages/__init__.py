"""What the pages of this room show, ready for their templates."""
