"""A claim's version changes with what it rests on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.corpus import load
from kb.corpus.released import LENGTH
from kb.corpus.version import version

CLAIM = "data/claims/wrist-pain.yaml"
STUDY = "data/studies/inventa-trial.yaml"


def _versions(root: Path) -> dict[str, str]:
    corpus, problems = load(root)
    assert not problems
    return {name: version(corpus, record.value) for name, record in corpus.claims.items()}


def _changed_by(root: Path, file: str, old: str, new: str) -> set[str]:
    """Ids of the claims whose version another wording changes."""
    before = _versions(root)
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    after = _versions(root)
    return {name for name, told in before.items() if after[name] != told}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CLAIM, "claim: A cold hand bath eases", "claim: A cold hand bath soothes"),
        (CLAIM, "strength: weak", "strength: moderate"),
        (CLAIM, "rating: serious", "rating: very_serious"),
        (CLAIM, "hits: 3", "hits: 4"),
        (STUDY, "value: -1.5", "value: -1.6"),
        (STUDY, "ci_high: -0.1", "ci_high: -0.2"),
    ],
)
def test_a_change_of_the_claim_or_its_evidence_changes_its_version_alone(
    corpus: Path, file: str, old: str, new: str
) -> None:
    assert _changed_by(corpus, file, old, new) == {"wrist-pain"}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CLAIM, "id: wrist-pain", "# a remark\nid: wrist-pain"),
        (
            CLAIM,
            "kind: effect\npopulation: office-workers",
            "population: office-workers\nkind: effect",
        ),
        (STUDY, "masking: none", "masking: single"),
        (STUDY, "reason: not_reported", "reason: not_read"),
    ],
)
def test_remarks_spaces_and_what_it_does_not_rest_on_change_no_version(
    corpus: Path, file: str, old: str, new: str
) -> None:
    assert _changed_by(corpus, file, old, new) == set()


def test_a_version_is_short_hexadecimal(corpus: Path) -> None:
    versions = _versions(corpus).values()
    assert len(set(versions)) == len(versions)
    assert all(len(told) == LENGTH and int(told, 16) >= 0 for told in versions)
