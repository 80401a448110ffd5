"""What each problem of a file to be imported means, and each reason why a row is rejected."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "unreadable-input": """
        A file to be imported cannot be read at all.

        It is missing or a folder, there is no permission, or the disk fails.

        Wrong: kb import clams.csv --mapping claims.yaml
        Right: kb import claims.csv --mapping claims.yaml""",
    "empty-input": """
        A table has no first line.

        A table of no rows is fine as long as its columns are named.

        Wrong: a file of 0 bytes
        Right: id,dose""",
    "no-header": """
        The first row of a table, which names its columns, cannot be read.

        A quote opens in it that does not close, or it is no text in the encoding that is said.

        Wrong: id,"dose
        Right: id,dose""",
    "wrong-option": """
        A mapping says of a file what cannot be: its format, its delimiter, its lists.

        Wrong: format: cvs
        Right: format: csv""",
    "damaged-input": """
        A compressed file, an archive, a JSON list or a Parquet file is not whole.

        It ends in the middle or was changed. What was lost cannot be known, so nothing is imported.

        Wrong: half of claims.csv.gz
        Right: the file, copied or downloaded again""",
    "too-much-unpacked": """
        Far more comes out of a compressed file than tables can be packed.

        More than 200 times its size is taken for a file that is made to fill the disk. The mapping
        can say how many bytes are right.

        Wrong: a ZIP archive of 1 MB that holds a CSV file of 10 GB
        Right: expands_to: 10000000000""",
    "unknown-member": """
        It is not clear which file of an archive is meant.

        Wrong: kb import all.zip --mapping claims.yaml, where it holds two files
        Right: file: claims.csv, in the mapping""",
    "no-records": """
        A JSON file holds no list of records where they are said to be.

        Wrong: {"data": [{"id": "a"}]}
        Right: records: data, in the mapping""",
    "no-json": """
        A file or line is no JSON.

        Of JSON Lines, each line is a record, and only the wrong ones are rejected; a list that is
        wrong somewhere cannot be read on.

        Wrong: {"id": "a",}
        Right: {"id": "a"}""",
    "cell-count": """
        A row has more or fewer cells than the table has columns.

        Wrong: Doe, 2001,0.4
        Right: "Doe, 2001",0.4""",
    "open-quote": """
        A quote opens a cell and does not close within the row.

        Read as CSV is written, all lines up to the next quote would be one cell. Only the line in
        which it opens is rejected. Where quotes are plain text, say `quoting: none`.

        Wrong: a,"long wait
        Right: a,\"\"\"long wait\"""",
    "stray-quote": """
        Text follows the quote that closes a cell.

        Wrong: a,"long" wait
        Right: a,\"\"\"long\"\" wait\"""",
    "cut-short": """
        A file ends in the middle of its last row.

        Wrong: a,1
               b
        Right: a,1
               b,2""",
    "no-text": """
        A row has bytes that are no text in the encoding of the file, or a zero byte.

        The row is listed with these bytes as \\xE9. Where there are many, the file is in another
        encoding; say so in the mapping.

        Wrong: M\\xFCller in a file that is said to be UTF-8
        Right: encoding: cp1252""",
    "row-too-long": """
        A row is longer than any should be.

        More than a million bytes, or a thousand lines, is taken for a mistake and not held in
        memory. The mapping can say how much is right.

        Wrong: a line of 2,000,000 bytes
        Right: longest: 3000000""",
    "wrong-shape": """
        A record is not built as the mapping says: no object, or no list where one must be.

        Wrong: {"evidence": "none"} where the mapping asks for evidence[].text
        Right: {"evidence": []}""",
}
"""Those of whole files first, then those of rows."""
