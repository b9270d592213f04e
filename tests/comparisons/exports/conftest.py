"""Two technologies of which a third knows nothing, and three features: what decisions are made between."""

import pytest

from tests.factories import make_fact, make_feature, make_release, make_technology


@pytest.fixture
def field():
    django, flask = make_technology(name="Django"), make_technology(name="Flask")
    make_technology(name="Later")
    make_release(django, "6.1.3", supported_until="2027-12")
    features = [make_feature(name=name) for name in ("Admin panel", "ORM", "Async")]
    for technology, levels in ((django, ("yes", "unknown", "partial")), (flask, ("no", "no", "yes"))):
        for feature, level in zip(features, levels, strict=True):
            if level != "unknown":
                make_fact(technology, feature, level=level, verified_version="5.2")
    return features
