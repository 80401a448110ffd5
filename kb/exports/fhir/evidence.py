"""Claims, findings behind them, and pooled estimates: each an Evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kb.exports.fhir import statistic
from kb.exports.fhir.code import (
    CERTAINTIES,
    DIRECTNESS,
    DOMAINS,
    MATCHES,
    POOLED,
    RATING,
    ROLE,
    STATUSES,
    SYNTHESIS,
    TYPE,
    concept,
    design,
    rating,
)
from kb.exports.fhir.resource import Identity, Resource, notes
from kb.exports.selection import Row, Selection
from kb.schema.vocabulary import EvidenceDirection
from kb.schema.wording import words

ROLES = {
    "population": "population",
    "intervention": "exposure",
    "comparator": "referenceExposure",
    "outcome": "measuredVariable",
}
"""Parts of a claim, and the roles of variables in FHIR."""
_PARTS = """
    p.label as population_label, i.label as intervention_label, k.label as comparator_label,
    o.label as outcome_label"""
_TERMS = """
    left join term p on p.id = c.population left join term i on i.id = c.intervention
    left join term k on k.id = c.comparator left join term o on o.id = c.outcome"""
_CLAIMS = f"""
    select c.*, {_PARTS}, g.level, g.start, g.override, g.override_reason
    from claim c {_TERMS} left join certainty g on g.claim = c.id
    where c.id in temp.chosen_claim order by c.id"""  # noqa: S608 - kb's own
_DOMAINS = "select * from certainty_domain where claim = :claim order by id"
_SEARCHES = "select * from contrary_search where claim = :claim order by id"
_LINES = f"""
    select c.*, {_PARTS}, e.id as line, e.direction as says, e.strength, e.argument,
      e.population_directness, e.intervention_directness, e.comparator_directness,
      e.outcome_directness, e.directness_reason, s.id as study, s.title as study_title, s.design,
      s.n_analysed, s.reading_level, f.id as finding, f.locator, f.timepoint,
      f.conditions as finding_conditions, f.estimate_type, f.value, f.unit, f.ci_low, f.ci_high,
      f.ci_level, f.se, f.sd, f.p, f.p_operator, f.n, f.arm_value, f.arm_sd, f.comparator_value,
      f.comparator_sd, f.result, f.recipe, f.recipe_assumptions, f.arm, f.comparator_arm,
      coalesce(f.measure, f.outcome) as observed_outcome, t.label as observed_outcome_label,
      a.label as arm_label, b.label as comparator_arm_label, coalesce(f.source, (
        select r.source from study_report r where r.study = s.id
        order by r.role <> 'primary', r.source limit 1)) as source
    from evidence_line e join claim c on c.id = e.claim {_TERMS} join study s on s.id = e.study
    left join finding f on f.id = e.finding
    left join term t on t.id = coalesce(f.measure, f.outcome)
    left join arm a on a.id = f.arm left join arm b on b.id = f.comparator_arm
    where e.claim in temp.chosen_claim order by e.id"""  # noqa: S608 - kb's own
_SYNTHESES = f"""
    select c.*, {_PARTS}, y.id as synthesis, y.measure, y.model, y.k_reports, y.k_studies,
      y.k_cohorts, y.estimate, y.ci_low, y.ci_high, y.pi_low, y.pi_high, y.tau2, y.i2, y.q,
      y.unit, y.n, y.null_value
    from synthesis y join claim c on c.id = y.claim {_TERMS}
    where y.claim in temp.chosen_claim order by y.id"""  # noqa: S608 - kb's own
_INPUTS = """
    select e.id from synthesis_input n join evidence_line e
      on e.finding = n.finding and e.claim = n.claim
    where n.synthesis = :synthesis and n.used order by e.id"""


def resources(selection: Selection, identity: Identity) -> Iterator[Resource]:
    """Claims, then what was found, then what was pooled."""
    for row in selection.query(_CLAIMS):
        yield _claim(selection, identity, row)
    for row in selection.query(_LINES):
        yield _line(identity, row)
    for row in selection.query(_SYNTHESES):
        yield _synthesis(selection, identity, row)


def _claim(selection: Selection, identity: Identity, row: Row) -> Resource:
    searches = selection.query(_SEARCHES, claim=row["id"])
    return identity.resource(
        "Evidence",
        "claim",
        row["id"],
        version=row["version"],
        title=row["claim"],
        citeAsReference=identity.reference("knowledge-base", identity.slug),
        status=STATUSES[str(row["status"])],
        description=row["summary"],
        assertion=row["claim"],
        note=notes(
            row["status_reason"],
            f"Holds under: {row['conditions']}." if row["conditions"] else "",
            *map(_search, searches),
        ),
        variableDefinition=_variables(identity, row),
        certainty=_certainty(selection, row),
    )


def _search(row: Row) -> str:
    parts = (row["searched"], f"“{row['query']}”", row["date"], row["outcome"])
    return f"Searched for evidence against it: {'; '.join(str(part) for part in parts if part)}"


def _certainty(selection: Selection, row: Row) -> list[Resource]:
    """The whole, with its domains below it."""
    if row["level"] is None:
        return []
    domains = selection.query(_DOMAINS, claim=row["id"])
    return [
        {
            "description": row["override_reason"],
            "note": notes(f"Started as: {words(row['start'])}." if row["start"] else ""),
            "type": concept(TYPE, "Overall"),
            "rating": concept(RATING, CERTAINTIES[str(row["level"])], row["level"]),
            "subcomponent": [_domain(domain) for domain in domains],
        }
    ]


def _domain(row: Row) -> Resource:
    return {
        "description": row["reason"],
        "type": concept(TYPE, DOMAINS[str(row["domain"])], row["domain"]),
        "rating": rating(row["domain"], row["rating"]),
    }


def _variables(identity: Identity, row: Row) -> list[Resource]:
    """What the claim means; a claim without any part is told in words."""
    return [
        {
            "variableRole": concept(ROLE, role),
            "intended": identity.reference("term", row[part], row[f"{part}_label"]),
        }
        for part, role in ROLES.items()
        if row[part] is not None
    ] or [_in_words(row)]


def _in_words(row: Row) -> Resource:
    return {"description": row["claim"], "variableRole": concept(ROLE, "measuredVariable")}


def _line(identity: Identity, row: Row) -> Resource:
    """One finding, as it bears on one claim."""
    finding = {**row, "conditions": row["finding_conditions"]}
    finding["comparator_label"] = row["comparator_arm_label"]
    return identity.resource(
        "Evidence",
        "evidence-line",
        row["line"],
        title=f"{row['study_title']}: {words(row['says'])} “{row['claim']}”",
        status=STATUSES[str(row["status"])],
        description=row["argument"],
        relatedArtifact=[_bearing(identity, row), _source(identity, row)],
        note=notes(
            f"Directness: {row['directness_reason']}" if row["directness_reason"] else "",
            f"Strength by itself: {words(row['strength'])}." if row["strength"] else "",
            f"Read: {words(row['reading_level'])}.",
        ),
        variableDefinition=_observed(identity, row),
        studyDesign=design(row["design"]),
        statistic=list(statistic.of_finding(finding)) if row["finding"] else [],
    )


def _bearing(identity: Identity, row: Row) -> Resource:
    """How it stands to the claim: FHIR knows only support, so the label tells the rest."""
    supports = row["says"] == EvidenceDirection.supports
    return {
        "type": "supports" if supports else "comments-on",
        "classifier": [{"text": words(row["says"])}],
        "label": words(row["says"]),
        "resourceReference": identity.reference("claim", row["id"], row["claim"]),
    }


def _source(identity: Identity, row: Row) -> Resource:
    """The report that tells of it: every study has one."""
    reference = identity.reference("source", row["source"], row["source"])
    return {"type": "derived-from", "resourceReference": reference}


def _observed(identity: Identity, row: Row) -> list[Resource]:
    """What was studied beside what is claimed, and how near they are."""
    observed = {
        "population": identity.reference("study", row["study"], row["study_title"]),
        "intervention": identity.reference("arm", row["arm"], row["arm_label"]),
        "comparator": identity.reference("arm", row["comparator_arm"], row["comparator_arm_label"]),
        "outcome": identity.reference(
            "term", row["observed_outcome"], row["observed_outcome_label"]
        ),
    }
    return [
        {
            "variableRole": concept(ROLE, role),
            "observed": observed[part],
            "intended": identity.reference("term", row[part], row[f"{part}_label"]),
            "directnessMatch": _match(row[f"{part}_directness"]),
        }
        for part, role in ROLES.items()
        if observed[part] or row[part] is not None
    ]


def _match(word: object) -> Resource | None:
    return None if word is None else concept(DIRECTNESS, MATCHES[str(word)], word)


def _synthesis(selection: Selection, identity: Identity, row: Row) -> Resource:
    """A pooled estimate, from the findings that went into it."""
    inputs = selection.query(_INPUTS, synthesis=row["synthesis"])
    claim = identity.reference("claim", row["id"], row["claim"])
    return identity.resource(
        "Evidence",
        "synthesis",
        row["synthesis"],
        title=f"Pooled estimate: {row['claim']}",
        status=STATUSES[str(row["status"])],
        relatedArtifact=[
            {"type": "comments-on", "label": "pooled for", "resourceReference": claim},
            *(
                {
                    "type": "derived-from",
                    "resourceReference": identity.reference("evidence-line", one["id"]),
                }
                for one in inputs
            ),
        ],
        variableDefinition=_variables(identity, row),
        synthesisType=concept(SYNTHESIS, POOLED),
        statistic=[statistic.of_synthesis(row)],
    )
