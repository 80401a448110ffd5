"""What a citation needs from an entry: persons, years, numbers, addresses."""

from __future__ import annotations

import pytest
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person as PybtexPerson

from kb.reading.bibtex import BibEntry, read_bibtex
from kb.reading.bibtex_names import Person, read_names
from kb.reading.latex import decode


def entry(fields: str, kind: str = "article") -> BibEntry:
    return read_bibtex(f"@{kind}{{key2001, {fields}}}", "c.bib")[0][0]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anna Kim", Person("Anna", "", "Kim")),
        ("Kim, Anna", Person("Anna", "", "Kim")),
        ("Ludwig van Beethoven", Person("Ludwig", "van", "Beethoven")),
        ("van der Berg, Jan", Person("Jan", "van der", "Berg")),
        ("King, Jr., Martin Luther", Person("Martin Luther", "", "King", "Jr.")),
        ("{World Health Organization}", Person(last="World Health Organization")),
        ("{van Dyke}, A.", Person("A.", "", "van Dyke")),
        (r"M{\"u}ller, J{\"o}rg", Person("Jörg", "", "Müller")),
        (r"{\'e}mile Zola", Person("", "émile", "Zola")),
        ("Алексей Иванов", Person("Алексей", "", "Иванов")),
        (
            "family=Simon, given={Anna B.}, prefix=de, suffix=Jr",
            Person("Anna B.", "de", "Simon", "Jr"),
        ),
        ("given=Li, family={Wei, X}, given-i={L}", Person("Li", "", "Wei, X")),
        ("others", Person(last="others")),
        ("smith", Person(last="smith")),
        ("a, b, c, d", Person(last="a, b, c, d")),
    ],
)
def test_a_name_has_four_parts(name: str, person: Person) -> None:
    assert read_names(name)[0] == (person,)


def test_persons_are_separated_by_and_outside_of_braces() -> None:
    persons, wrong = read_names("Kim, A. AND {Rand and Sons}\n and Brand, C. and others")
    assert [person.last for person in persons] == ["Kim", "Rand and Sons", "Brand", "others"]
    assert [person.is_others for person in persons] == [False, False, False, True]
    assert wrong == []


def test_an_option_of_a_list_of_names_is_no_person() -> None:
    persons, wrong = read_names("useprefix=true and Ludwig van Beethoven")
    assert [person.family for person in persons] == ["van Beethoven"]
    assert wrong == []


@pytest.mark.parametrize(
    "names",
    [
        "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
        "de la Vall{\\'e}e Poussin, Charles and {Le} Roy, A. and Jean de La Fontaine",
        "jean de la fontaine and Jean {De La} Fontaine and A. B. {van Dyke}",
        "Brinch Hansen, Per and Per Brinch Hansen and d'Arcy, J. and {\\OE}sterg{\\aa}rd, L.",
        "von Neumann, J. and J. von der Neumann, III and A.~B. Smith and maria {\\'i} cruz",
    ],
)
def test_names_are_read_as_pybtex_reads_them(names: str) -> None:
    theirs = [PybtexPerson(name) for name in split_name_list(names)]
    assert list(read_names(names)[0]) == [
        Person(
            decode(" ".join(person.first_names + person.middle_names)),
            decode(" ".join(person.prelast_names)),
            decode(" ".join(person.last_names)),
            decode(" ".join(person.lineage_names)),
        )
        for person in theirs
    ]


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year = 2020", 2020),
        ("date = {2020-03}", 2020),
        ("date = {2019-12-30/2020-01-02}", 2019),
        ("year = {[2020]}", 2020),
        ("year = {c. 2019}", 2019),
        ("year = {1995--1996}", 1995),
        ("year = {1985a}", 1985),
        ("year = {in press}", None),
        ("year = {in press}, date = {2021}", 2021),
        ("year = {}, date = {}", None),
        ("date = {-0876}", None),
        ("year = {20201}", None),
        ("note = {2020}", None),
        ("year = {٢٠٢٠}", None),
    ],
)
def test_the_year_is_found_in_what_people_write(fields: str, year: int | None) -> None:
    assert entry(fields).year == year


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        ("12--19", "12–19"),
        ("12-19", "12–19"),
        ("620 - 652", "620–652"),
        ("e12–e19, 21", "e12–e19, 21"),
        ("123--", "123–"),
        ("73+", "73+"),
    ],
)
def test_page_ranges_have_an_en_dash(pages: str, shown: str) -> None:
    assert entry(f"pages = {{{pages}}}").pages == shown


