"""What an app above adds to the pages of articles: it registers an extension, and nothing here knows who does."""

from collections import defaultdict

extensions = defaultdict(list)  # by model


class PageExtension:
    """What is added to some kinds of pages: to what readers see, to the checklist, and to the form at the desk."""

    inlines = ()  # classes of rows; they stand above the questions

    def page_context(self, page):
        """What the public page shows besides: ``about``, a list of what it is about, and ``related``, of pages."""
        return {}

    def texts(self, page):
        """The texts that the checklist looks through besides."""
        return ()

    def findings(self, page):
        """What else the page lacks before readers should see it."""
        return ()

    def form_context(self, request, page):
        """What stands beside the form of a stored page."""
        return {}

    def form_initial(self, request, page):
        """What fields of the form of a stored page hold when it is opened."""
        return {}

    def saved(self, request, form):
        """Called once a page and its rows are saved at the desk, within the transaction."""


def extend(*models):
    """Register an extension of the pages of these models."""

    def register(extension_class):
        for model in models:
            extensions[model].append(extension_class())
        return extension_class

    return register
