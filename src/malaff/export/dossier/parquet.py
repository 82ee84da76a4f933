"""The tables of a dossier as Parquet, columns typed; needs pyarrow (extra `parquet`).

Dates are texts: a day, a month and a year may stand in one column.
"""

from __future__ import annotations

import io
from importlib import import_module

from malaff.export.dossier.extras import needs
from malaff.export.dossier.tables import ColumnKind, Table
from malaff.model import Dossier

# Kind of column: the pyarrow type of its cells.
_TYPES: dict[ColumnKind, str] = {"text": "string", "number": "int64", "share": "float64", "flag": "bool_"}


def parquet_file(table: Table, dossier: Dossier) -> bytes:
    """A table as a Parquet file; the meaning of each column stands in its metadata as `about`.

    Raises:
        BadOption: where pyarrow is not installed.
    """
    with needs("pyarrow", extra="parquet"):
        # By name: pyarrow has no types to check against.
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    fields = []
    for column in table.columns:
        kind = arrow.list_(arrow.string()) if column.kind == "list" else getattr(arrow, _TYPES[column.kind])()
        fields.append(arrow.field(column.name, kind, metadata={"about": column.about}))
    schema = arrow.schema(fields, metadata={"about": table.about})
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows(dossier)]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), out)
    return out.getvalue()
