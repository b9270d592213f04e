from comparisons.admin import facts, pages, proofs, samples, technologies
from comparisons.corrections import admin as corrections
