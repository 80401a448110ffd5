"""Reference results of R's metafor 5.1, from the folder of outside material."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

Case = dict[str, Any]


def reference(shared: Path) -> Case:
    """Give the whole file: `datasets`, `conversions`, `ci_to_se`."""
    text = (shared / "reference" / "meta_analysis" / "metafor.json").read_text("utf-8")
    loaded: Case = json.loads(text)
    return loaded


def effects(dataset: Case) -> tuple[list[float], list[float]]:
    """Give effects and variances of the studies that enter the models."""
    studies = [study for study in dataset["studies"] if study["yi"] is not None]
    assert len(studies) == dataset["k"]
    return [study["yi"] for study in studies], [study["vi"] for study in studies]


def differs(ours: float | None, theirs: float | None, within: float) -> bool:
    """Whether two numbers differ by more than a tolerance, or only one is there."""
    if ours is None or theirs is None:
        return ours is not theirs
    return not math.isclose(ours, theirs, rel_tol=0, abs_tol=within)
