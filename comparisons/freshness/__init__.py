"""What keeps facts true as time goes by: releases from feeds, sources that stop answering, facts to check again.

It asks other sites, and calls the models; nothing but the desk and the commands calls it.
"""
