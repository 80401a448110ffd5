"""Reading BibTeX: every block an entry or a named problem, each problem at its place."""

from __future__ import annotations

import re

import pytest
from inline_snapshot import snapshot

from kb.problems import render
from kb.reading.bibtex import CODES
from tests.bibtex import GOOD, read


def shown(text: str) -> str:
    return render(read(text)[1])


def keys(text: str) -> list[str]:
    return [entry.key for entry in read(text)[0]]


def test_a_good_file_is_read_without_problems() -> None:
    entries, problems = read(GOOD)
    assert problems == []
    assert [entry.key for entry in entries] == ["kim2001", "muller2010", "last2020"]
    assert entries[0].fields == {
        "author": "Kim, Anna and Choi, Bora",
        "title": "Gait on a Treadmill",
        "journal": "Gait & Posture",
        "year": "2001",
        "pages": "12–19",
    }


def test_an_entry_knows_its_place_its_fields_places_and_its_text() -> None:
    entry = read(GOOD)[0][1]
    assert str(entry.place) == "c.bib:14:1"
    assert entry.place.excerpt == "@book{muller2010,"
    assert str(entry.place_of("title")) == "c.bib:16:3"
    assert entry.place_of("doi") == entry.place
    assert entry.raw.startswith('@book{muller2010,\n  author = "M{\\"u}ller')
    assert entry.raw.endswith("year = {2010}\n}")


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    assert keys("\ufeff" + GOOD.replace("\n", "\r\n")) == keys(GOOD)
    entry = read("\ufeff\r\r@misc{a, title = {T}}")[0][0]
    assert str(entry.place) == "c.bib:3:1"


@pytest.mark.parametrize(
    "text",
    [
        "@misc(a, title = {T (x)})",
        "@misc { a , title = {T} , }",
        "@misc{a, title = {T},, }",
        "@misc{a, % remark }\n % year = {1999},\n title = {T}}",
        '@misc{a, title = "T {"} U"}',
        "@misc{a, title = t # { and } # 12 # jan}@string{u = {}}",
        "@MISC{a,TITLE={T}}",
        "junk } @ me@home.org (x) @misc{a, title = {T}} more = junk",
        "@comment{@misc{b, title = {T}}} @misc{a, title = {T}}",
        "@comment{\n@misc{b, title = {T}}\n} @misc{a, title = {T}}",
        "@comment{ never closed\n@misc{a, title = {T}}",
        "@comment{ never {closed\n@comment{ once more\n@misc{a, title = {T}}",
        "@comment without braces\n@misc{a, title = {T}}",
        "@comment(@misc{a, title = {T}}",
        '@preamble{ "\\def\\x{y}" # x }@misc{a, title = {T}}',
        '@preamble( "x" )@misc{a, title = {T}}',
        "%@misc{b,\n% title = {T},\n%}\n@misc{a, title = {T}}",
        "@string{}@misc{a, title = {T}}",
    ],
)
def test_forms_that_tools_accept_are_one_entry(text: str) -> None:
    assert keys("@string{t = {T}}\n" + text) == ["a"]
    assert shown("@string{t = {T}}\n" + text) == ""


def test_an_entry_without_fields_is_an_entry() -> None:
    assert keys("@misc{a}") == ["a"]


def test_a_concatenation_keeps_the_spaces_of_its_parts() -> None:
    entries, _ = read('@string{j = "Journal of "}@article{a, title = {T}, journal = j # "Gait"}')
    assert entries[0].journal == "Journal of Gait"


def test_missing_comma_is_found_and_the_entry_read() -> None:
    text = "@misc{a,\n  title = {T}\n  year = 2001\n}"
    assert shown(text) == snapshot("""\
c.bib:2:13: error[bibtex-syntax] @misc `a` (line 1): a comma is missing after the value of `title`
      title = {T}
                ^
    hint: write `,` at its end\
""")
    assert read(text)[0][0].year == 2001