@pytest.mark.parametrize(
    ("fields", "doi"),
    [
        ("doi = {10.1000/ABC}", "10.1000/abc"),
        (r"doi = {10.1000/a\_b}", "10.1000/a_b"),
        ("doi = {https://doi.org/10.1000/ABC.}", "10.1000/abc"),
        ("doi = {doi:10.1000.1/x}", "10.1000.1/x"),
        ("url = {http://dx.doi.org/10.1000/a%3Cb%3E}", "10.1000/a<b>"),
        ("url = {https://example.org/10.1000/abc}", None),
        ("doi = {unknown}", None),
        ("note = {}", None),
    ],
)
def test_the_doi_is_bare_and_in_lower_case(fields: str, doi: str | None) -> None:
    assert entry(fields).doi == doi


@pytest.mark.parametrize(
    ("fields", "pmid"),
    [
        ("pmid = {123}", "123"),
        ("pmid = {PMID: 123}", "123"),
        ("eprint = {123}, eprinttype = {pubmed}", "123"),
        ("eprint = {123}, eprinttype = {arxiv}", None),
        ("url = {https://pubmed.ncbi.nlm.nih.gov/123/}", "123"),
        ("note = {{PMID:} 123}", "123"),
        ("pmid = {unknown}", None),
    ],
)
def test_pubmeds_number_is_found(fields: str, pmid: str | None) -> None:
    assert entry(fields).pmid == pmid


def test_plain_accessors() -> None:
    found = entry("title = {T}, journaltitle = {J}, volume = 3, issue = {4}, url = {http://x.org}")
    assert (found.title, found.journal, found.volume, found.number) == ("T", "J", "3", "4")
    assert (found.url, found.pages, entry("note = {}").url) == ("http://x.org", "", None)


def test_a_volume_is_called_by_its_book_title_and_stands_in_no_journal() -> None:
    found = entry("booktitle = {B}", "collection")
    assert (found.title, found.journal) == ("B", "")


@pytest.mark.parametrize(
    ("fields", "citation"),
    [
        (
            "author = {Alghadir, A. and Iqbal, Z. and Sarkar, B.}, year = 2019",
            "Alghadir et al. 2019",
        ),
        ("author = {Kim, A. and Choi, B.}, year = 2001", "Kim & Choi 2001"),
        ("author = {Kim, A. and others}, year = 2001", "Kim et al. 2001"),
        ("editor = {van der Berg, J.}", "van der Berg, no date"),
        ("author = {{World Health Organization}}, year = 2001", "World Health Organization 2001"),
        ("title = {Short}, year = 2001", "“Short” 2001"),
        ("title = {A Long Title}, shorttitle = {Title}, year = 2001", "“Title” 2001"),
        (
            "title = {[A thesis on gait; title not seen]}",
            "A thesis on gait; title not seen, no date",
        ),
        ("title = {[A thesis on gait]}, shorttitle = {Thesis on gait}", "Thesis on gait, no date"),
        (
            "title = {" + "Long words, " * 9 + "}",
            "“Long words, Long words, Long words, Long words, Long words…”, no date",
        ),
        ("year = 2001", "key2001 2001"),
    ],
)
def test_a_short_citation_names_up_to_two(fields: str, citation: str) -> None:
    assert entry(fields).short_citation == citation
