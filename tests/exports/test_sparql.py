"""Questions that a reader of the graph asks in SPARQL, answered as SQL answers them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.query import ResultRow

from kb.exports.linked.term import PREFIXES
from tests.exports.exported import BASE, export

pytestmark = pytest.mark.untraced

QUESTIONS = {
    "what is known of each claim of a population, and how surely": (
        """select ?text ?rating ?level {
          ?claim kb:population <https://kb.example/terms/people-with-knee-osteoarthritis> ;
            rdfs:label ?text .
          ?verdict a kb:Verdict ; kb:claim ?claim ; kb:rating ?rating .
          optional { ?certainty a kb:Certainty ; kb:claim ?claim ; kb:level ?level } }""",
        (
            "select c.claim, v.rating, n.level from claim c join verdict v on v.claim = c.id"
            " left join certainty n on n.claim = c.id"
            " where c.population = 'people-with-knee-osteoarthritis'"
        ),
    ),
    "how many claims have each verdict": (
        "select ?rating (count(*) as ?n) { ?v a kb:Verdict ; kb:rating ?rating } group by ?rating",
        "select rating, count(*) from verdict group by rating",
    ),
    "which claims have evidence for them and against them": (
        """select distinct ?text { ?claim obo:SEPIO_0000007 ?for ; obo:SEPIO_0000008 ?against ;
          rdfs:label ?text }""",
        (
            "select claim from claim where id in (select claim from evidence_line"
            " where direction = 'supports') and id in (select claim from evidence_line"
            " where direction = 'disputes')"
        ),
    ),
    "which claims have no evidence": (
        """select ?text { ?claim a obo:SEPIO_0000000 ; rdfs:label ?text
          filter not exists { ?line a obo:SEPIO_0000002 ; kb:claim ?claim } }""",
        "select claim from claim where id not in (select claim from evidence_line)",
    ),
    "where each document makes a claim": (
        """select ?title ?start ?end { ?statement kb:expresses
            <https://kb.example/claims/knee-oa-pain> ; dcterms:isPartOf ?document ;
            kb:charStart ?start ; kb:charEnd ?end . ?document dcterms:title ?title }""",
        (
            "select d.title, s.char_start, s.char_end from statement_claim c join statement s"
            " on s.id = c.statement join document d on d.id = s.document"
            " where c.claim = 'knee-oa-pain' and c.relation = 'expresses'"
        ),
    ),
    "what was found on a claim, and where it stands": (
        """select ?doi ?locator ?value ?unit { ?line kb:claim
            <https://kb.example/claims/knee-oa-pain> ; obo:SEPIO_0000084 ?finding .
          ?finding prov:hadPrimarySource ?source .
          optional { ?finding kb:locator ?locator } optional { ?finding kb:value ?value }
          optional { ?finding kb:unit ?unit } optional { ?source prism:doi ?doi } }""",
        (
            "select s.doi, f.locator, f.value, f.unit from evidence_line e join finding f"
            " on f.id = e.finding join source s on s.key = f.source where e.claim = 'knee-oa-pain'"
        ),
    ),
    "which randomised trials analysed fifty people or more": (
        """select ?title ?n { ?study a obo:SEPIO_0000125 ; dcterms:title ?title ;
            kb:design "rct_parallel" ; kb:nAnalysed ?n filter (?n >= 50) }""",
        "select title, n_analysed from study where design = 'rct_parallel' and n_analysed >= 50",
    ),
    "which sources are evidence for most claims": (
        """select ?reference (count(distinct ?claim) as ?n) {
            ?claim a kb:Claim ; cito:citesAsEvidence ?source .
            ?source dcterms:bibliographicCitation ?reference }
          group by ?source ?reference having (count(distinct ?claim) > 5)""",
        (
            "select s.reference, count(distinct e.claim_id) from evidence_table e"
            " join source s on s.key = e.source_key group by s.key"
            " having count(distinct e.claim_id) > 5"
        ),
    ),
    "how far statements are from their evidence, by kind of gap": (
        """select ?kind (count(*) as ?n) { ?gap a kb:Gap ; kb:severity "major" ; kb:kind ?k
            bind (strafter(str(?k), "#") as ?kind) } group by ?kind""",
        "select kind, count(*) from gap where severity = 'major' group by kind",
    ),
    "which source a curator inferred, and how surely": (
        """select ?statement ?confidence ?reference { ?trace kb:inferredSource ?source ;
            kb:statement ?s ; kb:confidence ?confidence .
          ?source dcterms:bibliographicCitation ?reference
          bind (strafter(str(?s), "/statements/") as ?statement) }""",
        (
            "select t.statement, t.confidence, s.reference from source_trace t"
            " join source s on s.key = t.source where t.basis = 'curator_inferred'"
        ),
    ),
    "which pools vary more than chance, and of how many findings they are": (
        """select ?measure ?i2 (count(?finding) as ?n) { ?pool a kb:Synthesis ;
            kb:measure ?measure ; kb:i2 ?i2 ; prov:wasDerivedFrom ?finding }
          group by ?pool ?measure ?i2""",
        (
            "select s.measure, s.i2, count(*) from synthesis s join synthesis_input i"
            " on i.synthesis = s.id and i.used group by s.id"
        ),
    ),
    "what claims there are on anything that a term includes": (
        """select distinct ?text { ?claim a kb:Claim ; kb:population ?term ; rdfs:label ?text .
            ?term skos:broader* <https://kb.example/terms/people-with-knee-problems> }""",
        (
            "with recursive below(id) as (select 'people-with-knee-problems' union"
            " select b.term from term_broader b join below on below.id = b.broader)"
            " select claim from claim where population in below"
        ),
    ),
    "which claims contradict one another": (
        """select ?one ?other { ?a obo:SEPIO_0000101 ?b ; rdfs:label ?one .
          ?b rdfs:label ?other }""",
        (
            "select a.claim, b.claim from claim_relation r join claim a on a.id = r.claim"
            " join claim b on b.id = r.other where r.kind = 'contradicts'"
        ),
    ),
    "from which statements guidance is taken": (
        """select ?text (count(?statement) as ?n) { ?guidance a kb:Guidance ; kb:kind "precaution" ;
            kb:text ?text ; prov:wasDerivedFrom ?statement } group by ?guidance ?text""",
        (
            "select g.text, count(*) from guidance g join guidance_statement s on s.guidance = g.id"
            " where g.kind = 'precaution' group by g.id"
        ),
    ),
}


@pytest.fixture(scope="module")
def graph(real: Path) -> Graph:
    """Give the graph of the real knowledge base, with all prefixes known."""
    graph = Graph().parse(data=export(real, "turtle", base=BASE), format="turtle")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space, replace=True)
    return graph


@pytest.fixture(scope="module")
def connection(real: Path) -> Iterator[sqlite3.Connection]:
    """Give the built file that the graph is of."""
    with closing(sqlite3.connect(real)) as connection:
        yield connection


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_is_answered_as_by_sql(
    question: str, graph: Graph, connection: sqlite3.Connection
) -> None:
    asked, sql = QUESTIONS[question]
    found = sorted(map(_values, graph.query(asked)), key=repr)
    assert found == sorted(connection.execute(sql).fetchall(), key=repr)
    assert found


def _values(row: object) -> tuple[object, ...]:
    """Give a row as Python's own values; what has none is None."""
    assert isinstance(row, ResultRow)
    values: tuple[object, ...] = tuple(row)
    return tuple(one.toPython() if isinstance(one, Literal) else one for one in values)
