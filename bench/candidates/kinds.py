"""The candidates by name."""

from __future__ import annotations

from bench.candidates.base import Candidate
from bench.candidates.contrastive import Contrastive
from bench.candidates.diet import DenseDiet, SparseDiet
from bench.candidates.linear import E5, Adapted, BothFrozen, FrozenLast, FrozenMiddle
from bench.candidates.textcat import SpacyTextcat

CANDIDATES: dict[str, type[Candidate]] = {
    "sparse_diet": SparseDiet,
    "spacy": SpacyTextcat,
    "frozen_last": FrozenLast,
    "frozen_middle": FrozenMiddle,
    "e5": E5,
    "both": BothFrozen,
    "dense_diet": DenseDiet,
    "contrastive": Contrastive,
    "adapted": Adapted,
}
