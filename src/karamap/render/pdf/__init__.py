"""The atlas as a booklet: a hand-out for a class, as one PDF."""

# before matplotlib, which it asks to be quiet
import karamap.render.map  # noqa: F401
