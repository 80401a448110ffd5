"""Records are typed and frozen, and lead to the records beside them."""

from __future__ import annotations

import copy
import inspect
import pickle
import shutil
import sqlite3
import typing
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import NoneType, UnionType

import pytest

import kb
from kb.api.chooser import KINDS, kind_of
from kb.api.record import Record
from kb.schema.unit import UNITS, QuantityKind


def records(base: kb.Base) -> Iterator[Record]:
    """Give every record of a knowledge base."""
    for many in KINDS:
        yield from getattr(base, many)()


@pytest.mark.parametrize("name", ["base", "whole", "pools"])
def test_every_value_is_of_the_type_that_is_promised(
    request: pytest.FixtureRequest, name: str
) -> None:
    for record in records(request.getfixturevalue(name)):
        row = next(one for one in type(record).__mro__ if one.__name__.endswith("Row"))
        promised = typing.get_type_hints(row)
        for field, value in record.to_dict().items():
            assert _fits(value, promised[field]), (record, field, value)


def _fits(value: object, promised: object) -> bool:
    """Tell whether a value is one of a type."""
    origin, inside = typing.get_origin(promised), typing.get_args(promised)
    if origin is UnionType or origin is typing.Union:
        return any(_fits(value, one) for one in inside)
    if origin is typing.Literal:
        return value in inside
    if isinstance(value, tuple):
        each = inside[:1] * len(value) if inside[-1] is ... else inside
        return all(map(_fits, value, each))
    kinds = {float: (float, int), None: NoneType, NoneType: NoneType}
    return isinstance(value, kinds.get(promised, promised))  # type: ignore[call-overload]


@pytest.mark.parametrize("many", KINDS)
def test_help_explains_every_field(many: str) -> None:
    kind = kind_of(many)
    told = inspect.getdoc(kind) or ""
    _, _, fields = told.partition("Parameters\n----------\n")
    named = [line for line in fields.splitlines() if line and not line.startswith(" ")]
    assert named == list(kind.table.columns)
    assert getattr(kb, kind.__name__) is kind


def test_help_tells_units(base: kb.Base) -> None:
    assert "Mean age, in a." in (kb.Study.__doc__ or "")
    assert type(base.studies()[0]).__doc__ == kb.Study.__doc__


def test_a_record_is_frozen_equal_by_its_fields_and_can_be_kept(base: kb.Base) -> None:
    claim = base.claim("wrist-pain")
    with pytest.raises(AttributeError):
        claim.verdict = "supported"  # type: ignore[misc]  # it is frozen
    assert claim == base.claim("wrist-pain")
    assert len({claim, base.claim("wrist-pain"), base.claim("numb-skin")}) == 2
    kept = pickle.loads(pickle.dumps(claim))  # noqa: S301 - our own
    assert type(kept) is kb.Claim
    assert kept == claim == copy.copy(claim)
    with pytest.raises(kb.ClosedError, match="this claim belongs to no open knowledge base"):
        len(kept.evidence)
    with pytest.raises(kb.ClosedError):
        kept._repr_html_()
    match claim:
        case kb.Claim(claim_id="wrist-pain", certainty=certainty):
            assert certainty == "low"
        case _:
            pytest.fail("a claim matches its own class")


def test_a_claim_leads_to_what_is_known_of_it(base: kb.Base) -> None:
    claim = base.claim("wrist-pain")
    assert claim.evidence.ids == ["wrist-pain.e1"]
    assert claim.studies.ids == ["inventa-trial"]
    assert all("wrist-pain" in one.claim_ids for one in claim.statements)
    told = base.sql("select gap_id from claim_gap where claim_id = 'wrist-pain' order by 1")
    assert claim.gaps.ids == [row["gap_id"] for row in told] != []
    assert claim.synthesis is None
    judged = claim.judgement
    assert judged is not None
    assert (judged.claim, judged.rating) == (claim, claim.verdict)
    assert base.verdict("wrist-pain") == judged
    assert base.claim("numb-skin").judgement is None
    assert {one.claim for one in claim.domains} == {claim}
    assert base.domain(claim.domains[0].domain_id).domain == claim.domains[0].domain
    assert [one.kind for one in claim.figures] == ["forest"]
    assert "<svg" in claim._repr_html_()
    assert "<svg" not in base.claim("numb-skin")._repr_html_()


