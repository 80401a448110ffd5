"""`kb new claim`: the draft of a claim, of terms that are there."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.asking import asked
from kb.cli.command import Command
from kb.cli.completing import records
from kb.cli.new.writing import new_id, write
from kb.cli.output import PAGE, form_option
from kb.cli.root import root_option
from kb.cli.root import text as words
from kb.corpus import Corpus, load
from kb.drafting.draft import draft
from kb.drafting.name import slug
from kb.problems import nearest
from kb.rules.missing_pico import NEEDED
from kb.schema.claim import ClaimFile
from kb.schema.vocabulary import ClaimDirection, ClaimKind, ClaimStatus, TermKind

TERM = records("term")
LEAD = """\
A draft. Link statements to it (`claims:` in their document), put evidence below it, look for what
speaks against it, and judge.
"""
TERMS = {
    "population": TermKind.population,
    "intervention": TermKind.intervention,
    "comparator": TermKind.intervention,
    "outcome": TermKind.outcome,
}
"""Parts of a claim that are terms, and of which kind."""


@click.command(
    name="claim",
    cls=Command,
    fails="the draft would have problems",
    examples=(
        "kb new claim",
        'kb new claim --kind descriptive --claim "Examples are common." --intervention example',
    ),
)
@click.option("--claim", "sentence", type=words, help="The claim as one sentence, in own words.")
@click.option("--kind", type=click.Choice([*ClaimKind]), help="What sort of proposition it is.")
@click.option("--population", type=words, shell_complete=TERM, help="Of whom: a term's id or name.")
@click.option("--intervention", type=words, shell_complete=TERM, help="What is done.")
@click.option("--comparator", type=words, shell_complete=TERM, help="Against what.")
@click.option("--outcome", type=words, shell_complete=TERM, help="What changes: exactly one.")
@click.option("--direction", type=click.Choice([*ClaimDirection]), help="What is claimed of it.")
@click.option("--conditions", type=words, help="Under what it is claimed.")
@click.option("--id", "name", help="Its id. [default: of its population and outcome]")
@form_option(*PAGE)
@root_option
def command(
    *,
    sentence: str | None,
    kind: str | None,
    direction: str | None,
    conditions: str | None,
    name: str | None,
    form: str,
    root: Path,
    **parts: str | None,
) -> None:
    """Begin a claim: what is not told and its kind needs is asked.

    Terms are told by id, name or synonym; a term that is missing is written first, in data/terms/.
    """
    corpus, _ = load(root)
    sentence = sentence or asked("claim", example='"A nap lifts the mood of office workers."')
    kind = kind or asked("kind", [*ClaimKind])
    needed = NEEDED[ClaimKind(kind)]
    terms = {part: _term(corpus, part, parts[part], needed=part in needed) for part in TERMS}
    if "direction" in needed:
        direction = direction or asked("direction", [*ClaimDirection])
    told: dict[str, object] = {
        "id": new_id(corpus, "claim", name, _derived(terms, sentence)),
        "claim": sentence,
        "kind": str(kind),
        **terms,
        "direction": direction and str(direction),
        "conditions": conditions,
        "status": str(ClaimStatus.draft),
    }
    write(corpus, "claim", str(told["id"]), draft(ClaimFile, told, LEAD), form=form)


def _derived(terms: dict[str, str | None], sentence: str) -> str:
    """`office-workers-mood`; of a claim that has no terms, its first words."""
    told = [terms[part] for part in ("population", "outcome")]
    return slug("-".join(filter(None, told)) or sentence, most=8)


def _term(corpus: Corpus, part: str, said: str | None, *, needed: bool) -> str | None:
    """The id of the term that is meant; None where none is told nor needed."""
    named = _named(corpus, TERMS[part])
    if said is not None:
        return _meant(said, named, TERMS[part])
    if not needed:
        return None
    example = next(iter(named), "")
    return asked(part, example=example, convert=lambda said: _meant(said, named, TERMS[part]))


def _meant(said: str, named: dict[str, str], kind: TermKind) -> str:
    """The id of a term.

    Raises
    ------
    click.UsageError
        If there is none: the nearest is named.
    """
    if found := named.get(said.casefold()):
        return found
    hint = nearest(said.casefold(), named) or f"write it first, in data/terms/, as {kind}"
    message = f"there is no {kind} `{said}`: {hint}"
    raise click.UsageError(message)


def _named(corpus: Corpus, kind: TermKind) -> dict[str, str]:
    """The ids of the terms of a kind, by id, name and synonyms."""
    terms = [one.value for one in corpus.terms.values() if corpus.term_kinds[one.id] is kind]
    names = {word.casefold(): term.id for term in terms for word in (*term.synonyms, term.label)}
    return names | {term.id: term.id for term in terms}
