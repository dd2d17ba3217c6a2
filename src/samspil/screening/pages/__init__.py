"""What the pages of this room show, gathered for their templates."""
