"""The statements of a dossier, each with the party that made it."""

from __future__ import annotations

from collections import defaultdict

from malaff.dossier.coverage import Coverage
from malaff.dossier.parties import Parties
from malaff.model import DossierStatement


def statements(coverage: Coverage, parties: Parties) -> list[DossierStatement]:
    """All statements, earliest first; of the copies of one report only the earliest's, which counts them."""
    copies: dict[str, int] = defaultdict(int)
    for report in coverage.report.values():
        copies[report] += 1
    found: list[DossierStatement] = []
    heard: set[tuple[str, str]] = set()
    for reading in coverage.readings:
        report = coverage.report[reading.id]
        for number, statement in enumerate(reading.statements):
            # A copy that was cut or enlarged may carry what its source does not: only what is said again is left out.
            key = (report, " ".join(sorted(coverage.stems(statement.content.text))))
            if reading.id != report and key in heard:
                continue
            heard.add(key)
            found.append(
                DossierStatement(
                    **{name: getattr(statement, name) for name in statement.__struct_fields__},
                    article=reading.id,
                    number=number,
                    outlet=reading.outlet,
                    published=reading.published,
                    party=parties.of(statement.speaker_name, statement.kind),
                    copies=copies[report],
                )
            )
    return found
