"""What the pages of this room put together for their templates."""
