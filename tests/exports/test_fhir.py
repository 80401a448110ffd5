"""FHIR R5: accepted by fhir.resources, codes of the bound value sets, references that lead home."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.bundle import Bundle

from kb.corpus import load
from kb.database.build import build
from kb.database.reader import connect
from kb.exports.fhir import code
from kb.exports.fhir.citation import _day
from kb.exports.fhir.resource import filled, narrative
from kb.schema.study_vocabulary import Design, Measure
from kb.schema.vocabulary import Certainty, ClaimStatus, Directness, Domain, Rating
from tests.exports.exported import export

GOLDEN = Path(__file__).parent / "golden" / "fhir.json"
HL7 = "http://terminology.hl7.org/CodeSystem/"
SEVCO = "01001 01002 01003 01005 01010 01011 01012 01013 01015 01016 01017 01027"
CODES = {
    "http://hl7.org/fhir/certainty-type": """Overall RiskOfBias Inconsistency Indirectness
        Imprecision PublicationBias DoseResponseGradient PlausibleConfounding LargeEffect""",
    "http://hl7.org/fhir/certainty-rating": """high moderate low very-low no-concern
        serious-concern very-serious-concern extremely-serious-concern present absent no-change
        downcode1 downcode2 downcode3 upcode1 upcode2""",
    f"{HL7}directness": "low moderate high exact",
    f"{HL7}variable-role": """population subpopulation exposure referenceExposure measuredVariable
        confounder""",
    f"{HL7}statistic-type": """absolute-MedianDiff C25463 0000301 predictedRisk descriptive C93150
        C16726 rate-ratio C25564 C53319 0000457 C28007 C25570 C16932 C65172 C17010 C44256 0000565
        C93152 0000424 C65171 0000100""",
    f"{HL7}attribute-estimate-type": """0000419 C53324 0000455 0000420 C53245 C44185 C38013 C53322
        0000037 0000421 C48918""",
    f"{HL7}synthesis-type": "std-MA IPD-MA indirect-NMA combined-NMA range classification pooled",
    "http://hl7.org/fhir/study-design": " ".join(f"SEVCO:{each}" for each in SEVCO.split()),
    f"{HL7}cited-artifact-status-type": """created submitted withdrawn pre-review under-review
        post-review-pre-published rejected published-early-form published-final-form accepted
        archived retracted draft active approved unknown""",
}
"""Code systems of the value sets that R5 (5.0.0) binds extensibly, from hl7.org/fhir/R5."""
STATUS = "draft active retired unknown"
REQUIRED = {
    ("Bundle", "type"): """document message transaction transaction-response batch batch-response
        history searchset collection subscription-notification""",
    ("Citation", "status"): STATUS,
    ("Evidence", "status"): STATUS,
    ("EvidenceVariable", "status"): STATUS,
    ("Group", "type"): """person animal practitioner device careteam healthcareservice location
        organization relatedperson specimen""",
    ("Group", "membership"): "definitional enumerated",
    ("content", "informationType"): """comment classifier rating container response
        change-request""",
    ("relatedArtifact", "type"): """documentation justification citation predecessor successor
        derived-from depends-on composed-of part-of amends amended-with appends appended-with cites
        cited-by comments-on comment-in contains contained-in corrects correction-in replaces
        replaced-with retracts retracted-by signs similar-to supports supported-with transforms
        transformed-into transformed-with documents specification-of created-with cite-as""",
    ("quantity", "comparator"): "< <= >= > ad",
    ("text", "status"): "generated extensions additional empty",
}
"""Elements with a required binding, below the element or resource that has them."""

Json = dict[str, Any]


@cache
def everything(path: Path) -> bytes:
    """Export a built file that is only read: what many tests look at is made once."""
    return export(path, "fhir")


def bundle(path: Path, **given: list[str]) -> Json:
    found: Json = json.loads(export(path, "fhir", given) if given else everything(path))
    return found


def objects(value: object, name: str) -> Iterator[tuple[str, Json]]:
    """All objects, each with its resource's type or the name of the element that it is."""
    if isinstance(value, dict):
        yield str(value.get("resourceType", name)), value
        for key, part in value.items():
            yield from objects(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part, name)


def resources(found: Json, type_: str) -> list[Json]:
    every = (entry["resource"] for entry in found["entry"])
    return [each for each in every if each["resourceType"] == type_]


def called(found: Json, kind: str, record: str) -> Json:
    """The resource of a record."""
    for entry in found["entry"]:
        name = entry["resource"]["identifier"][0]
        if name["system"].endswith(f"/{kind}") and name["value"] == record:
            resource: Json = entry["resource"]
            return resource
    raise KeyError(record)


def test_fhir_resources_accept_the_bundle(each: Path) -> None:
    assert Bundle.model_validate_json(everything(each)).type == "collection"


