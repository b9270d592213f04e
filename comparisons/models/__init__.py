from .changes import Change
from .comparison import Comparison, Row, Subject
from .corrections import Correction
from .facts import Fact, Source
from .features import Feature, FeatureGroup
from .links import LinkCheck
from .technologies import Release, Technology
from .verifications import Verification

__all__ = [
    "Change",
    "Comparison",
    "Correction",
    "Fact",
    "Feature",
    "FeatureGroup",
    "LinkCheck",
    "Release",
    "Row",
    "Source",
    "Subject",
    "Technology",
    "Verification",
]
