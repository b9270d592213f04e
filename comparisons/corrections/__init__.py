"""What readers say is wrong: the form that they send, the page that shows them the outcome, the decision at the desk.

It calls the answers and the desk, and is called by the admin of pages and by the addresses of the hub.
"""