def test_required_codes_are_of_their_value_sets(each: Path) -> None:
    seen = Counter[tuple[str, str]]()
    for name, found in objects(bundle(each), ""):
        for (owner, element), known in REQUIRED.items():
            if name == owner and element in found:
                seen[owner, element] += 1
                assert found[element] in known.split(), (owner, element)
    assert set(seen) >= set(REQUIRED) - {("quantity", "comparator")}


def test_every_coding_is_of_a_value_set_of_r5_or_of_mesh(each: Path) -> None:
    for name, found in objects(bundle(each), ""):
        if name == "coding" and found["system"] != code.MESH:
            assert found["code"] in CODES[found["system"]].split()


def test_a_concept_without_code_has_words(each: Path) -> None:
    for name, found in objects(bundle(each), ""):
        if name in {"type", "variableRole", "classifier", "rating", "statisticType"}:
            assert found.get("coding") or found.get("text"), name


def test_every_reference_leads_to_an_entry(each: Path) -> None:
    found = bundle(each)
    entries = {entry["fullUrl"]: entry["resource"] for entry in found["entry"]}
    assert len(entries) == len(found["entry"])
    for name, one in objects(found, ""):
        if "reference" in one:
            assert one["reference"] in entries, name
    for name, one in objects(found, ""):
        if name == "variableDefinition":
            for part in {"observed", "intended"} & set(one):
                meant = entries[one[part]["reference"]]["resourceType"]
                assert meant in {"Group", "EvidenceVariable"}


def test_references_within_a_part_stay_within_it(real: Path) -> None:
    for given in ({"verdict": ["mixed"]}, {"q": ["stroke"]}, {"claim": ["knee-oa-pain"]}):
        found = bundle(real, **given)
        entries = {entry["fullUrl"] for entry in found["entry"]}
        told = {one["reference"] for _, one in objects(found, "") if "reference" in one}
        assert told <= entries
        Bundle.model_validate(found)


def test_no_filter_finds_a_bundle_with_the_knowledge_base_only(real: Path) -> None:
    found = bundle(real, q=["zyzzyva"])
    assert [entry["resource"]["resourceType"] for entry in found["entry"]] == ["Citation"]
    Bundle.model_validate(found)


def test_nothing_is_empty_and_ids_are_fit(each: Path) -> None:
    for _, found in objects(bundle(each), ""):
        for part in found.values():
            assert part is not None
            assert part not in ("", [], {})
            assert not isinstance(part, str) or part == part.strip()


def test_it_is_labelled_r5_core(tiny: Path) -> None:
    assert bundle(tiny)["meta"]["tag"][0]["display"] == "R5 core: FHIR 5.0.0 without profiles"


def test_two_exports_are_the_same_bytes(each: Path) -> None:
    assert export(each, "fhir") == everything(each)


def test_each_claim_line_synthesis_and_verdict_is_there(each: Path) -> None:
    found = bundle(each)
    kinds = Counter(
        entry["resource"]["identifier"][0]["system"].rpartition("/")[2] for entry in found["entry"]
    )
    tables = {
        "claim": "claim",
        "evidence-line": "evidence_line",
        "synthesis": "synthesis",
        "verdict": "verdict",
        "gap": "gap",
        "source": "source",
        "study": "study",
        "arm": "arm",
    }
    with closing(connect(each)) as connection:
        for kind, table in tables.items():
            n = connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608
            assert kinds[kind] == n, kind


def test_every_word_has_its_code() -> None:
    assert set(code.STATUSES) == set(ClaimStatus)
    assert set(code.CERTAINTIES) == set(Certainty)
    assert set(code.DOMAINS) == set(Domain)
    assert set(code.RATINGS) == set(Rating)
    assert set(code.MATCHES) == set(Directness)
    assert set(code.DESIGNS) <= set(Design)
    assert set(code.STATISTICS) <= set(Measure)


@pytest.mark.parametrize(
    ("domain", "word", "expected"),
    [
        (Domain.imprecision, Rating.none, "no-concern"),
        (Domain.imprecision, Rating.very_serious, "very-serious-concern"),
        (Domain.large_effect, Rating.none, "absent"),
        (Domain.large_effect, Rating.up_two, "upcode2"),
    ],
)
def test_a_domain_is_rated_in_the_words_of_its_side(
    domain: Domain, word: Rating, expected: str
) -> None:
    coding: Any = code.rating(domain, word)["coding"]
    assert coding[0]["code"] == expected


def test_a_design_without_code_is_told_in_words() -> None:
    assert filled(code.design("meta_analysis")) == [{"text": "meta analysis"}]


@pytest.mark.parametrize(
    ("parts", "day"),
    [([2024, 1, 28], "2024-01-28"), ([2024], "2024"), ([90], None), ([], None)],
)
def test_a_day_is_told_as_exactly_as_it_is_known(parts: list[int], day: str | None) -> None:
    assert _day(parts) == day


