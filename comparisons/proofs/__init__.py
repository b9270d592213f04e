"""Proofs are run: scripts in a sandbox, each in an environment of exact packages, and what came of it is recorded.

``manage.py run_proofs`` calls it, no web process does. It calls the models and ``answers``.
"""
