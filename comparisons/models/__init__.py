from .changes import Change
from .checks import CheckMethod, LinkCheck, Verification
from .comparison import Comparison, Row, Subject
from .corrections import Correction
from .facts import Fact
from .features import Feature, FeatureGroup
from .proofs import Proof, Run
from .releases import Release
from .samples import Sample
from .sources import Source
from .steps import Step
from .technologies import Technology, TechnologyKind
