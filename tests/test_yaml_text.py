"""The strict subset of YAML: what is data, what is refused and how, and where all of it stands."""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from kb.problems import as_text
from kb.reading.yaml_text import DEEPEST, Path, YamlText, place, read_yaml


def read(text: str) -> YamlText:
    """Give the text's data and places; it must be without problems."""
    found, problems = read_yaml(text, "x.yaml")
    assert problems == []
    assert found is not None
    return found


def data(text: str) -> Any:  # noqa: ANN401 - the data of a text may be of any shape
    return read(text).data


def told(text: str) -> str:
    """Give the problem at which reading stops, as it is printed."""
    found, problems = read_yaml(text, "x.yaml")
    assert found is None
    assert len(problems) == 1
    return as_text(problems[0])


# -- data ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        *("no", "yes", "on", "off", "n", "y", "No", "True", "FALSE", "Null", "NULL"),
        *("012", "007.5", "-012", "1_000", "0x10", "0o17", "0b1", "12:30:45", "1,5", "1.5.2"),
        *("2024-01-28", "2024-01-28T10:00:00Z", ".inf", "-.inf", ".nan", ".NaN", "inf", "nan"),
        *("=", "+", ".", "e5", "1e", "--1", "+-1", "1e99999", "5 min", "٣", "१२", "²"),
        *("9" * 19, "9" * 100_000, "1." + "9" * 19, "-" + "9" * 19),
    ],
    ids=lambda word: str(word[:20]),
)
def test_word_stays_a_word(word: str) -> None:
    assert data(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("0", 0), ("-0", 0), ("+5", 5), ("18805", 18805), ("9" * 18, 10**18 - 1)),
        *(("0.5", 0.5), ("-0.48", -0.48), (".5", 0.5), ("1.", 1.0), ("12e3", 12000.0)),
        *(("1E-5", 1e-5), ("1e+2", 100.0), ("1e999", math.inf), ("-1e999", -math.inf)),
    ],
)
def test_number_is_a_number(word: str, number: float) -> None:
    found = data(f"a: {word}\n")["a"]
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None)],
)
def test_true_false_and_null_are_those_five_words(word: str, value: object) -> None:
    assert data(f"a: {word}\n")["a"] is value


@pytest.mark.parametrize("text", ["'true'", '"5"', "|-\n  5", ">-\n  null"])
def test_text_in_quotes_or_a_block_stays_text(text: str) -> None:
    assert isinstance(data(f"a: {text}\n")["a"], str)


@pytest.mark.parametrize("text", ["", " \n", "# only a remark\n", "---\n", "---\n...\n"])
def test_nothing_written_is_none(text: str) -> None:
    assert data(text) is None


def test_keys_are_words_whatever_they_look_like() -> None:
    assert data("1: a\ntrue: b\nnull: c\n'2': d\n? e\n: f\n") == {
        "1": "a",
        "true": "b",
        "null": "c",
        "2": "d",
        "e": "f",
    }


