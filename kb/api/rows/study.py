"""The fields of a study, written from the schema by `python -m scripts.api`."""

from __future__ import annotations

from typing import NamedTuple, get_args

from kb.api import words
from kb.api.table import Column, Table


class StudyRow(NamedTuple):
    """A study or review: what was done with whom.

    Parameters
    ----------
    study_id
        Id of the study.
    cohort_id
        The sample.
    title
        A short name for reading.
    design
        Study design.
    reading_level
        How far it was read for this knowledge base.
    population
        Who took part.
    population_id
        Id: Who took part.
    sample
        The participants, in own words.
    country
        Where it was done.
    setting
        In what setting.
    n_randomised
        People allocated to arms.
    n_analysed
        People in the analysis.
    n_studies
        For reviews: studies included.
    age_mean
        Mean age, in a.
    age_sd
        Standard deviation of age, in a.
    female_share
        Share of women, in 1.
    masking
        Who did not know the allocation.
    allocation
        How people were allocated.
    registration
        Registry number.
    funding
        Who paid.
    registered_n
        People planned, as the registry says.
    registered_masking
        Who was not to know the allocation, as the registry says.
    registered_note
        What else the registry says.
    note
        A curator's remark.
    import_id
        The import that it is from; empty for what is curated.
    """

    study_id: str
    cohort_id: str
    title: str
    design: words.Design
    reading_level: words.ReadingLevel
    population: str | None
    population_id: str | None
    sample: str | None
    country: str | None
    setting: str | None
    n_randomised: int | None
    n_analysed: int | None
    n_studies: int | None
    age_mean: float | None
    age_sd: float | None
    female_share: float | None
    masking: words.Masking | None
    allocation: str | None
    registration: str | None
    funding: str | None
    registered_n: int | None
    registered_masking: words.Masking | None
    registered_note: str | None
    note: str | None
    import_id: str | None


TABLE = Table(
    name="studies",
    one="study",
    several="studies",
    source=(
        '(select t."id" as "study_id", t."cohort" as "cohort_id", t."title", '
        't."design", t."reading_level", (select label from term where id = '
        't."population") as "population", t."population" as "population_id", '
        't."sample", t."country", t."setting", t."n_randomised", t."n_analysed", '
        't."n_studies", t."age_mean", t."age_sd", t."female_share", t."masking", '
        't."allocation", t."registration", t."funding", t."registered_n", '
        't."registered_masking", t."registered_note", t."note", t."import_id" from '
        "study t)"
    ),
    key="study_id",
    title="title",
    searched="study",
    columns={
        "study_id": Column("text", refers="study"),
        "cohort_id": Column("text", refers="cohort"),
        "title": Column("text"),
        "design": Column("word", words=get_args(words.Design)),
        "reading_level": Column("word", words=get_args(words.ReadingLevel)),
        "population": Column("text", refers="term:population"),
        "population_id": Column("text", refers="term"),
        "sample": Column("text"),
        "country": Column("text"),
        "setting": Column("text"),
        "n_randomised": Column("number", is_whole=True),
        "n_analysed": Column("number", is_whole=True),
        "n_studies": Column("number", is_whole=True),
        "age_mean": Column("number"),
        "age_sd": Column("number"),
        "female_share": Column("number"),
        "masking": Column("word", words=get_args(words.Masking)),
        "allocation": Column("text"),
        "registration": Column("text"),
        "funding": Column("text"),
        "registered_n": Column("number", is_whole=True),
        "registered_masking": Column("word", words=get_args(words.Masking)),
        "registered_note": Column("text"),
        "note": Column("text"),
        "import_id": Column("text"),
    },
    loaded=None,
)
