"""Pictures: checked and encoded anew when they are uploaded, drawn as cards of pages, served, and removed when unused.

Only ``unused`` knows of models; the room calls no other.
"""
