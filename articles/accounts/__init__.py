"""Who signs in: the steps of it, the second factor, passwords, how long a session lasts, and the log of all that.

Public pages know nothing of it. It may call the models; what its pages look like is the desk's.
"""
