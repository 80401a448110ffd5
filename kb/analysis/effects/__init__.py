"""Effect sizes from what was reported: numbers in, an estimate with its variance out.

Conventions are those of R's metafor, named where others differ.
"""

from __future__ import annotations

from kb.analysis.effects.effect import Effect, EffectError, difference

__all__ = ["Effect", "EffectError", "difference"]
