from .changes import Change
from .checks import CheckMethod, LinkCheck, Verification
from .comparison import Comparison, Row, Subject
from .corrections import Correction
from .facts import Fact, Source
from .features import Feature, FeatureGroup
from .proofs import Proof, Run
from .technologies import Release, Technology
