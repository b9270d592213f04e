from comparisons.admin import facts, pages, proofs, technologies
from comparisons.corrections import admin as corrections
