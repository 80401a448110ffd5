"""A lake: the tables of a knowledge base as Parquet files, and the manifest that tells of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
"""The name of a table or view."""
Path = Annotated[str, StringConstraints(pattern=r"^[a-z_]+/part-[0-9]{5,}\.parquet$")]
"""The place of a file: its table's folder, and nowhere else."""


class Part(BaseModel):
    """A file of a lake or of what kb keeps of it; another version of kb may tell more."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class LakeFile(Part):
    """A Parquet file: some of the rows of a table."""

    path: Path = Field(description="Below the lake, with forward slashes.")
    rows: int = Field(description="How many rows it holds.")
    bytes: int = Field(description="Its size.")
    sha256: str = Field(description="Its SHA-256.")


class LakeTable(Part):
    """A base table: its files hold its rows one after the other, in the order of the build."""

    description: str = Field(description="What a row is.")
    rows: int = Field(description="How many rows all files hold.")
    files: tuple[LakeFile, ...] = Field(description="At least one, which may be empty.")


class LakeView(Part):
    """A stable view, as it is defined for all engines."""

    description: str = Field(description="What a row is.")
    columns: dict[str, str] = Field(description="Its columns, each with what it holds.")
    query: str = Field(description="Its query over the tables, in the SQL of SQLite.")


class Lake(Part):
    """What a lake holds, and of which knowledge base it was made."""

    format: Literal["kb lake"] = "kb lake"
    schema_version: int = Field(description="Version of the views' contract.")
    kb_version: str = Field(description="Version of kb that wrote it.")
    title: str = Field(description="Title of the knowledge base.")
    licence: str = Field(description="Licence of its data.")
    digest: str = Field(description="SHA-256 over the text that the knowledge base was built from.")
    asked: str = Field(description="What of it was asked for: `everything`, or the filters.")
    tables: dict[Name, LakeTable] = Field(description="The base tables, by name.")
    views: dict[Name, LakeView] = Field(description="The stable views, by name.")
