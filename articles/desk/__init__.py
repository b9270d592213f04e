"""The editors' desk: what its forms, rows and lists share, its first page, and the merging of what two people write.

It may call ``articles.history``, ``markdown`` and ``images``; what stands in a form is said by the admin of each app.
"""
