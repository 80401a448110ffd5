"""How records are told in RDF: the words of well-known vocabularies where they have one.

All other columns are told in words of kb's own, `kb:evidenceSays` for `evidence_says`, so that no
column is lost. Of SEPIO the terms are those of its release of 2023-02-19: a claim is a proposition,
to which evidence lines lend support or not. tests/exports/test_vocabularies.py has the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from kb.exports.selection import Row
from kb.schema.vocabulary import Basis, EvidenceDirection, Expression, RelationKind

PROPOSITION = "obo:SEPIO_0000000"
EVIDENCE_LINE = "obo:SEPIO_0000002"
HAS_EVIDENCE_LINE = "obo:SEPIO_0000006"
CONTRADICTS = "obo:SEPIO_0000101"
EVIDENCE_ITEM = "obo:SEPIO_0000084"
SUPPORTING_ACTIVITY = "obo:SEPIO_0000085"
RESEARCH_STUDY = "obo:SEPIO_0000125"
BY_DIRECTION: Mapping[str, str] = {
    EvidenceDirection.supports: "obo:SEPIO_0000007",
    EvidenceDirection.disputes: "obo:SEPIO_0000008",
    EvidenceDirection.inconclusive: "obo:SEPIO_0000009",
}
"""What a claim has a line of evidence as; one without information is evidence and no more."""
SOURCES: Mapping[str, str] = {
    "article": "fabio:JournalArticle",
    "book": "fabio:Book",
    "incollection": "fabio:BookChapter",
    "inproceedings": "fabio:ConferencePaper",
    "mastersthesis": "fabio:MastersThesis",
    "online": "fabio:WebPage",
    "phdthesis": "fabio:DoctoralThesis",
    "thesis": "fabio:Thesis",
}
"""BibTeX types as FaBiO's classes; any other is an expression."""


@cache
def own(name: str, *, is_class: bool = False) -> str:
    """A word of kb's own for a column, a table, or a word of a vocabulary."""
    first, *others = name.split("_")
    start = first.capitalize() if is_class else first
    return "kb:" + start + "".join(part.capitalize() for part in others)


@dataclass(frozen=True, slots=True)
class Resource:
    """How the rows of a table are told.

    Parameters
    ----------
    kind
        Of `kb.exports.linked.address`; the table's name if it is empty.
    key
        The column of its id.
    known
        Columns with the words for them; an empty one leaves the column out.
    """

    table: str
    types: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    key: str = "id"

    @property
    def address(self) -> str:
        """What its addresses are called."""
        return self.kind or self.table

    def word(self, column: str) -> str:
        """The word for a column; empty if it is not told."""
        return self.known.get(column, own(column))


_OWNER = {"owner_type": "", "owner_id": ""}
RESOURCES = (
    Resource(
        "source",
        known={
            "title": "dcterms:title",
            "authors": "dc:creator",
            "year": "fabio:hasPublicationYear",
            "container": "prism:publicationName",
            "volume": "prism:volume",
            "number": "prism:number",
            "pages": "prism:pageRange",
            "doi": "prism:doi",
            "pmid": "fabio:hasPubMedId",
            "url": "foaf:page",
            "reference": "dcterms:bibliographicCitation",
            **dict.fromkeys(("bibtex", "csl", "sort_key"), ""),
        },
        key="key",
    ),
    Resource(
        "term",
        ("skos:Concept",),
        {
            "label": "skos:prefLabel",
            "definition": "skos:definition",
            "synonyms": "skos:altLabel",
            "mesh": "skos:exactMatch",
        },
    ),
    Resource(
        "document",
        ("prov:Entity",),
        {
            "source": "prov:specializationOf",
            "title": "dcterms:title",
            "language": "dcterms:language",
            "published": "dcterms:issued",
            "about": "dcterms:description",
            "text": "",
        },
    ),
    Resource(
        "statement",
        ("prov:Entity",),
        {"document": "dcterms:isPartOf", "gist": "dcterms:description", "heading": ""},
    ),
    Resource("source_trace", known=dict.fromkeys(("source", "study"), ""), kind="trace"),
    Resource("quantity", known=_OWNER),
    Resource("dose", known=_OWNER),
    Resource(
        "claim",
        (PROPOSITION, "prov:Entity"),
        {"claim": "rdfs:label", "merged_into": "dcterms:isReplacedBy", "version": "pav:version"},
    ),
    Resource("certainty", key="claim"),
    Resource("certainty_domain"),
    Resource("verdict", ("prov:Entity",), {"date": "dcterms:date"}, key="claim"),
    Resource("contrary_search"),
    Resource("study", (RESEARCH_STUDY, "prov:Activity"), {"title": "dcterms:title"}),
    Resource("arm"),
    Resource(
        "finding",
        ("prov:Entity",),
        {"study": "prov:wasGeneratedBy", "source": "prov:hadPrimarySource"},
    ),
    Resource("appraisal"),
    Resource(
        "evidence_line",
        (EVIDENCE_LINE, "prov:Entity"),
        {"finding": EVIDENCE_ITEM, "study": SUPPORTING_ACTIVITY},
        kind="evidence",
    ),
    Resource("synthesis", ("prov:Entity",)),
    Resource("gap"),
    Resource("guidance", ("prov:Entity",)),
)
"""The tables whose rows have an id, those that others refer to first."""

