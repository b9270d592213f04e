"""Public pages answered from memory, before Django.

``application`` decides what may be answered from memory; ``store`` keeps the pages; ``encodings`` is what a client
accepts; ``threads`` runs Django; ``stored`` keeps pages for other processes, which take ``turns`` in making them;
``watch`` follows the content version in the database, which the triggers of ``triggers`` move with every change.
"""

# By this name the extensions of a scope have a function of the server: given ``send``, the first lines of an answer and
# its body, it returns whether it wrote them. Where it did not, or is not there, the messages of ASGI say the same.
READY = "hub.ready"