def test_the_tiny_one_is_as_it_was(tiny: Path) -> None:
    assert lasting(tiny) == GOLDEN.read_text("utf-8")


def test_a_claim_has_its_certainty_with_domains(tiny: Path) -> None:
    (certainty,) = called(bundle(tiny), "claim", "wrist-pain")["certainty"]
    assert coded(certainty["rating"]) == "low"
    assert [(coded(one["type"]), coded(one["rating"])) for one in certainty["subcomponent"]] == [
        ("RiskOfBias", "serious-concern"),
        ("Imprecision", "serious-concern"),
    ]


def test_a_finding_has_what_was_studied_beside_what_is_claimed(tiny: Path) -> None:
    found = called(bundle(tiny), "evidence-line", "wrist-pain.e1")
    assert [
        (coded(one["variableRole"]), coded(one["directnessMatch"]))
        for one in found["variableDefinition"]
    ] == [
        ("population", "moderate"),
        ("exposure", "high"),
        ("referenceExposure", "high"),
        ("measuredVariable", "high"),
    ]
    assert [one["type"] for one in found["relatedArtifact"]] == ["supports", "derived-from"]
    assert [coded(one) for one in found["studyDesign"]] == ["SEVCO:01003", "SEVCO:01011"]


def test_a_finding_has_its_number_and_interval(tiny: Path) -> None:
    (found,) = called(bundle(tiny), "evidence-line", "wrist-pain.e1")["statistic"]
    (interval,) = found["attributeEstimate"]
    assert (coded(found["statisticType"]), found["quantity"]["value"]) == ("0000457", -1.5)
    assert (coded(interval["type"]), interval["level"]) == ("C53324", 0.95)
    assert {end: one["value"] for end, one in interval["range"].items()} == {
        "low": -2.9,
        "high": -0.1,
    }


def test_a_pooled_estimate_has_its_spread_and_its_findings(real: Path) -> None:
    found = called(bundle(real), "synthesis", "knee-oa-pain.pool")
    (statistic,) = found["statistic"]
    assert coded(found["synthesisType"]) == "std-MA"
    assert [coded(one["type"]) for one in statistic["attributeEstimate"]] == [
        "C53324",
        "prediction interval",
        "0000421",
        "0000420",
        "0000419",
    ]
    assert statistic["sampleSize"] == {"numberOfStudies": 2, "numberOfParticipants": 77}
    related = [one["type"] for one in found["relatedArtifact"]]
    assert related == ["comments-on", "derived-from", "derived-from"]


def test_a_study_is_a_group_that_is_counted(full: Path) -> None:
    found = called(bundle(full), "study", "hum-trial")
    assert (found["membership"], found["quantity"]) == ("enumerated", 7)
    assert "Randomised: 8. Mean age in years: 0.2 (SD 0.05)." in found["description"]


def test_a_retracted_source_says_so(corpus: Path) -> None:
    cited = corpus / "citations.bib"
    cited.write_text(
        cited.read_text("utf-8").replace("1999},", "1999},\n standing = {retracted},"), "utf-8"
    )
    artifact = called(bundle(made(corpus)), "source", "inventa1999")["citedArtifact"]
    assert coded(artifact["currentState"][0]) == "retracted"
    assert artifact["note"] == [{"text": "Standing: retracted."}]


def test_a_claim_without_parts_is_told_in_words(corpus: Path) -> None:
    (corpus / "data" / "claims" / "bare.yaml").write_text(
        "id: bare\nclaim: It is so.\nkind: descriptive\nstatus: draft\n", "utf-8"
    )
    path = made(corpus)
    (told,) = called(bundle(path), "claim", "bare")["variableDefinition"]
    assert told["description"] == "It is so."
    Bundle.model_validate_json(export(path, "fhir"))


def test_what_fhir_cannot_hold_is_left_out() -> None:
    assert narrative(None, "") is None
    assert filled({"a": " \x00x\x07 ", "b": [" ", None, {}], "c": {"d": ""}, "e": 0}) == {
        "a": "x",
        "e": 0,
    }


def lasting(path: Path) -> str:
    """Give the bundle without what changes with kb itself: the digest, and the id made of it."""
    text = export(path, "fhir").decode()
    found = json.loads(text)
    digest = found["identifier"]["value"]
    return text.replace(digest, "DIGEST").replace(found["id"], "ID")


def made(corpus: Path) -> Path:
    return build(load(corpus)[0], corpus / "build" / "kb.db").path


def coded(concept: Json) -> str:
    """The code of a concept; without one, its words."""
    found: str = concept["coding"][0]["code"] if "coding" in concept else concept["text"]
    return found
