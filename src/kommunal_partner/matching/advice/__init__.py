"""Advice in a ring: A advises B, B advises C, C advises A; so that everyone who gives also gets, worth most in all.

Rings of two and three (or two alone) are chosen so that nobody is in more than one. Pure Python; with the extra
`matching` a solver proves the best also for many.
"""

from kommunal_partner.matching.advice.result import AdviceRings
from kommunal_partner.matching.advice.solve import advise

__all__ = ["AdviceRings", "advise"]