def test_block_text_keeps_or_folds_its_lines() -> None:
    assert data("a: |\n  x\n  y\nb: >\n  x\n  y\n") == {"a": "x\ny\n", "b": "x y\n"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_ends_a_line(end: str) -> None:
    text = read(f"a: 1{end}b:{end}  - 2{end}  - 3{end}")
    assert text.data == {"a": 1, "b": [2, 3]}
    where = text.place(("b", 1))
    assert (where.line, where.column, where.excerpt) == (4, 5, "  - 3")


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(-1e15, 1e15).map(lambda x: round(x, 6))
    | PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_json_is_read_as_json_reads_it(value: object) -> None:
    assert data(json.dumps(value, ensure_ascii=False)) == value


# -- places ----------------------------------------------------------------------------------


@st.composite
def trees(draw: st.DrawFn) -> Any:  # noqa: ANN401
    """Draw data in which every key and value is another word, so that each can be found."""
    numbers = iter(range(10_000))
    prefix = draw(st.sampled_from(["w", "茶", "e\u0301", "wört "]))

    def word() -> str:
        return f"{prefix}{next(numbers)}x"

    def tree(depth: int) -> Any:  # noqa: ANN401
        kind = draw(st.sampled_from(["word", "list", "dict"] if depth < 4 else ["word"]))
        if kind == "word":
            return word()
        sizes = range(draw(st.integers(1, 3)))
        if kind == "list":
            return [tree(depth + 1) for _ in sizes]
        return {word(): tree(depth + 1) for _ in sizes}

    return {word(): tree(1) for _ in range(draw(st.integers(1, 3)))}


STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "indent": st.integers(2, 6),
        "width": st.sampled_from([5, 40, 10**6]),
        "line_break": st.sampled_from(["\n", "\r", "\r\n"]),
        "explicit_start": st.booleans(),
    }
)


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, bool, str]]:
    """Every word of a tree: its path, whether it is a key, and the word."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), True, key
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, False, str(value)


@given(tree=trees(), style=STYLES, remark=st.sampled_from(["", "# 茶 remark\n\n"]))
def test_every_key_and_value_has_the_place_where_it_stands(
    tree: dict[str, Any], style: dict[str, Any], remark: str
) -> None:
    dumped = remark + yaml.dump(tree, allow_unicode=True, sort_keys=False, **style)
    text = read(dumped)
    assert text.data == tree
    for path, is_key, word in leaves(tree):
        where = text.place(path, key=is_key)
        lines = dumped.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert where.excerpt == lines[where.line - 1]
        here = "\n".join([where.excerpt[where.column - 1 :], *lines[where.line :]])
        assert here[0] in f"'\"|>{word[0]}"
        bare = re.sub(r"[\s\\]", "", here).lstrip("'\"|>-")  # without quotes, folds, indentation
        assert bare.startswith(word.replace(" ", ""))


def test_place_of_a_missing_value_is_its_parents() -> None:
    text = read("a:\n  - b: 1\n    c: [2, 3]\n")
    parent = text.place(("a", 0))
    assert (parent.line, parent.column) == (2, 5)
    assert text.place(("a", 0, "d")) == parent
    assert text.place(("a", 0, "d", 5, "e"), key=True) == parent
    assert text.place(("a", 0, "c", 9)) == text.place(("a", 0, "c"))


def test_place_of_an_empty_value_is_after_its_colon() -> None:
    where = read("a:\nb: 1\n").place(("a",))
    assert (where.line, where.column) == (1, 3)


def test_place_of_an_item_is_its_own_as_key_too() -> None:
    text = read("a: [1, 22]\n")
    assert text.place(("a", 1), key=True) == text.place(("a", 1))


def test_place_of_anything_in_an_empty_text_is_its_start() -> None:
    where = read("").place(("a",))
    assert (where.line, where.column, where.excerpt) == (1, 1, "")


def test_place_counts_from_one() -> None:
    assert str(place("f", "ab\ncd", 1, 1)) == "f:2:2"


def test_places_of_many_values_share_one_reading() -> None:
    text = read("\n".join(f"k{i}: v{i}" for i in range(20_000)))
    start = time.process_time()
    places = [text.place((f"k{i}",)) for i in range(20_000)]
    assert time.process_time() - start < 3  # one reading takes 0.2 s, one a place an hour
    assert places[-1].excerpt == "k19999: v19999"


# -- what is refused -------------------------------------------------------------------------

FEATURES = {
    "anchor": "a: &o pain\n",
    "anchored list": "a: &o [1]\n",
    "anchored key": "&k a: 1\n",
    "alias": "a: *o\n",
    "alias as key": "*a : 1\n",
    "tag": "a: !!str 5\n",
    "own tag": "a: !thing {b: 1}\n",
    "bare tag": "a: ! 5\n",
    "tagged key": "!!str a: 1\n",
    "python object": "a: !!python/name:os.system\n",
    "merge key": "a:\n  <<: {b: 1}\n",
    "list as key": "? [a]\n: b\n",
    "mapping as key": "{a: 1}: b\n",
    "directive": "%YAML 1.1\n---\na: 1\n",
    "tag directive": "%TAG ! tag:example.org,2000:\n---\na: 1\n",
    "second document": "a: 1\n---\nb: 2\n",
    "repeated key": "kind: effect\nclaim: x\nkind: risk\n",
    "repeated key in braces": "a: {b: 1, 'b': 2}\n",
}
SYNTAX = {
    "colon": "gist: in trials: none\n",
    "value above": "a: 1\n  b: 2\n",
    "list beside its key": "a: - b\n",
    "tab": "a:\n\tb: 1\n",
    "at sign": "a: @x\n",
    "per cent": "a: %x\n",
    "star": "a: *\n",
    "ampersand": "a: & b\n",
    "exclamation": "a: !<\n",
    "unclosed quote": "a: 1\nb: 'x\nc: 2\n",
    "unclosed double quote": 'a: "x\n',
    "unclosed bracket": "a: 1\nb: [1, 2\n",
    "unclosed brace": "{a: 1",
    "unclosed bracket in the middle": "a: [1, 2\nb: 3\n",
    "comma twice": "a: [1,,2]\n",
    "after a quote": "a: 'b' c\n",
    "after the record": "'a' 'b'\n",
    "backslash": 'a: "\\q"\n',
    "half a character": 'a: "\\ud800"\n',
    "block sign": "a: |x\n",
    "no colon": "a: 1\nb\nc: 2\n",
    "key without a name": ": x\n",
    "list and key": "- a\nb: 1\n",
    "question mark": "a: ? b\n",
    "end mark": "a: 1\n...\nb: 2\n",
    "control character": "a: 1\nb: x\x07y\n",
    "escaped control character": 'a: "C:\\temp\\all"\n',
    "escaped zero": 'a: "\\0"\n',
    "control character in a key": '"\\e": 1\n',
    "surrogate": "a: x\ud800\n",
    "deep": "a: " + "[" * 50,
}


def test_features_are_refused_in_words() -> None:
    assert {name: told(text) for name, text in FEATURES.items()} == snapshot(
        {
            "anchor": """\