def test_a_synthesis_has_its_plot(pools: kb.Base, tmp_path: object) -> None:
    synthesis = pools.claim("taller").synthesis
    assert synthesis is not None
    assert synthesis.claim == pools.claim("taller")
    plot = synthesis.plot()
    assert plot._repr_svg_() == plot._repr_html_() == plot.svg
    assert plot.svg.startswith("<svg")
    assert plot.claim == synthesis.claim
    target = f"{tmp_path}/plot.svg"
    plot.save(target)
    with open(target, encoding="utf-8") as file:  # noqa: PTH123 - as text
        assert file.read() == plot.svg


def test_evidence_leads_to_finding_study_and_source(base: kb.Base, whole: kb.Base) -> None:
    line = base.evidence().one()
    assert line.claim.claim_id == "wrist-pain"
    assert line.finding is not None
    assert line.finding.study == line.study == base.study("inventa-trial")
    assert line.source == line.finding.source == base.source("inventa1999")
    assert line in list(line.finding.evidence)
    assert line in list(line.study.evidence)
    assert whole.evidence_line("taller-tomatoes.e2").finding is None


def test_a_study_leads_to_arms_findings_reports_and_doses(base: kb.Base) -> None:
    study = base.study("inventa-trial")
    assert study.arms.ids == ["inventa-trial.bath", "inventa-trial.rest"]
    assert study.findings.ids == ["inventa-trial.pain"]
    assert study.sources.ids == ["inventa1999"]
    arm = study.arms[0]
    assert arm.study == study
    assert [one.is_studied for one in arm.doses] == [True]
    assert not base.doses(owner_type="guidance")[0].is_studied


def test_documents_statements_and_numbers_lead_to_each_other(base: kb.Base) -> None:
    document = base.document("cold-hands-post")
    assert document.source.document == document
    positions = [one.position for one in document.statements]
    assert positions == sorted(positions)
    assert all(one.document == document for one in document.statements[:2])
    statement = base.statement("cold-hands-post.eases-pain")
    assert [one.claim_id for one in statement.claims] == list(statement.claim_ids)
    assert set(statement.gaps.ids) <= set(document.gaps.ids)
    assert set(statement.claim_ids) <= set(document.claims.ids)
    number = base.quantities(document_id="cold-hands-post")[0]
    assert number.statement is not None
    assert number in number.statement.quantities
    assert repr(number).endswith(f"{number.amount}>")


def test_a_record_of_any_kind_is_found_by_its_id(base: kb.Base, pools: kb.Base) -> None:
    assert base.arm("inventa-trial.bath").label == "cold hand bath"
    assert base.dose("inventa-trial.bath.dose1").total_min == 60
    assert base.figure("wrist-pain-forest-1").kind == "forest"
    assert base.gap(base.gaps()[0].gap_id) == base.gaps()[0]
    assert pools.synthesis("taller.pool").k_studies == 3


def test_a_pool_without_a_plot_says_so(pools: kb.Base, tmp_path: Path) -> None:
    copy = Path(shutil.copy(pools.path, tmp_path / "kb.db"))
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("delete from figure")
    with kb.open(copy) as other, pytest.raises(kb.NotOneError, match="no forest plot was drawn"):
        other.synthesis("taller.pool").plot()


def test_a_gap_leads_to_what_it_is_between(base: kb.Base, whole: kb.Base) -> None:
    for gap in (*base.gaps(), *whole.gaps()):
        assert (gap.claim is None) == (gap.claim_id is None)
        assert (gap.statement is None) == (gap.statement_id is None)
        assert (gap.document is None) == (gap.document_id is None)
    assert any(gap.claim for gap in base.gaps())
    assert whole.gaps(statement_id=False)[0].document is None


