"""The site measured: ``make bench`` (beside FastAPI and nginx), ``growth.py`` (at 100,000 articles), ``search.py``."""
