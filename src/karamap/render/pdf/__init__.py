"""The atlas as a booklet: a handout for a class, as one PDF."""

# before matplotlib, which it asks to be quiet
import karamap.render.map  # noqa: F401
