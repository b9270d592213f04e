"""What things were like before: snapshots, revisions, their differences, the trash, and the way back.

It knows models by their fields and calls no other room; its pages at the desk use the bases of ``desk`` and ``admin``.
"""
