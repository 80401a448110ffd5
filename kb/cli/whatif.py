"""`kb whatif`: what would change if a study fell."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import click

from kb import audits
from kb.analysis import naming
from kb.analysis.absence import Change, changes, without
from kb.analysis.synthesis import Synthesis
from kb.cli.checked import clean
from kb.cli.command import Command
from kb.cli.completing import records
from kb.cli.memory import Memory
from kb.cli.output import ROWS_OF_PAGE, form_option, wrapped, write
from kb.cli.pool_output import number
from kb.cli.progress import Progress
from kb.cli.root import root_option, text
from kb.corpus import Corpus
from kb.problems import as_json, nearest, printable

COLUMNS = (
    *("claim", "loses_all_support", "lines_before", "lines_after"),
    *("supporting_before", "supporting_after", "verdict", "certainty", "domains"),
)
"""Of a table of the claims."""


@click.command(
    name="whatif",
    cls=Command,
    fails="the text has problems",
    examples=("kb whatif --without inventa-trial", "kb whatif --without inventa-trial --json"),
)
@click.option(
    "--without",
    "studies",
    type=text,
    multiple=True,
    required=True,
    metavar="STUDY",
    help="Id of a study that is to fall; may be repeated.",
    shell_complete=records("study"),
)
@form_option(*ROWS_OF_PAGE)
@root_option
def command(studies: tuple[str, ...], form: str, root: Path) -> None:
    """Say what would change if a STUDY fell, as by a retraction; the text stays as it is.

    Claims that lose evidence, first those that lose all their support: pools before and after,
    the verdict and domains of certainty to look at again; then the gaps that would go or come.
    """
    with Progress() as progress:
        corpus = clean(Memory(root), None, progress)
    _known(corpus, studies)
    after = without(corpus, set(studies))
    found = sorted(changes(corpus, after), key=lambda one: (not one.loses_all_support, one.claim))
    old, new = ({gap.id for gap in audits.run(one)} for one in (corpus, after))
    gaps = {"gone": sorted(old - new), "come": sorted(new - old)}
    if form == "json":
        told = {"without": list(studies), "claims": list(map(as_object, found)), "gaps": gaps}
        click.echo(as_json(told))
        return
    if form == "csv":
        write(COLUMNS, list(map(as_row, found)), form)
        return
    named = naming.studies(corpus, studies)
    click.echo(f"Without {printable(named)}: {len(found)} claims would lose evidence.")
    for line in (line for one in found for line in as_lines(one)):
        click.echo(line)
    for name, ids in gaps.items():
        for gap in ids:
            click.echo(f"gap would {'go' if name == 'gone' else 'come'}: {gap}")


def as_object(one: Change) -> dict[str, object]:
    """A change for programs."""
    return {
        "claim": one.claim,
        "loses_all_support": one.loses_all_support,
        "lines": one.lines,
        "supporting": one.supporting,
        "pools": [_numbers(pool) for pool in one.pools],
        "verdict": one.verdict,
        "certainty": one.certainty,
        "domains": one.domains,
    }


def as_row(one: Change) -> tuple[object, ...]:
    """A change as a row of a table, without its pools."""
    judged = (one.verdict, one.certainty, ", ".join(one.domains))
    return (one.claim, one.loses_all_support, *one.lines, *one.supporting, *judged)


def as_lines(one: Change) -> Iterator[str]:
    """A change for people."""
    yield ""
    yield click.style(one.claim, bold=True)
    support = f"{one.supporting[0]} → {one.supporting[1]} in support"
    told = {"evidence": f"{one.lines[0]} → {one.lines[1]} lines, {support}"}
    if one.loses_all_support:
        told["support"] = "none would be left"
    if any(pool.pooled for pool in one.pools):
        pools = list(dict.fromkeys(map(_pool, one.pools)))
        told["pool"] = " → ".join(pools) if len(pools) > 1 else f"{pools[0]}, unchanged"
    if one.verdict:
        certainty = f", certainty {one.certainty}" if one.certainty else ""
        again = f" (look again at {', '.join(one.domains)})" if one.domains else ""
        told["revisit"] = f"verdict {one.verdict}{certainty}{again}".replace("_", " ")
    for name, words in told.items():
        yield from wrapped(words, f"  {name:9}  ")


def _pool(found: Synthesis) -> str:
    told = _numbers(found)
    if told is None:
        return "no pool"
    estimate, low, high = (number(float(str(told[name]))) for name in ("estimate", "low", "high"))
    return f"{estimate} [{low}, {high}], k = {told['k']}, I² {number(float(str(told['i2'])))} %"


def _numbers(found: Synthesis) -> dict[str, object] | None:
    """A pool on the scale that readers know; None where there is none."""
    pooled, scale = found.pooled, found.scale
    if pooled is None or scale is None:
        return None
    back = math.exp if scale.is_ratio else float
    spread = pooled.heterogeneity
    return {
        "measure": scale.measure,
        "k": pooled.k,
        "estimate": back(pooled.estimate),
        "low": back(pooled.ci_low),
        "high": back(pooled.ci_high),
        "i2": spread.i2 if spread else 0.0,
    }


def _known(corpus: Corpus, studies: tuple[str, ...]) -> None:
    """Refuse a study that does not exist, naming the one meant.

    Raises
    ------
    click.UsageError
        If there is none.
    """
    for study in studies:
        if study not in corpus.studies:
            hint = nearest(study, corpus.studies) or f"there are {len(corpus.studies)}"
            message = f"no study `{study}`: {hint}"
            raise click.UsageError(message)
