"""Public pages without making them anew: a request goes to memory, to the pages stored in the database, to Django.

``requests`` stands first; the others are steps with the method ``page`` (``memory``, ``stored``, ``threads``).
``watch`` follows the content version, which the ``triggers`` in the database move; it calls the hub's models alone.
"""

# By this name the extensions of a scope have a function of the server: given ``send``, the first lines of an answer and
# its body, it returns whether it wrote them. Where it did not, or is not there, the messages of ASGI say the same.
PREPARED = "hub.prepared"
