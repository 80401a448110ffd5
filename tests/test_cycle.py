"""Circles in relations, against the standard library's topological sorting."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from kb.corpus.cycle import cycles

GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefxy"), unique=True, max_size=4)
)


@given(GRAPHS)
def test_circles_are_found_where_no_order_is_possible(edges: dict[str, list[str]]) -> None:
    try:
        TopologicalSorter(edges).prepare()
        has_order = True
    except CycleError:
        has_order = False
    assert (not list(cycles(edges))) == has_order


@given(GRAPHS)
def test_a_circle_is_a_walk_that_ends_where_it_began(edges: dict[str, list[str]]) -> None:
    for circle in cycles(edges):
        assert len(set(circle)) == len(circle)
        for here, there in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert there in edges[here]


@given(GRAPHS)
def test_no_node_is_told_of_twice(edges: dict[str, list[str]]) -> None:
    told = [node for circle in cycles(edges) for node in circle]
    assert len(set(told)) == len(told)


def test_two_circles_apart_are_both_found() -> None:
    edges = {"a": ["b"], "b": ["a", "c"], "c": [], "d": ["d"]}
    assert list(cycles(edges)) == [["a", "b"], ["d"]]
