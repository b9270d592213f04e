"""Django as its documentation has it, for the comparison with FastAPI on one server: nothing that this site adds.

The site's models, views and templates under Django's own ASGI handler, without page cache, worker or threads of ours.
"""