Word = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Link:
    """How a row joins two records: kinds and columns of both, and the word; empty if it does not.

    The kind `owner` is the one that the row itself tells.
    """

    table: str
    subject: tuple[str, str]
    word: Word
    target: tuple[str, str]


def _always(word: str) -> Word:
    return lambda _row: word


def _related(row: Row) -> str:
    kind = str(row["kind"])
    return CONTRADICTS if kind == RelationKind.contradicts else own(kind)


def _trace(word: str, basis: Basis) -> Word:
    """A source that a curator inferred is never told as one that the document cites."""
    return lambda row: word if row["basis"] == basis else ""


def _expressed(row: Row) -> str:
    return own(str(row["relation"]))


LINKS = (
    Link("term_broader", ("term", "term"), _always("skos:broader"), ("term", "broader")),
    Link("statement_claim", ("statement", "statement"), _expressed, ("claim", "claim")),
    Link(
        "source_trace",
        ("statement", "statement"),
        _trace("cito:citesAsEvidence", Basis.author_cited),
        ("source", "source"),
    ),
    Link(
        "source_trace",
        ("trace", "id"),
        _trace("kb:inferredSource", Basis.curator_inferred),
        ("source", "source"),
    ),
    Link(
        "source_trace",
        ("trace", "id"),
        _trace("kb:inferredStudy", Basis.curator_inferred),
        ("study", "study"),
    ),
    Link("quantity", ("quantity", "id"), _always("kb:owner"), ("owner", "owner_id")),
    Link("dose", ("dose", "id"), _always("kb:owner"), ("owner", "owner_id")),
    Link("claim_relation", ("claim", "claim"), _related, ("claim", "other")),
    Link("claim_body_part", ("claim", "claim"), _always("kb:bodyPart"), ("term", "body_part")),
    Link(
        "evidence_line",
        ("claim", "claim"),
        lambda row: BY_DIRECTION.get(str(row["direction"]), HAS_EVIDENCE_LINE),
        ("evidence", "id"),
    ),
    Link(
        "evidence_table",
        ("claim", "claim_id"),
        _always("cito:citesAsEvidence"),
        ("source", "source_key"),
    ),
    Link(
        "study_report",
        ("study", "study"),
        lambda row: own(f"{row['role']}_report"),
        ("source", "source"),
    ),
    Link("study_inclusion", ("study", "review"), _always("kb:includes"), ("study", "study")),
    Link(
        "synthesis_input",
        ("synthesis", "synthesis"),
        lambda row: "prov:wasDerivedFrom" if row["used"] else "",
        ("finding", "finding"),
    ),
    Link(
        "guidance_statement",
        ("guidance", "guidance"),
        _always("prov:wasDerivedFrom"),
        ("statement", "statement"),
    ),
    Link("guidance_claim", ("guidance", "guidance"), _always("kb:restsOn"), ("claim", "claim")),
    Link(
        "guidance_relation",
        ("guidance", "guidance"),
        lambda row: own(str(row["kind"])),
        ("guidance", "other"),
    ),
    Link(
        "hazard_control",
        ("guidance", "hazard"),
        _always("kb:controlledBy"),
        ("guidance", "control"),
    ),
)
"""What joins records, in words that depend on the row."""
JOINS: Mapping[str, str] = {
    **{own(word): "How a statement stands to a claim." for word in Expression},
    **{own(word): "How two claims stand to one another." for word in RelationKind},
    "kb:inferredSource": "A source that a curator inferred; the document does not cite it.",
    "kb:inferredStudy": "A study that a curator inferred; the document does not cite it.",
    "kb:owner": "What a number or dose belongs to.",
    "kb:bodyPart": "A part of the body that a claim speaks of.",
    "kb:includes": "A study that a review includes.",
    "kb:restsOn": "A claim that guidance rests on.",
    "kb:controlledBy": "What is advised against a hazard.",
}
"""Words of kb's own that stand for no column, with what they mean."""