def test_guidance_and_terms_lead_on(base: kb.Base, whole: kb.Base) -> None:
    piece = base.guidance_piece("hand-bath")
    assert piece.documents.ids == list(piece.document_ids)
    assert piece.statements.ids == sorted(piece.statement_ids)
    assert "hand-bath.soak.dose1" in piece.doses.ids
    term = whole.term("tomato-plants")
    assert "plants" in term.broader.ids
    assert "tomato-plants" in whole.term("plants").narrower.ids


def test_a_source_leads_to_its_studies(base: kb.Base) -> None:
    assert base.source("inventa1999").studies.ids == ["inventa-trial"]
    assert base.source("inventa1999").document is None


def test_a_claim_leads_to_its_versions_and_what_changed_since(whole: kb.Base) -> None:
    old, now = whole.claim("taller-tomatoes").versions
    assert (old.current, now.current, now.version_id) == (0, 1, f"taller-tomatoes@{now.version}")
    assert now.claim.version == now.version
    assert len(now.changes) == 0
    change, other = old.changes
    assert (change.part, change.field_name) == ("verdict", "rating")
    assert (change.before, change.now) == ("supported", "mixed")
    assert other.claim == old.claim
    assert whole.change(change.change_id) == change
    assert whole.version(old.version_id) == old
    with pytest.raises(kb.UnknownValueError, match="hint: did you mean `taller-tomatoes@"):
        whole.versions(version_id="taller-tomatoes@000000000000")


def test_references_are_in_a_style(base: kb.Base) -> None:
    source = base.source("inventa1999")
    assert source.cite() == source.cite("apa") != source.cite("vancouver")
    assert source.cite("bibtex").startswith("@article{inventa1999,")
    claim = base.claim("wrist-pain")
    assert f"office workers [wrist-pain@{claim.version}]. " in claim.cite()
    assert "https:" not in claim.cite()
    assert "(1999" not in base.claim("numb-skin").cite()
    assert claim.cite("bibtex").startswith("@misc{wrist-pain,")
    with pytest.raises(
        kb.UnknownValueError, match=r"no citation style `apx`\nhint: did you mean `apa`"
    ):
        source.cite("apx")
    with pytest.raises(kb.UnknownValueError, match="hint: one of apa, vancouver"):
        source.cite("???")


def test_a_number_is_converted_exactly(whole: kb.Base) -> None:
    speed = whole.quantity("hum-post.begin.q4")
    assert (speed.value, speed.value_high, speed.unit) == (0.5, 1, "km/h")
    assert speed.amount == speed.to("km/h") == kb.Amount(0.5, 1, "km/h")
    assert speed.to("m/s") == (0.5 / 3.6, 1 / 3.6, "m/s")
    assert speed.to("mph").unit == "[mi_i]/h"
    assert speed.to("mph").value * 1.609344 == pytest.approx(0.5, abs=1e-15)
    assert str(speed.to("cm/s")) == "13.8888888889–27.7777777778 cm/s"
    assert whole.quantity("hum-post.slope.q1").to("%").value_high is None


def test_a_unit_of_something_else_is_refused(whole: kb.Base) -> None:
    with pytest.raises(kb.UnknownValueError, match=r"is in `km/h`, which is never `min`"):
        whole.quantity("hum-post.begin.q4").to("min")
    assert whole.quantity("hum-post.begin.q4").unit == "km/h"
    with pytest.raises(kb.UnknownValueError, match=r"hint: one of m/s, km/h, mph, "):
        whole.quantity("hum-post.begin.q4").to("kg")
    with pytest.raises(kb.UnknownValueError, match=r"never `1`\nhint: one of %"):
        whole.quantity("hum-post.taller.q1").to("1")


def test_every_number_can_be_told_in_every_unit_of_its_kind(base: kb.Base, whole: kb.Base) -> None:
    for number in (*base.quantities(scale="absolute"), *whole.quantities(scale="absolute")):
        for unit in UNITS[QuantityKind(number.kind)].factors:
            assert number.to(unit).unit == unit
        assert number.to(number.canonical_unit).value == number.canonical_value
