"""Readings scored against hand-made gold: figures, and every error with its class and sentence.

`gold` reads the annotations, `match` says which items are the same, `scoring` counts, `report` prints.
"""

from malaff.evaluation.gold import GoldArticle, load_gold, load_readings
from malaff.evaluation.scoring import CLASSES, Mistake, Score, score

__all__ = ["CLASSES", "GoldArticle", "Mistake", "Score", "load_gold", "load_readings", "score"]
