"""What each reason means for which an import rejects a row, beside those of curated text."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "dangling-reference": """
        A row of an imported set names a record that is not there.

        It is not in the set, was rejected itself, or stands in a file that the mapping puts later.

        Wrong: a claim of article P9, where no file has an article P9
        Right: files: those that others refer to first""",
    "exact-duplicate": """
        A row says again what a row before it said, word for word.

        Wrong: two rows C1,Tea helps
        Right: one of them; or `shared: true`, where many rows name one record""",
    "missing-value": """
        A row says nothing where its record must say something.

        Wrong: C1,, where the second column is the claim
        Right: C1,Tea helps""",
    "not-a-date": """
        A cell is read as a date, and is none in a form that is known.

        Wrong: 30.02.2024
        Right: 28.02.2024, 2024-02-28 or 28 February 2024""",
    "ambiguous-date": """
        A cell may be one of two days, and the mapping does not say which.

        Wrong: 03/04/2024 with `date: year-first`
        Right: the same with `date: day-first` or `date: month-first`""",
    "not-single": """
        A list or an object stands where a single value belongs.

        Wrong: claim: "{evidence}", where each row has a list of evidence
        Right: text: "{evidence[].text}", which is made once for each element""",
    "quote-not-in-span": """
        The words that a set gives for a statement are not what its document has at the place.

        Blanks and line breaks make no difference. The words themselves are not stored.

        Wrong: quote: Tea wakes, where the document has at 0 to 9: Tea calms
        Right: the place where the words stand, or no quote""",
    "refused-by-mapping": """
        The mapping says of a value of this row, under `refuse`, that it is not taken.

        Wrong: a row that the set's makers withdrew
        Right: nothing is wrong: the receipt lists it with the reason""",
    "row-rejected": """
        An element of a list stands in a row that was rejected, and went with it.

        Wrong: the evidence of a claim that is there twice
        Right: mend the row""",
}
