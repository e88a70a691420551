"""Captions of pictures: the credit behind them and the label before them are not read."""

from __future__ import annotations

import re

from geo.ingest.lines import Line
from geo.model import Span

LONGEST_CREDIT = 160
"""Characters at a line's end in which a photo credit is looked for."""
CREDIT = re.compile(
    r"""\s*(?:
      # a caption [Getty] · (Photo by A. Bee / AFP via Getty Images) · (AP Photo/A. Bee)
      [\[(]
        (?=[^\])]{0,100}(?:getty|photo|image|picture|handout|screengrab|screenshot|courtesy
          |reuters|\bafp\b|\bap\b|\bepa\b|anadolu|tass|xinhua|shutterstock|alamy|\bfile\b|credit))
        (?:file|credit|courtesy|handout|getty|photo|image|picture|screen|reuters|afp|ap\b|epa
          |anadolu|tass|xinhua|shutterstock|alamy
          |[^\])]{0,60}[/|][^\])]{0,40}|[^\])]{0,60}via\s)
        [^\])]{0,80}[\])]
      # a caption. REUTERS/A. Bee
    | (?<=[\s.])REUTERS/[A-Z][\w.' /-]{1,60}
      # a caption | Photo Credit: A. Bee/AFP
    | (?:\|\s?)?(?<=[\s.])(?:(?:Photo|Image|Picture|File)\s)?
        (?:Photo|Image|Picture|Credit|Photograph|Courtesy):\s?[^.]{2,80}
      # a caption. Photo by A. Bee
    | (?<=[.!?|]\s)(?:Photo|Image|Picture|Photograph)s?\s(?:by|courtesy\sof)\s[^.]{2,60}
      # a caption. © AFP
    | (?<=[\s.])©\s?[^.]{2,60}
    )\.?$""",
    re.IGNORECASE | re.VERBOSE,
)
WIRE_SIGNATURE = re.compile(r"\s*\((?:[A-Z]{2,5}|Reuters|Xinhua|Anadolu)\)$")
"""A wire story's last line ends in "(AFP)"; the sentence before it is no caption."""
LABEL = re.compile(
    r"(?:(?:image|media|video|photo) caption|file photo|file picture|in picture)[,:]?\s",
    re.IGNORECASE,
)
"""Image caption, a man walks past a burnt tank"""


def credit(line: Line) -> Span | None:
    """Return the span of the photo credit or wire signature that ends the line."""
    if not line.is_short:
        return None
    tail = line.text[-LONGEST_CREDIT:]
    found = WIRE_SIGNATURE.search(tail) or CREDIT.search(tail)
    if found is None or len(found.group()) == len(line.text):
        return None
    return Span(line.end - len(found.group().lstrip()), line.end)


def label(line: Line) -> Span | None:
    """Return the span of "Image caption," or "FILE PHOTO:" at the line's beginning."""
    found = LABEL.match(line.text)
    return Span(line.start, line.start + found.end()) if found else None


def is_caption(line: Line) -> bool:
    """Tell whether the line describes a picture: it has a credit or a label."""
    if label(line) is not None:
        return True
    return credit(line) is not None and WIRE_SIGNATURE.search(line.text) is None
