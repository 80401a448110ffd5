"""The import-linter contract that each room of kb imports only the rooms listed for it."""

from __future__ import annotations

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomsContract(Contract):
    """A table of rooms, ``room: room room``: what each may import directly; ``*`` is every room.

    A room is a direct child of the package; the package itself (its ``__init__``) has a line too.
    Every room that is there must have a line; a line may be there before its room.
    """

    type_name = "rooms"

    package = fields.StringField()
    table = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  import-linter's signature
        """Compare every import between two rooms with the table."""
        wrong = sorted(_wrong(str(self.package), _allowed(self.table), graph))
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line a forbidden import."""
        for line in check.metadata["wrong"]:
            output.print_error(line)


def _allowed(table: object) -> dict[str, set[str]]:
    """Read the table's lines into what each room may import."""
    if not isinstance(table, list):
        raise TypeError("the table of rooms must be a list of lines")
    rows = (str(line).partition(":") for line in table)
    return {room.strip(): set(others.split()) for room, _, others in rows}


def _wrong(package: str, allowed: dict[str, set[str]], graph: ImportGraph) -> Iterator[str]:
    """Yield a sentence for every room without a line and every import the table does not have."""
    for child in graph.find_children(package):
        room = _room(package, child)
        if room not in allowed:
            yield f"{child} has no line in the table of rooms"
    for importer in graph.modules:
        may = allowed.get(_room(package, importer), set())
        for imported in graph.find_modules_directly_imported_by(importer):
            room = _room(package, imported)
            if room not in may | {_room(package, importer), package} and "*" not in may:
                lines = graph.get_import_details(importer=importer, imported=imported)
                yield f"{importer}:{lines[0]['line_number']} may not import {imported}"


def _room(package: str, module: str) -> str:
    """Name the room of a module; the package itself is a room of its own name."""
    inside = module.removeprefix(package).lstrip(".")
    return inside.partition(".")[0] or package
