"""Templates without their indentation, which would be a tenth of every page."""

import re

from django.template.loaders import filesystem


class Loader(filesystem.Loader):
    """Templates of the site. No template holds text whose line breaks or spaces mean something."""

    def get_contents(self, origin):
        contents = super().get_contents(origin)
        return re.sub(r"\n\s+", "\n", contents) if origin.name.endswith(".html") else contents