x.yaml:1:4: error[yaml-feature] an anchor, `&o`: not part of curated text
    a: &o pain
       ^
    hint: remove it, or put it in quotes\
""",
            "anchored list": """\
x.yaml:1:4: error[yaml-feature] an anchor, `&o`: not part of curated text
    a: &o [1]
       ^
    hint: remove it, or put it in quotes\
""",
            "anchored key": """\
x.yaml:1:1: error[yaml-feature] an anchor, `&k`: not part of curated text
    &k a: 1
    ^
    hint: remove it, or put it in quotes\
""",
            "alias": """\
x.yaml:1:4: error[yaml-feature] an alias, `*o`: not part of curated text
    a: *o
       ^
    hint: write it out, or put it in quotes\
""",
            "alias as key": """\
x.yaml:1:1: error[yaml-feature] an alias, `*a`: not part of curated text
    *a : 1
    ^
    hint: write it out, or put it in quotes\
""",
            "tag": """\
x.yaml:1:4: error[yaml-feature] a tag, `!!str`: not part of curated text
    a: !!str 5
       ^
    hint: remove it, or put it in quotes\
""",
            "own tag": """\
x.yaml:1:4: error[yaml-feature] a tag, `!thing`: not part of curated text
    a: !thing {b: 1}
       ^
    hint: remove it, or put it in quotes\
""",
            "bare tag": """\
x.yaml:1:4: error[yaml-feature] a tag, `!`: not part of curated text
    a: ! 5
       ^
    hint: remove it, or put it in quotes\
""",
            "tagged key": """\
x.yaml:1:1: error[yaml-feature] a tag, `!!str`: not part of curated text
    !!str a: 1
    ^
    hint: remove it, or put it in quotes\
""",
            "python object": """\
x.yaml:1:4: error[yaml-feature] a tag, `!!python/name:os.system`: not part of curated text
    a: !!python/name:os.system
       ^
    hint: remove it, or put it in quotes\
""",
            "merge key": """\
x.yaml:2:3: error[yaml-feature] a merge key, `<<`: not part of curated text
      <<: {b: 1}
      ^
    hint: write the keys out\
""",
            "list as key": """\
x.yaml:1:3: error[yaml-feature] a key that is not a word: not part of curated text
    ? [a]
      ^
    hint: write `key: value`\
""",
            "mapping as key": """\
x.yaml:1:1: error[yaml-feature] a key that is not a word: not part of curated text
    {a: 1}: b
    ^
    hint: write `key: value`\
""",
            "directive": """\
x.yaml:1:1: error[yaml-feature] a directive, `%`: not part of curated text
    %YAML 1.1
    ^
    hint: remove the line\
""",
            "tag directive": """\
x.yaml:1:1: error[yaml-feature] a directive, `%`: not part of curated text
    %TAG ! tag:example.org,2000:
    ^
    hint: remove the line\
""",
            "second document": """\
x.yaml:2:1: error[yaml-feature] a second YAML document: not part of curated text
    ---
    ^
    hint: one record a file: remove `---`\
""",
            "repeated key": """\
x.yaml:3:1: error[repeated-key] `kind` stands twice here
    kind: risk
    ^
    hint: keep one of them, or merge them\
""",
            "repeated key in braces": """\
x.yaml:1:11: error[repeated-key] `b` stands twice here
    a: {b: 1, 'b': 2}
              ^
    hint: keep one of them, or merge them\
