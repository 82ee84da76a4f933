"""Write docs/reading.schema.json from the records: `python tools/write_schema.py`. A test holds the two together."""

from __future__ import annotations

from pathlib import Path

from malaff.export.schema import schema_text

TARGET = Path(__file__).parent.parent / "docs" / "reading.schema.json"

if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(schema_text(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