def test_missing_comma_after_the_key_is_found() -> None:
    text = "@misc{a\n  title = {T},\n}"
    assert shown(text) == snapshot("""\
c.bib:1:7: error[bibtex-syntax] @misc `a`: the key has no comma after it
    @misc{a
          ^
    hint: write `a,`\
""")
    assert read(text)[0][0].title == "T"


def test_missing_brace_of_a_value_is_found_where_the_value_begins() -> None:
    text = "@misc{a,\n  title = {T,\n  year = {2001},\n}\n\n@misc{b, title = {U}}"
    assert shown(text) == snapshot("""\
c.bib:2:11: error[bibtex-syntax] @misc `a` (line 1): the value of `title` is not closed
      title = {T,
              ^
    hint: write `}` at its end\
""")
    first, second = read(text)[0]
    assert (first.title, first.year, second.key) == ("T", 2001, "b")


@pytest.mark.parametrize("rest", ["\n  year = 2001\n}", '\n  year = "2001"\n}', "\n  year = 2001"])
def test_missing_quote_of_a_value_is_found_where_the_value_begins(rest: str) -> None:
    entries, problems = read('@misc{a,\n  title = "T,' + rest)
    assert problems[0].message == snapshot("@misc `a` (line 1): the value of `title` is not closed")
    assert (entries[0].title, entries[0].year) == ("T", 2001)


def test_missing_brace_of_an_entry_does_not_swallow_the_next() -> None:
    text = "@misc{a,\n  title = {T},\n  year = 2001\n\n@misc{b, title = {U}}"
    assert shown(text) == snapshot("""\
c.bib:3:13: error[bibtex-syntax] @misc `a` (line 1): it is not closed
      year = 2001
                ^
    hint: write `}` after its last field\
""")
    assert keys(text) == ["a", "b"]


def test_a_file_cut_in_the_middle_of_a_value_names_the_value() -> None:
    assert shown("@misc{a,\n  title = {T") == snapshot("""\
c.bib:2:11: error[bibtex-syntax] @misc `a` (line 1): the value of `title` is not closed
      title = {T
              ^
    hint: write `}` at its end\
""")


def test_a_brace_too_many_is_found_by_the_fields_left_outside() -> None:
    text = "@misc{a,\n  title = {T}},\n  year = 2001,\n}\n@misc{b, title = {U}}"
    assert shown(text) == snapshot("""\
c.bib:3:3: error[bibtex-syntax] a field stands outside of any entry, after @misc `a`
      year = 2001,
      ^
    hint: is there a brace too many in line 2, or is `@type{key,` missing?\
""")
    assert keys(text) == ["a", "b"]


def test_a_lost_first_line_is_found_by_the_fields_left_outside() -> None:
    assert shown("  title = {T},\n  year = 2001,\n}\n") == snapshot("""\
c.bib:1:3: error[bibtex-syntax] a field stands outside of any entry
      title = {T},
      ^
    hint: is the line `@type{key,` missing before it?\
""")


@pytest.mark.parametrize(
    "head", ["article{a,", "@article a,", "@articlea,", "@article", "  @string x = {y}"]
)
def test_a_damaged_head_is_named(head: str) -> None:
    problems = read(f"@misc{{z, title = {{T}}}}\n{head}\n  title = {{T}}\n}}")[1]
    assert [problem.message for problem in problems] == [
        f"`{head.strip()}` looks like an entry, but is none"
    ]
    assert problems[0].place.line == 2
    assert problems[0].place.excerpt[problems[0].place.column - 1] == head.strip()[0]


def test_strings_that_double_are_stopped_before_they_fill_memory() -> None:
    doubled = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
    entries, problems = read("@string{s0 = {0123456789}}\n" + doubled + "@misc{a, title = s9}")
    assert [entry.title for entry in entries] == ["0123456789" * 512]
    assert problems[0].place.line == 11
    assert problems[0].message == snapshot(
        "@string: the value of `s10` has 10,240 characters with its @strings put in"
    )


def test_unknown_string_is_one_problem_for_all_its_uses() -> None:
    text = "@misc{a, title = {T}, note = Jom}\n@misc{b, title = {T}, note = jom}"
    assert shown(text) == snapshot("""\
c.bib:1:30: error[bibtex-syntax] @misc `a`: there is no @string `Jom`; used 2 times
    @misc{a, title = {T}, note = Jom}
                                 ^
    hint: put it in braces, or write `@string{Jom = {...}}` above\
""")


