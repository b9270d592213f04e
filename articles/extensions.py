"""What an app above adds to the pages of articles: it registers an extension, and nothing here knows who does."""

from collections import defaultdict

extensions = defaultdict(list)  # by model


class PageExtension:
    """What is added to some kinds of pages: to what readers see, to the checklist, and to the rows of the form."""

    inlines = ()  # classes of rows; they stand above the questions

    def page_context(self, page):
        """What the public page shows besides: ``about``, a list of what it is about, and ``related``, of pages."""
        return {}

    def texts(self, page):
        """The texts that the checklist looks through besides."""
        return ()

    def publish(self, page, moment=None):
        """Let readers see what belongs to a page that is published: at once, or from a moment to come."""

    def findings(self, page):
        """What else the page lacks before readers should see it."""
        return ()


def extend(*models):
    """Register an extension of the pages of these models."""

    def register(extension_class):
        for model in models:
            extensions[model].append(extension_class())
        return extension_class

    return register
