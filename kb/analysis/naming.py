"""Names of records in sentences for people."""

from __future__ import annotations

from collections.abc import Iterable

from kb.corpus import Corpus
from kb.schema.document import StatementFile
from kb.schema.study_vocabulary import ReportRole


def term(corpus: Corpus, term_id: str | None) -> str:
    """The label of a term; of none, that it is unsaid."""
    return corpus.terms[term_id].value.label if term_id else "unsaid"


def study(corpus: Corpus, study_id: str) -> str:
    """`Alghadir et al. 2019`: the short citation of a study's primary report."""
    reports = corpus.studies[study_id].value.reports
    first = min(reports, key=lambda report: report.role is not ReportRole.primary)
    return corpus.sources[first.source].short_citation


def studies(corpus: Corpus, study_ids: Iterable[str]) -> str:
    """Several studies in a row, each once."""
    return listed(study(corpus, study_id) for study_id in study_ids)


def statement(value: StatementFile) -> str:
    """What a statement says, in own words."""
    return value.gist or value.anchor or value.id


def statements(corpus: Corpus) -> dict[str, str]:
    """Id of every statement to what it says."""
    found = corpus.statements()
    return {f"{document.id}.{value.id}": statement(value) for document, _, value in found}


def listed(words: Iterable[str]) -> str:
    """`a, b and c`; what comes twice is named once."""
    *most, last = dict.fromkeys(words)
    return f"{', '.join(most)} and {last}" if most else last
