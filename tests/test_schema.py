"""The schema: all told of every field, and the traps of its parts pinned."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

import pytest
import sqlalchemy as sa
from pydantic import BaseModel, StringConstraints, ValidationError
from pydantic import Field as Constraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from kb.schema import study_vocabulary, unit, vocabulary
from kb.schema.base import FORMS, Written, field, words
from kb.schema.claim import Claim, ClaimFile
from kb.schema.files import FILE_KINDS
from kb.schema.quantity import Dose, DoseFile
from kb.schema.tables import MODELS, create, create_indexes, table
from kb.schema.term import Term
from kb.schema.vocabulary import Better, ClaimDirection, TermKind


def below(base: type[SQLModel]) -> Iterator[type[SQLModel]]:
    """Every model of kb that stands on a base."""
    for model in base.__subclasses__():
        if model.__module__.startswith("kb."):
            yield model
            yield from below(model)


ALL_MODELS = sorted(set(below(SQLModel)), key=lambda model: model.__name__)
VOCABULARIES = [
    found
    for module in (vocabulary, study_vocabulary, unit)
    for _, found in inspect.getmembers(module, inspect.isclass)
    if issubclass(found, StrEnum) and found.__module__ == module.__name__
]
FILE_MODELS = {kind.model for kind in FILE_KINDS.values()} | {
    model for kind in FILE_KINDS.values() for model in (kind.variants or {}).values()
}


@pytest.fixture
def database() -> Iterator[sa.Connection]:
    """Give an empty database in memory with all tables and indexes."""
    engine = sa.create_engine(
        "sqlite://", json_serializer=lambda value: json.dumps(value, ensure_ascii=False)
    )
    with engine.connect() as connection:
        create(connection)
        create_indexes(connection)
        yield connection
    engine.dispose()


# -- what is told of each field --------------------------------------------------------------


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model.__name__)
def test_every_model_and_every_field_is_described(model: type[SQLModel]) -> None:
    assert (model.__doc__ or "").strip().endswith(".")
    undescribed = [
        name
        for name, info in model.model_fields.items()
        if not re.search(r"\w.*[.…]$", info.description or "")
    ]
    assert undescribed == []


def test_every_vocabulary_is_described() -> None:
    assert [v.__name__ for v in VOCABULARIES if not (v.__doc__ or "").strip().endswith(".")] == []


def has_unit(model: type[SQLModel], name: str) -> bool:
    """Whether a number's unit is known: declared, or in a column that its description names."""
    info = model.model_fields[name]
    extra = info.json_schema_extra
    if isinstance(extra, dict) and "unit" in extra:
        return True
    named = re.findall(r"`(\w+)`", info.description or "")
    return any(column in model.model_fields for column in named)


NUMBERS = [
    (model, column.name)
    for model in MODELS.values()
    for column in table(model).columns
    if isinstance(column.type, sa.Float)
]


@pytest.mark.parametrize(("model", "name"), NUMBERS, ids=[f"{m.__name__}.{n}" for m, n in NUMBERS])
def test_every_number_says_its_unit(model: type[SQLModel], name: str) -> None:
    assert has_unit(model, name)


def test_unit_is_in_the_json_schema_and_beside_the_column() -> None:
    properties = Dose.model_json_schema()["properties"]
    assert properties["speed_mps_low"]["unit"] == "m/s"
    assert Dose.model_fields["speed_mps_low"].json_schema_extra == {"unit": "m/s"}


def test_every_pattern_is_told_in_words() -> None:
    patterns = {
        pattern
        for model in FILE_MODELS
        for pattern in re.findall(
            r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(model.model_json_schema())
        )
    }
    assert patterns
    assert {json.loads(pattern) for pattern in patterns} <= FORMS.keys()
    assert "" not in FORMS.values()


