"""Editing the whole table of a comparison in one request: what its page gets and sends, and how that is saved."""
