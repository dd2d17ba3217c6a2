"""Networks and sparring groups."""
