"""Whom, what and against what: Groups of people, EvidenceVariables of all else."""

from __future__ import annotations

from collections.abc import Iterator

from kb.exports.fhir.code import MESH, concept
from kb.exports.fhir.resource import Identity, Resource
from kb.exports.selection import Row, Selection
from kb.schema.vocabulary import TermKind

VARIABLES = (TermKind.intervention, TermKind.outcome, TermKind.measure)
_STUDIES = """
    select s.*, p.label as people, p.mesh from study s left join term p on p.id = s.population
    where s.id in temp.chosen_study order by s.id"""
_ARMS = """
    select a.*, i.label as what, s.title as study_title, (
      select group_concat(wording, '; ') from (
        select d.wording from dose d where d.owner_type = 'arm' and d.owner_id = a.id
          and d.wording is not null order by d.id)) as dose
    from arm a join study s on s.id = a.study left join term i on i.id = a.intervention
    where a.study in temp.chosen_study order by a.id"""


def resources(selection: Selection, identity: Identity) -> Iterator[Resource]:
    """Terms, then the people and the arms of studies."""
    for row in selection.rows("term"):
        if row["kind"] == TermKind.population:
            yield _population(identity, row)
        elif row["kind"] in VARIABLES:
            yield _variable(identity, row)
    for row in selection.query(_STUDIES):
        yield _sample(identity, row)
    for row in selection.query(_ARMS):
        yield _arm(identity, row)


def _named(row: Row, label: str = "label") -> Resource | None:
    """A term as a concept, with its MeSH id."""
    return concept(MESH, str(row["mesh"]) if row["mesh"] else None, row[label])


def _population(identity: Identity, row: Row) -> Resource:
    """People as a claim means them: defined, not counted."""
    return identity.resource(
        "Group",
        "term",
        row["id"],
        type="person",
        membership="definitional",
        name=row["label"],
        description=row["definition"],
        characteristic=[_is_of(row, "label")],
    )


def _is_of(row: Row, label: str) -> Resource | None:
    if row[label] is None:
        return None
    meant = _named(row, label)
    return {"code": {"text": "population"}, "valueCodeableConcept": meant, "exclude": False}


def _variable(identity: Identity, row: Row) -> Resource:
    return identity.resource(
        "EvidenceVariable",
        "term",
        row["id"],
        title=row["label"],
        status="active",
        description=row["definition"],
        characteristic=[{"definitionCodeableConcept": _named(row)}],
    )


def _sample(identity: Identity, row: Row) -> Resource:
    """The people of a study: counted, not listed."""
    return identity.resource(
        "Group",
        "study",
        row["id"],
        type="person",
        membership="enumerated",
        name=row["title"],
        description=" ".join(_told(row)),
        quantity=row["n_analysed"],
        characteristic=[_is_of(row, "people")],
    )


def _told(row: Row) -> Iterator[str]:
    """What is known of the people, in sentences."""
    if row["sample"]:
        yield str(row["sample"])
    if row["n_randomised"] is not None:
        yield f"Randomised: {row['n_randomised']}."
    if row["age_mean"] is not None:
        spread = f" (SD {row['age_sd']})" if row["age_sd"] is not None else ""
        yield f"Mean age in years: {row['age_mean']}{spread}."
    if row["female_share"] is not None:
        yield f"Share of women: {row['female_share']}."


def _arm(identity: Identity, row: Row) -> Resource:
    """What an arm of a study did, its dose in words."""
    lines = (
        ("With", row["cointerventions"]),
        ("Dose", row["dose"]),
        ("People", row["n"]),
    )
    told = [f"{name}: {text}." for name, text in lines if text is not None]
    return identity.resource(
        "EvidenceVariable",
        "arm",
        row["id"],
        title=f"{row['label']} ({row['study_title']})",
        status="active",
        description=" ".join(told),
        characteristic=[
            {"definitionReference": identity.reference("term", row["intervention"], row["what"])}
        ],
    )