def test_unknown_string_like_a_known_one_is_suggested() -> None:
    text = "@string{gait = {Gait}}\n@string{long = giat}"
    assert shown(text) == snapshot("""\
c.bib:2:16: error[bibtex-syntax] @string: there is no @string `giat`
    @string{long = giat}
                   ^
    hint: did you mean `gait`?\
""")


def test_string_defined_after_its_use_is_to_be_moved() -> None:
    hint = read("@misc{a, title = gp}\n@string{gp = {Gait}}")[1][0].hint
    assert hint == snapshot("move its @string above its first use")


def test_words_without_braces_are_named_whole() -> None:
    text = "@misc{a,\n  title = {T},\n  pages = 12-15,\n  year = in press,\n}"
    assert shown(text) == snapshot("""\
c.bib:3:11: error[bibtex-syntax] @misc `a` (line 1): `12-15` needs braces
      pages = 12-15,
              ^
    hint: write `pages = {12-15}`
c.bib:4:10: error[bibtex-syntax] @misc `a` (line 1): `in press` needs braces
      year = in press,
             ^
    hint: write `year = {in press}`\
""")
    assert read(text)[0][0].pages == "12–15"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@misc{,\n title = {T}}", "@misc: the entry has no key"),
        ("@misc{title = {T}}", "@misc: the entry has no key"),
        ("@misc{a b, title = {T}}", "@misc `a b`: the key `a b` is not one word"),
        ("@misc{a b = {T}}", "@misc `a`: the key has no comma after it"),
        ("@misc{a, title {T}}", "@misc `a`: `=` is missing after `title`"),
        ("@misc{a, title = }", "@misc `a`: `title` has no value"),
        ("@misc{a, title = {T} x}", "@misc `a`: `x}` stands where a field `name = {value}` should"),
        ("@misc{a, title = {T}) year}", "@misc `a`: `) year}` stands where a field"),
        ('@misc{a, title = "T}', "@misc `a`: the value of `title` is not closed"),
        ("@misc(a, title = {T}", "@misc `a`: it is not closed"),
        ("@misc{a, year = 2001 title = {T}}", "@misc `a`: a comma is missing after the value"),
        ("@misc{a, year = 2001 note = x, title={T}}", "@misc `a`: a comma is missing"),
        ('@preamble{"x', "@preamble: it is not closed"),
        ("@preamble(x", "@preamble: it is not closed"),
        ("@string{a = {b}", "@string: it is not closed"),
        ("@misc{a", "@misc `a`: it is not closed"),
        ("@misc{a,", "@misc `a`: it is not closed"),
        ("@misc{", "@misc: it is not closed"),
    ],
)
def test_each_mistake_is_named(text: str, message: str) -> None:
    assert read(text)[1][0].message.startswith(message)


def test_reading_goes_on_at_the_next_line_like_a_field() -> None:
    text = "@misc{a,\n  title = {T} and more},\n  year = 2001,\n}"
    entries, problems = read(text)
    assert entries[0].year == 2001
    assert [str(problem.place) for problem in problems] == ["c.bib:2:15"]


def test_a_repeated_field_points_at_the_second_and_keeps_the_first() -> None:
    text = "@misc{a,\n  title = {T},\n  Title = {U},\n}"
    assert shown(text) == snapshot("""\
c.bib:3:3: error[repeated-field] @misc `a` (line 1): the field `title` is repeated
      Title = {U},
      ^
    hint: delete one of them; the first, `T`, is kept\
""")
    assert read(text)[0][0].title == "T"


