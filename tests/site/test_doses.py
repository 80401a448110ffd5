"""Doses: advised beside studied on common axes; every dose in pages."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kb.site.drawing.axis import WIDTH, axis
from tests.site.served import Server, altered, serving

ENDS = st.floats(-1e4, 1e4, allow_subnormal=False).filter(lambda end: abs(end) > 1e-3)


def test_doses_advised_stand_above_those_studied(full_site: Server) -> None:
    text = full_site.get("/doses").text
    for words in (
        "start, by Hum to Your Tomatoes",
        "0.447 m/s 1.61 km/h; 1 mph",
        "1 study, 1 arm",
        "0–0.5 m/s 0–1.8 km/h; 0–1.12 mph",
    ):
        assert words in text
    assert text.index("start, by Hum") < text.index("1 study, 1 arm")


def test_doses_are_narrowed_to_a_population_and_a_part(full_site: Server) -> None:
    one = full_site.get("/doses?population=tomato-plants")
    assert "1 study, 1 arm" in one.text
    assert "/doses?population=tomato-plants&part=studied#every" in one.page.links
    other = full_site.get("/doses?population=basil-plants").text
    assert "No study of it tells a dose" in other
    assert "None for these people." in other
    assert "start, by Hum to Your Tomatoes" in other, "advice stays for comparison"
    studied = full_site.get("/doses?part=studied").text
    assert "1 dose Given by" in studied
    assert "told in a statement" not in studied


def test_a_population_that_is_not_there_is_told(full_site: Server) -> None:
    answer = full_site.get("/doses?population=tomato-plant&part=tolt")
    assert "There is no population tomato-plant . Did you mean tomato-plants" in answer.text
    assert "/doses?population=tomato-plants&part=tolt" in answer.page.links
    assert "There is no part tolt . Did you mean told ?" in answer.text


def test_contradicting_doses_are_not_merged(site: Server) -> None:
    text = site.get("/doses").text
    assert "1–2 min" in text
    assert "5–10 min" in text
    assert "1–10 min" not in text


def test_nothing_to_compare_says_so(full: Path, tmp_path: Path) -> None:
    with serving(altered(full, tmp_path, "delete from dose;")) as server:
        text = server.get("/doses").text
        assert "There is nothing to compare yet." in text
        assert "None yet." in text


MANY = """
insert into term (id, kind, label, synonyms)
with recursive n(i) as (select 1 union all select i + 1 from n where i < 40)
select 'plants-' || i, 'population', 'plants ' || i, '[]' from n;
insert into dose (id, owner_type, owner_id, population, stage, session_min_low)
select 'many-' || t.id, 'arm', (select owner_id from dose where owner_type = 'arm'), t.id, 'whole',
  10 from term t where t.id like 'plants-%';
"""


def test_doses_come_in_pages_and_populations_are_bounded(full: Path, tmp_path: Path) -> None:
    with serving(altered(full, tmp_path, MANY)) as server:
        first = server.get("/doses")
        assert "Shown are the 30 of 41 populations with most arms" in first.text
        assert "/doses?page=2#every" in first.page.links
        assert "/doses?page=1#every" in server.get("/doses?page=2").page.links
        assert server.sent_on("/doses?page=99") == "/doses"


def test_speed_has_one_axis_in_three_units() -> None:
    drawn = axis([0.5, 2.5], "m/s")
    assert drawn is not None
    assert [ticks.unit for ticks in drawn.ticks] == ["m/s", "km/h", "mph"]
    for size, ticks in zip((1, 1 / 3.6, 0.44704), drawn.ticks, strict=True):
        assert len(ticks.places) > 1
        for x, text in ticks.places:
            assert abs(x - drawn.scale.place(float(text) * size)) < 0.1


def test_open_ends_reach_to_the_end_of_the_axis() -> None:
    drawn = axis([0, 20], "min")
    assert drawn is not None
    up_to, from_on = drawn.bar(None, 10), drawn.bar(10, None)
    assert up_to.open_low
    assert from_on.open_high
    assert up_to.x < from_on.x
    assert up_to.width == from_on.width
    assert axis([None], "min") is None


@given(st.lists(ENDS, min_size=1, max_size=8), st.sampled_from(["min", "m/s", "%"]))
def test_every_range_lies_on_its_axis(ends: list[float], unit: str) -> None:
    drawn = axis(ends, unit)
    assert drawn is not None
    for low in ends:
        bar = drawn.bar(low, max(ends))
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
    assert all(0 <= x <= WIDTH for ticks in drawn.ticks for x, _ in ticks.places)
