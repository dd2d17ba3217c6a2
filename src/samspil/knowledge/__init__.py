"""The knowledge portal: cases and how they are found."""