""",
        }
    )


def test_syntax_is_explained_in_words() -> None:
    assert {name: told(text) for name, text in SYNTAX.items()} == snapshot(
        {
            "colon": """\
x.yaml:1:16: error[yaml-syntax] a colon and a space where no key can stand
    gist: in trials: none
                   ^
    hint: put a value that holds them in quotes\
""",
            "value above": """\
x.yaml:2:4: error[yaml-syntax] a colon and a space where no key can stand
      b: 2
       ^
    hint: put a value that holds them in quotes\
""",
            "list beside its key": """\
x.yaml:1:4: error[yaml-syntax] a list cannot begin here
    a: - b
       ^
    hint: begin it on a line of its own\
""",
            "tab": """\
x.yaml:2:1: error[yaml-syntax] a tab, where only spaces may stand
     b: 1
    ^
    hint: indent with spaces, not tabs\
""",
            "at sign": """\
x.yaml:1:4: error[yaml-syntax] no value can begin so
    a: @x
       ^
    hint: put a value that begins with @, ` or % in quotes\
""",
            "per cent": """\
x.yaml:1:4: error[yaml-syntax] no value can begin so
    a: %x
       ^
    hint: put a value that begins with @, ` or % in quotes\
""",
            "star": """\
x.yaml:1:5: error[yaml-syntax] a `*` without a name
    a: *
        ^
    hint: put a value that begins with * in quotes\
""",
            "ampersand": """\
x.yaml:1:5: error[yaml-syntax] a `&` without a name
    a: & b
        ^
    hint: put a value that begins with & in quotes\
""",
            "exclamation": """\
x.yaml:1:6: error[yaml-syntax] a `!` without a name
    a: !<
         ^
    hint: put a value that begins with ! in quotes\
""",
            "unclosed quote": """\
x.yaml:2:4: error[yaml-syntax] a quotation mark is not closed
    b: 'x
       ^
    hint: close it, or double it where it is meant as an apostrophe\
""",
            "unclosed double quote": """\
x.yaml:1:4: error[yaml-syntax] a quotation mark is not closed
    a: "x
       ^
    hint: close it, or double it where it is meant as an apostrophe\
""",
            "unclosed bracket": """\
