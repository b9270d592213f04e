"""Public pages answered from memory, before Django.

``application`` decides what may be answered from memory; ``store`` keeps the pages; ``encodings`` is what a client
accepts; ``threads`` runs Django; ``watch`` follows the content version in the database, which the triggers of
``triggers`` move with every change.
"""
