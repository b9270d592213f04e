"""Text to safe HTML: one function in, one function out, and Markdown written so that it stands alone.

It calls ``images`` for what pictures are named; only ``writing`` knows of models.
"""