@pytest.mark.parametrize("vocabulary_", VOCABULARIES, ids=lambda v: v.__name__)
def test_words_are_identifiers_whose_name_is_their_value(vocabulary_: type[StrEnum]) -> None:
    """SQLAlchemy reads an Enum back by its name: a value that differs would raise LookupError."""
    for name, member in vocabulary_.__members__.items():
        assert name == member.value
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)


def test_every_file_has_its_fields_in_a_table() -> None:
    columns = {name for model in MODELS.values() for name in model.model_fields}
    bases = {base for model in MODELS.values() for base in model.__mro__}
    for model in below(Written):
        if model.__name__.endswith("Fields"):
            assert model in bases
            assert model.model_fields.keys() <= columns


# -- files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("model", sorted(FILE_MODELS, key=str), ids=lambda m: m.__name__)
def test_unknown_keys_are_refused_at_every_depth(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    objects = [schema, *schema.get("$defs", {}).values()]
    assert all(part["additionalProperties"] is False for part in objects if "properties" in part)


def test_defaults_are_not_shared_between_records() -> None:
    first, second = (
        ClaimFile.model_validate({"id": "a", "claim": "A.", "kind": "effect"}) for _ in "12"
    )
    first.body_parts.append("knee")
    assert second.body_parts == []


@pytest.mark.parametrize("value", [True, "5", [5], None])
def test_numbers_are_strict(value: object) -> None:
    with pytest.raises(ValidationError):
        DoseFile.model_validate({"speed": {"low": value, "high": value, "unit": value}})


# -- tables ----------------------------------------------------------------------------------


def test_every_table_is_strict_and_begins_with_its_key(database: sa.Connection) -> None:
    found = database.execute(sa.text("select name, strict from pragma_table_list"))
    assert MODELS.keys() <= {row.name for row in found if row.strict}
    for model in MODELS.values():
        columns, keys = list(table(model).columns), list(table(model).primary_key.columns)
        assert columns[0] in keys


def test_tables_have_no_other_types_than_sqlites_own(database: sa.Connection) -> None:
    for name in MODELS:
        query = sa.text("select type from pragma_table_info(:name)")
        types = database.execute(query, {"name": name}).scalars()
        assert set(types) <= {"TEXT", "INTEGER", "REAL"}


def test_every_foreign_key_is_led_to_by_an_index(database: sa.Connection) -> None:
    inspector = sa.inspect(database)
    for name in MODELS:
        leading = {index["column_names"][0] for index in inspector.get_indexes(name)}
        leading.add(inspector.get_pk_constraint(name)["constrained_columns"][0])
        keys = [key["constrained_columns"][0] for key in inspector.get_foreign_keys(name)]
        assert set(keys) <= leading


def test_every_foreign_key_leads_to_a_key(database: sa.Connection) -> None:
    inspector = sa.inspect(database)
    for name in MODELS:
        for key in inspector.get_foreign_keys(name):
            keys = inspector.get_pk_constraint(key["referred_table"])["constrained_columns"]
            assert key["referred_columns"] == keys


def test_every_vocabulary_column_has_a_check(database: sa.Connection) -> None:
    for model in MODELS.values():
        sql = database.execute(
            sa.text("select sql from sqlite_schema where name = :name"),
            {"name": table(model).name},
        ).scalar_one()
        for column in table(model).columns:
            if isinstance(column.type, sa.Enum):
                words_ = ", ".join(f"'{word}'" for word in column.type.enums)
                assert f"CHECK ({column.name} IN ({words_}))" in sql


TERM = {"id": "sleep", "kind": TermKind.outcome, "label": "sleep", "better": Better.higher}


def test_words_are_stored_as_written_and_read_back(database: sa.Connection) -> None:
    terms = table(Term)
    database.execute(sa.insert(terms), [TERM | {"synonyms": []}])
    raw = database.execute(sa.text("select kind, better from term")).one()
    assert tuple(raw) == ("outcome", "higher")
    assert database.execute(sa.select(terms.c.kind)).scalar_one() is TermKind.outcome


def test_word_of_no_vocabulary_is_refused_by_the_database(database: sa.Connection) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="CHECK constraint failed"):
        database.execute(
            sa.text(
                "insert into term (id, kind, label, synonyms) values ('a', 'colour', 'a', '[]')"
            )
        )


