"""How well texts are read: against gold annotations of articles and corpora of toponyms."""

from geo.scoring.corpora import ablate, corpora_in, score_corpora
from geo.scoring.gold import same_words, score, score_folder
from geo.scoring.matching import match, overlap, precision_recall
from geo.scoring.report import report, report_ablation, report_corpora

__all__ = [
    "ablate",
    "corpora_in",
    "match",
    "overlap",
    "precision_recall",
    "report",
    "report_ablation",
    "report_corpora",
    "same_words",
    "score",
    "score_corpora",
    "score_folder",
]
