"""Static maps: the layers drawn with matplotlib from the same style table as the page."""