x.yaml:2:4: error[yaml-syntax] a bracket is not closed, or a comma is missing
    b: [1, 2
       ^
    hint: close it, or put the value in quotes\
""",
            "unclosed brace": """\
x.yaml:1:1: error[yaml-syntax] a bracket is not closed, or a comma is missing
    {a: 1
    ^
    hint: close it, or put the value in quotes\
""",
            "unclosed bracket in the middle": """\
x.yaml:2:2: error[yaml-syntax] a bracket is not closed, or a comma is missing
    b: 3
     ^
    hint: close it, or put the value in quotes\
""",
            "comma twice": """\
x.yaml:1:7: error[yaml-syntax] a value is missing
    a: [1,,2]
          ^
    hint: close a bracket, or remove the extra comma\
""",
            "after a quote": """\
x.yaml:1:8: error[yaml-syntax] no key stands here, where one is expected
    a: 'b' c
           ^
    hint: indent this line like its neighbours, or put the value above in quotes\
""",
            "after the record": """\
x.yaml:1:5: error[yaml-syntax] the record has ended, and text goes on
    'a' 'b'
        ^
    hint: put the whole value in quotes, or remove `...`\
""",
            "backslash": """\
x.yaml:1:5: error[yaml-syntax] a backslash with an unknown letter
    a: "\\q"
        ^
    hint: in single quotes a backslash is only a backslash\
""",
            "half a character": """\
x.yaml:1:7: error[yaml-syntax] a backslash with an unknown letter
    a: "\\ud800"
          ^
    hint: in single quotes a backslash is only a backslash\
""",
            "block sign": """\
x.yaml:1:5: error[yaml-syntax] a `|` or `>` with something behind it
    a: |x
        ^
    hint: write it alone, and the text on the lines below\
""",
            "no colon": """\
x.yaml:2:1: error[yaml-syntax] this is no `key: value`
    b
    ^
    hint: write `key: value`, and indent the lines that go on\
""",
            "key without a name": """\
x.yaml:1:1: error[yaml-syntax] no key stands here, where one is expected
    : x
    ^
    hint: indent this line like its neighbours, or put the value above in quotes\
""",
            "list and key": """\
x.yaml:2:1: error[yaml-syntax] no list item stands here, where one is expected
    b: 1
    ^
    hint: indent it like the others of its list\
""",
            "question mark": """\
x.yaml:1:4: error[yaml-syntax] a key cannot stand here
    a: ? b
       ^
    hint: put a value that begins with `? ` in quotes\
""",
            "end mark": """\
x.yaml:3:1: error[yaml-syntax] the record has ended, and text goes on
    b: 2
    ^
    hint: put the whole value in quotes, or remove `...`\
""",
            "control character": """\
x.yaml:2:5: error[yaml-syntax] a character that text cannot hold, U+0007
    b: x�y
        ^
    hint: remove the invisible character\
""",
            "escaped control character": """\
x.yaml:1:4: error[yaml-syntax] a character that text cannot hold, U+0007
    a: "C:\\temp\\all"
       ^
    hint: remove it; in single quotes a backslash is only a backslash\
""",
            "escaped zero": """\
x.yaml:1:4: error[yaml-syntax] a character that text cannot hold, U+0000
    a: "\\0"
       ^
    hint: remove it; in single quotes a backslash is only a backslash\
""",
            "control character in a key": """\
x.yaml:1:1: error[yaml-syntax] a character that text cannot hold, U+001B
    "\\e": 1
    ^
    hint: remove it; in single quotes a backslash is only a backslash\
""",
            "surrogate": """\
x.yaml:1:5: error[yaml-syntax] a character that text cannot hold, U+D800
    a: x�
        ^
    hint: remove the invisible character\
""",
            "deep": """\
x.yaml:1:43: error[yaml-syntax] nested deeper than 40 levels
    a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                                              ^
    hint: indent less, or close a bracket above\
""",
        }
    )


def test_deepest_nesting_is_read() -> None:
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert read(deep).place((0,) * (DEEPEST - 1)).column == DEEPEST
    assert "yaml-syntax" in told("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


def test_billion_laughs_are_not_told() -> None:
    lines = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    assert "an anchor, `&a0`" in told("\n".join(["a0: &a0 ha", *lines]))


# -- any text --------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("a", "b", "id", "1", "0.5", "no", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", " "),
        *("[", "]", "{", "}", ",", "'", '"', "|", ">", "|+", "#", " #", "&a ", "*a ", "!t ", "? "),
        *("%YAML 1.2\n", "---\n", "...\n", "<<", "\t", "\r", "\r\n", "\x85", "\u2028", "\ufeff"),
        *("\\", "\\0", "\\x", "\x00", "\x07", "\x7f", "\ud800", "\u202e", "茶", "🍵", "@", "`"),
    ]
)
TEXTS = st.text(st.characters(exclude_categories=[]), max_size=80) | st.lists(
    PIECES, max_size=40
).map("".join)


def check_any(text: str) -> None:
    """Reading gives data whose parts all have places, or one problem that can be printed."""
    found, problems = read_yaml(text, "x.yaml")
    assert (found is None) == (len(problems) == 1)
    for problem in problems:
        assert problem.place.line >= 1
        assert 1 <= problem.place.column <= len(problem.place.excerpt) + 1
        as_text(problem)
    if found is not None:
        for path, is_key, _ in leaves(found.data):
            where = found.place(path, key=is_key)
            assert 1 <= where.column <= len(where.excerpt) + 1


@given(TEXTS)
@example("\ufeff\ufeffa: 1")
@example("a: \ud800")
@example("\x85\u2028a: {")
def test_any_text_gives_data_or_one_problem(text: str) -> None:
    check_any(text)


@given(st.binary(max_size=100))
def test_any_bytes_give_data_or_one_problem(content: bytes) -> None:
    check_any(content.decode("latin-1"))
    check_any(content.decode("utf-8", "replace"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: " + "x" * 2**20, id="one long word"),
        pytest.param("a: '" + "x " * 2**19, id="one long quote"),
        pytest.param("[" + "1, " * 2**18 + "]", id="one long list"),
        pytest.param("[" * 2**20, id="brackets"),
        pytest.param("{" * 2**20, id="braces"),
        pytest.param("- " * 2**19, id="dashes"),
        pytest.param("? " * 2**19, id="question marks"),
        pytest.param("\n" * 2**20 + "a: b: c", id="line ends"),
        pytest.param(" " * 2**20 + "\x07", id="control character at the end"),
        pytest.param("".join("  " * i + "a:\n" for i in range(1000)), id="stairs"),
        pytest.param("#" * 2**20, id="remark"),
    ],
)
def test_a_megabyte_is_read_in_moments(text: str) -> None:
    start = time.process_time()
    check_any(text)
    assert time.process_time() - start < 5