def test_text_in_a_number_is_refused_by_the_database(database: sa.Connection) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="cannot store TEXT value in REAL column"):
        database.execute(
            sa.text(
                "insert into term (id, kind, label, synonyms, low)"
                " values ('a', 'measure', 'a', '[]', 'few')"
            )
        )


def test_lists_are_stored_as_json_with_words_unescaped(database: sa.Connection) -> None:
    database.execute(sa.insert(table(Term)), [TERM | {"synonyms": ["Schlaf – größer", "茶"]}])
    raw = database.execute(sa.text("select synonyms from term")).scalar_one()
    assert raw == '["Schlaf – größer", "茶"]'


# -- traps of SQLModel: when one of these fails, a way round it in the schema is needless ----


def test_table_model_validates_nothing_when_constructed() -> None:
    assert Claim(id=5, claim="", kind="colour").id == 5  # type: ignore[arg-type,comparison-overlap]
    with pytest.raises(ValidationError):
        ClaimFile(id=5, claim="", kind="colour")  # type: ignore[arg-type]


def test_regex_of_a_field_is_ignored_and_an_annotated_pattern_is_not() -> None:
    class Ignored(SQLModel):
        id: str = Field(regex="^[a-z]+$")

    class Checked(SQLModel):
        id: Annotated[str, StringConstraints(pattern="^[a-z]+$")] = Field(description="Id.")

    assert Ignored(id="A B").id == "A B"
    with pytest.raises(ValidationError):
        Checked(id="A B")
    assert Checked.model_json_schema()["properties"]["id"]["pattern"] == "^[a-z]+$"


def test_description_inside_annotated_is_lost_and_the_assigned_one_is_not() -> None:
    class Lost(SQLModel):
        n: Annotated[int, Constraint(description="Lost.")] = Field(default=1)

    class Kept(SQLModel):
        n: Annotated[int, Constraint(ge=0)] = field("Kept.", default=1)

    assert Lost.model_fields["n"].description is None
    assert Kept.model_fields["n"].description == "Kept."


def test_literal_cannot_be_a_column() -> None:
    class Apart(SQLModel, registry=registry()):
        pass

    with pytest.raises(TypeError):

        class Crash(Apart, table=True):
            id: Literal["a", "b"] = Field(primary_key=True)


def test_plain_enum_column_would_store_names_without_a_check() -> None:
    class Hyphened(StrEnum):
        very_low = "very-low"

    plain, made = sa.Enum(Hyphened), words(Hyphened)
    assert plain.enums == ["very_low"]
    assert made.enums == ["very-low"]
    assert (plain.create_constraint, made.create_constraint) == (False, True)
    assert (plain.native_enum, made.native_enum) == (True, False)


def test_json_is_escaped_unless_the_engine_is_told_not_to() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        create(connection)
        connection.execute(sa.insert(table(Term)), [TERM | {"synonyms": ["茶"]}])
        raw = connection.execute(sa.text("select synonyms from term")).scalar_one()
    engine.dispose()
    assert raw == '["\\u8336"]'


def test_bounds_make_no_check() -> None:
    class Apart(SQLModel, registry=registry()):
        pass

    class Bounded(Apart, table=True):
        id: int = Field(primary_key=True, ge=0)

    made = getattr(Bounded, "__table__")  # noqa: B009 - unknown to the type checker
    assert not [c for c in made.constraints if isinstance(c, sa.CheckConstraint)]


def test_direction_of_a_claim_is_text_for_sqlite() -> None:
    column = table(Claim).c.direction
    assert isinstance(column.type, sa.Enum)
    assert column.type.enums == [word.value for word in ClaimDirection]