def test_a_repeated_key_points_at_the_second_and_keeps_the_first() -> None:
    text = "@misc{a, title = {T}}\n@misc{A, title = {U}}\n  @misc{a, title = {V}}"
    assert shown(text) == snapshot("""\
c.bib:2:1: error[repeated-key] the key `A` differs from `a` only by case
    @misc{A, title = {U}}
    ^
    hint: the first is at c.bib:1:1, and is kept; rename or delete this one
c.bib:3:3: error[repeated-key] the key `a` is repeated
      @misc{a, title = {V}}
      ^
    hint: the first is at c.bib:1:1, and is kept; rename or delete this one\
""")
    assert [entry.title for entry in read(text)[0]] == ["T"]


def test_too_many_commas_point_at_the_name() -> None:
    text = "@misc{a, title = {T},\n  author = {Lee, M. and Fox, J., Ng, L.}}"
    assert shown(text) == snapshot("""\
c.bib:2:25: error[bibtex-name] author of `a`: `Fox, J., Ng, L.` has 3 commas; a name has two at most
      author = {Lee, M. and Fox, J., Ng, L.}}
                            ^
    hint: write ` and ` between persons; put an organisation's name in braces of its own\
""")


@pytest.mark.parametrize("names", ["Lee, M. and", "and Lee, M.", "Lee, M. and and Ng, L."])
def test_an_and_without_a_name_is_found(names: str) -> None:
    problem = read(f"@misc{{a, title = {{T}}, editor = {{{names}}}}}")[1][0]
    assert (problem.code, problem.message) == (
        "bibtex-name",
        "editor of `a`: an `and` has no name on one side",
    )


def test_a_semicolon_between_persons_is_found() -> None:
    problem = read("@misc{a, title = {T}, author = lee # {; Ng, L.}}@string{lee = {}}")[1]
    assert [found.code for found in problem] == ["bibtex-syntax", "bibtex-name"]


def test_an_entry_without_a_title_is_incomplete() -> None:
    assert shown("@article{a, author = {Lee, M.}, year = 2001}") == snapshot("""\
c.bib:1:1: error[bibtex-incomplete] @article `a` has no title
    @article{a, author = {Lee, M.}, year = 2001}
    ^
    hint: add `title = {...}`\
""")


def test_one_mistake_is_not_also_called_incomplete() -> None:
    assert [p.code for p in read("@misc{a, title = nowhere}")[1]] == ["bibtex-syntax"]
    assert [p.code for p in read("@misc{a, year = 2001, title")[1]] == ["bibtex-syntax"]
    broken = "@misc{a, crossref = {b}}\n@misc{b, title {T}}"
    assert [p.code for p in read(broken)[1]] == ["bibtex-syntax"]
    assert [p.code for p in read("@misc{a, crossref = {b}}")[1]] == ["unknown-crossref"]
    assert read("@set{a, entryset = {b,c}}")[1] == []


def test_hostile_repetition_is_bounded_and_every_block_named() -> None:
    text = "".join(f"@misc{{k{i}, title = {{" for i in range(50)) + "\n%\n@misc{z, title = {T}}"
    entries, problems = read(text)
    named = {entry.key for entry in entries} | set(re.findall(r"k\d+", render(problems)))
    assert named == {"z", *(f"k{i}" for i in range(50))}
    assert keys("@comment{" * 50 + "\n@misc{z, title = {T}}") == ["z"]
    assert len(read("@misc{a, " + "".join(f"\nb{i} = {{c}} d" for i in range(50)))[1]) == 10
    assert (
        len(read("@misc{a, title = {T}, " + ",".join(f"n{i} = m{i}" for i in range(30)))[1]) == 31
    )


@pytest.mark.parametrize("key", ["smith:2001/a", "10.1016/S0140(05)12", "kumāra", "Ф-1", "a+b'c"])
def test_keys_may_hold_what_bibtex_allows(key: str) -> None:
    assert keys(f"@misc{{{key}, title = {{T}}}}") == [key]


def test_every_code_is_explained_with_a_wrong_and_a_right_example() -> None:
    assert set(CODES) == {
        "bibtex-syntax",
        "repeated-key",
        "repeated-field",
        "bibtex-name",
        "bibtex-incomplete",
        "unknown-crossref",
    }
    for text in CODES.values():
        assert 4 <= len(text.strip().splitlines()) <= 8
        assert "Wrong: " in text
        assert "Right: " in text
