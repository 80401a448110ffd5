"""A knowledge base in which something is pooled, and one that tries to give orders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mcp.asking import changed

_POOLED = """
insert into synthesis (id, claim, outcome, measure, model, k_reports, k_studies, k_cohorts,
    estimate, ci_low, ci_high, null_value)
  select 'p', 'taller-tomatoes', min(id), 'mean_difference', 'random effects', 2, 2, 2,
    1.23456, -0.5, 3, 0 from term where kind = 'outcome';
insert into synthesis (id, claim, outcome, measure, model, k_reports, k_studies, k_cohorts,
    estimate, null_value)
  select 'o', claim, outcome, measure, model, 2, 2, 2, 1, 0 from synthesis;
delete from synthesis_input;
insert into synthesis_input (claim, finding, synthesis, used)
  select 'taller-tomatoes', id, 'p', 1 from finding;
"""


@pytest.fixture(scope="session")
def pooled(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a built file in which two estimates were pooled, one without an interval."""
    return changed(full, tmp_path_factory.mktemp("pooled"), _POOLED)
