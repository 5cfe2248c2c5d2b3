"""What everything rests on: days, layers, geometry, style, links, files; knows no evidence."""
