"""How typed rows are shown: chart, table, tile map, slide, sheet."""
