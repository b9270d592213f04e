"""The comparison page as a FastAPI application, written the way its documentation teaches.

It reads the tables of our database through SQLAlchemy models of its own and renders with Jinja2 what our templates
render: ``benchmarks/equal.py`` holds the two pages to the same elements and words. It imports nothing of our site.
"""
