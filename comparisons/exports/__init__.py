"""What programs and other sites take along of a table and of the pages beside it: one file for each form.

``formats`` lists the forms of a table; the rest is read from ``comparisons.table`` and the models.
"""
