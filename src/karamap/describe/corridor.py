"""What the inset of the Lachin corridor is about, in pictures and on the page."""

LAYER = "lachin_corridor"
# the places between which it runs, and the part of it that has a width
ENDS, STRIP = ("tegh", "shusha"), "strip"
# it is small, and not what the day is about, where its box takes less than this share of the
# subject's
SMALL = 0.08
