"""What the nanopub library says against each of some nanopublications, as JSON.

Run by the Python of `.venv-judges`. Each is judged as it is, then signed with a key made for it:
its address then holds a digest of what it says, and the library has to find that right.
"""

from __future__ import annotations

import json
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF, Dataset, Namespace

warnings.simplefilter("ignore", DeprecationWarning)
from nanopub import Nanopub, NanopubConf, Profile  # noqa: E402 - it imports what is deprecated

NP = Namespace("http://www.nanopub.org/nschema#")
PARTS = (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo)
NOBODY = "https://orcid.org/0000-0001-2345-6789"


def apart(whole: Dataset) -> Iterator[Dataset]:
    """Give each nanopublication by itself, which is what the library takes."""
    for one, _, _, head in sorted(whole.quads((None, RDF.type, NP.Nanopublication, None))):
        alone = Dataset()
        parts = [whole.graph(str(head)).value(one, part) for part in PARTS]
        for name in map(str, (head, *parts)):
            graph = alone.graph(name)
            for triple in whole.graph(name):
                graph.add(triple)
        yield alone


def fault(path: Path, conf: NanopubConf) -> str | None:
    """Give what is wrong with one, before it is signed or then; or nothing."""
    made = Nanopub(rdf=path, conf=conf)
    try:
        made.sign()  # if it is valid
        sound = made.is_valid and made.has_valid_trusty and made.has_valid_signature
    except ValueError as error:
        return str(error)
    names = [str(graph.identifier) for graph in made.rdf.contexts() if len(graph)]
    sound = sound and all(name.startswith(made.source_uri) for name in names)
    return None if sound else f"the digest is not in each of {names}"


def faults(path: Path) -> dict[str, object]:
    """Give how many there are, and what is wrong with any of them."""
    whole = Dataset()
    whole.parse(path, format="trig")
    conf = NanopubConf(profile=Profile(orcid_id=NOBODY, name="nobody"))
    told = []
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "one.trig"
        for each in apart(whole):
            each.serialize(alone, format="trig")
            told.append(fault(alone, conf))
    return {"n": len(told), "faults": [each for each in told if each]}


if __name__ == "__main__":
    print(json.dumps(faults(Path(sys.argv[1]))))  # noqa: T201 - the answer
