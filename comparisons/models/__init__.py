from .comparison import Comparison, Row, Subject
from .facts import Fact, Source
from .features import Feature, FeatureGroup
from .technologies import Release, Technology
from .verifications import Verification

__all__ = [
    "Comparison",
    "Fact",
    "Feature",
    "FeatureGroup",
    "Release",
    "Row",
    "Source",
    "Subject",
    "Technology",
    "Verification",
]
