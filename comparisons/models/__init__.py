from .changes import Change
from .checks import LinkCheck, Verification
from .comparison import Comparison, Row, Subject
from .corrections import Correction
from .facts import Fact, Source
from .technologies import Feature, FeatureGroup, Release, Technology

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
