"""Counts and figures, and every mistake with its class.

The definitions are those of the annotation guidelines: a read statement is right when its words and the gold's
overlap by 0.6 (Dice), attributed when the speaker's name is right too; times by 0.5 and their value; developments by
0.4 and their kind; positions by the evidence (0.4), the holder's name and the stance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from malaff.evaluation.gold import Bounds, GoldArticle, GoldStatement
from malaff.evaluation.match import (
    DEVELOPMENT,
    MENTION,
    STATEMENT,
    TIME,
    Tokens,
    content_tokens,
    overlap,
    pairs,
    same_name,
    statement_tokens,
    tokens,
)
from malaff.model import Reading, Span, Statement

# Classes of mistakes, in the order they are reported, and what each means.
CLASSES: dict[str, str] = {
    "missed": "a statement of the gold that was not read",
    "spurious": "a statement read that the gold does not have",
    "speaker": "the source's resolved name is wrong",
    "mention": "the speaker's mention is wrong",
    "bounds": "the statement's words are not exactly the gold's",
    "type": "direct, indirect, mixed confused",
    "act": "the act is wrong",
    "kind": "the kind of source is wrong",
    "cue": "the reporting word is wrong",
    "via": "the medium is missed or wrong",
    "time-missed": "a time expression that was not read",
    "time-spurious": "a time expression read that the gold does not have",
    "time-value": "the value of a time expression is wrong",
    "development-missed": "a development that was not read",
    "development-spurious": "a development read that the gold does not have",
    "development-kind": "the kind of a development is wrong",
    "position-missed": "a position that was not read",
    "position-spurious": "a position read that the gold does not have",
    "position-holder": "the holder of a position is wrong",
    "position-stance": "the stance of a position is wrong",
}

_BINS = (0.5, 0.6, 0.7, 0.8, 0.9)


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake: what the gold says, what was read, and the sentence both stand in.

    `at` is where, in code points of the article's text.
    """

    kind: str
    article: str
    gold: str | None
    read: str | None
    sentence: str
    at: Bounds


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Figures by name (0 to 1, higher is better; counts of articles and statements after them), and mistakes.

    `calibration` lists, for each range of confidence, how many statements were said with it and what share of
    them is right with the right speaker.
    """

    figures: dict[str, float]
    mistakes: list[Mistake]
    calibration: list[tuple[float, int, float]]

    def counts(self) -> dict[str, int]:
        """How many mistakes there are of each class."""
        out = dict.fromkeys(CLASSES, 0)
        for mistake in self.mistakes:
            out[mistake.kind] += 1
        return out


class _Tally:
    """Hits, and how many there were to find and were found."""

    def __init__(self) -> None:
        self.hits = self.gold = self.read = 0

    def add(self, hits: int, gold: int, read: int) -> None:
        self.hits += hits
        self.gold += gold
        self.read += read

    @property
    def precision(self) -> float:
        return self.hits / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


_PRF = (
    "statement", "statement_exact", "statement_tokens", "attributed_statement", "time", "time_value", "development",
    "position",
)  # fmt: skip
_SHARES = ("speaker", "speaker_mention", "type", "act", "cue")


def score(gold: Iterable[GoldArticle], readings: Mapping[str, Reading]) -> Score:
    """Score readings (by article id) against the gold; an article without a reading counts as read empty."""
    scorer = _Scorer()
    for article in gold:
        scorer.article(article, readings.get(article.id))
    return scorer.result()


class _Scorer:
    def __init__(self) -> None:
        self.tallies = {name: _Tally() for name in (*_PRF, "quoted", "indirect", "via")}
        self.shares = dict.fromkeys(_SHARES, 0)
        self.pairs = self.articles = 0
        self.mistakes: list[Mistake] = []
        self.confidences: list[tuple[float, bool]] = []

    def article(self, gold: GoldArticle, reading: Reading | None) -> None:
        self.articles += 1
        sheet = _Sheet(gold, self.mistakes)
        self._statements(gold, reading.statements if reading else [], sheet)
        self._times(gold, reading, sheet)
        self._developments(gold, reading, sheet)
        self._positions(gold, reading, sheet)

    # -- statements ------------------------------------------------------------------------------------------------

    def _statements(self, gold: GoldArticle, read: list[Statement], sheet: _Sheet) -> None:
        text, golds = gold.text, gold.statements
        gold_words = [content_tokens(text, s.content, s.content2) for s in golds]
        read_words = [statement_tokens(text, s) for s in read]
        found = pairs(gold_words, read_words, STATEMENT)
        self.pairs += len(found)
        right: set[int] = set()
        for i, j in found:
            if self._pair(text, golds[i], read[j], sheet):
                right.add(j)
            if gold_words[i] != read_words[j]:
                sheet.note("bounds", golds[i].content, read[j].content)
        exact = sum(gold_words[i] == read_words[j] for i, j in found)
        all_gold: Tokens = frozenset().union(*gold_words)
        all_read: Tokens = frozenset().union(*read_words)
        counted = (len(golds), len(read))
        self.tallies["statement"].add(len(found), *counted)
        self.tallies["statement_exact"].add(exact, *counted)
        self.tallies["statement_tokens"].add(len(all_gold & all_read), len(all_gold), len(all_read))
        self.tallies["attributed_statement"].add(len(right), *counted)
        for name, indirect in (("quoted", False), ("indirect", True)):
            hits = sum((golds[i].type == "indirect") == indirect for i, _ in found)
            self.tallies[name].add(hits, sum((s.type == "indirect") == indirect for s in golds), 0)
        self.confidences += [(s.confidence, j in right) for j, s in enumerate(read)]
        for i in sorted(set(range(len(golds))) - {i for i, _ in found}):
            sheet.note("missed", golds[i].content, None)
        for j in sorted(set(range(len(read))) - {j for _, j in found}):
            sheet.note("spurious", None, read[j].content)

    def _pair(self, text: str, gold: GoldStatement, read: Statement, sheet: _Sheet) -> bool:
        """Count what is right in a pair; whether the speaker's name is."""
        where = gold.content
        speaker = same_name(gold.speaker_name, read.speaker_name)
        if not speaker:
            sheet.differs("speaker", where, gold.speaker_name, read.speaker_name)
        mention = (gold.speaker is None and read.speaker is None) or (
            overlap(tokens(text, gold.speaker), tokens(text, _bounds(read.speaker))) >= MENTION
        )
        if not mention:
            sheet.note("mention", gold.speaker, read.speaker, around=where)
        cue = bool(tokens(text, gold.cue) & tokens(text, _bounds(read.cue)))
        if not cue:
            sheet.note("cue", gold.cue, read.cue, around=where)
        for name in ("type", "act", "kind"):
            if getattr(gold, name) != getattr(read, name):
                sheet.differs(name, where, getattr(gold, name), getattr(read, name))
        via = overlap(tokens(text, gold.via), tokens(text, _bounds(read.via))) >= MENTION
        if gold.via is not None:
            self.tallies["via"].add(via, 1, 0)
        if not via and (gold.via is not None or read.via is not None):
            sheet.note("via", gold.via, read.via, around=where)
        hits = {"speaker": speaker, "speaker_mention": mention, "cue": cue, "type": gold.type == read.type}
        for name, hit in (hits | {"act": gold.act == read.act}).items():
            self.shares[name] += hit
        return speaker

    # -- the rest --------------------------------------------------------------------------------------------------

    def _times(self, gold: GoldArticle, reading: Reading | None, sheet: _Sheet) -> None:
        read = reading.times if reading else []
        golds = gold.times
        found = pairs(
            [tokens(gold.text, t.span) for t in golds], [tokens(gold.text, _bounds(t.span)) for t in read], TIME
        )
        right = 0
        for i, j in found:
            if golds[i].value == read[j].value:
                right += 1
            else:
                sheet.differs("time-value", golds[i].span, golds[i].value, read[j].value, of=read[j].span.text)
        self.tallies["time"].add(len(found), len(golds), len(read))
        self.tallies["time_value"].add(right, len(golds), len(read))
        sheet.rest("time", [t.span for t in golds], [t.span for t in read], found)

    def _developments(self, gold: GoldArticle, reading: Reading | None, sheet: _Sheet) -> None:
        read = reading.developments if reading else []
        golds = gold.developments
        found = pairs(
            [tokens(gold.text, d.span) for d in golds], [tokens(gold.text, _bounds(d.span)) for d in read], DEVELOPMENT
        )
        right = 0
        for i, j in found:
            if golds[i].kind == read[j].kind:
                right += 1
            else:
                sheet.differs("development-kind", golds[i].span, golds[i].kind, read[j].kind)
        self.tallies["development"].add(right, len(golds), len(read))
        sheet.rest("development", [d.span for d in golds], [d.span for d in read], found)

    def _positions(self, gold: GoldArticle, reading: Reading | None, sheet: _Sheet) -> None:
        if gold.positions is None:
            return
        read = reading.positions if reading else []
        golds = gold.positions
        found = pairs(
            [tokens(gold.text, p.evidence) for p in golds],
            [tokens(gold.text, _bounds(p.evidence)) for p in read],
            DEVELOPMENT,
        )
        right = 0
        for i, j in found:
            holder = same_name(golds[i].holder, read[j].holder)
            stance = golds[i].stance == read[j].stance
            right += holder and stance
            if not holder:
                sheet.differs("position-holder", golds[i].evidence, golds[i].holder, read[j].holder)
            if not stance:
                sheet.differs("position-stance", golds[i].evidence, golds[i].stance, read[j].stance)
        self.tallies["position"].add(right, len(golds), len(read))
        sheet.rest("position", [p.evidence for p in golds], [p.evidence for p in read], found)

    def result(self) -> Score:
        figures: dict[str, float] = {}
        for name in _PRF:
            tally = self.tallies[name]
            figures |= {f"{name}_p": tally.precision, f"{name}_r": tally.recall, f"{name}_f1": tally.f1}
        figures["quoted_recall"] = self.tallies["quoted"].recall
        figures["indirect_recall"] = self.tallies["indirect"].recall
        for name in _SHARES:
            figures[f"{name}_accuracy"] = self.shares[name] / max(self.pairs, 1)
        figures["via_recall"] = self.tallies["via"].recall
        figures["articles"] = self.articles
        figures["gold_statements"] = self.tallies["statement"].gold
        figures["read_statements"] = self.tallies["statement"].read
        return Score(figures=figures, mistakes=self.mistakes, calibration=_calibration(self.confidences))


class _Sheet:
    """Where the mistakes of one article are written down."""

    def __init__(self, gold: GoldArticle, mistakes: list[Mistake]) -> None:
        self._gold = gold
        self._mistakes = mistakes

    def note(self, kind: str, gold: Bounds | None, read: Span | None, *, around: Bounds | None = None) -> None:
        """A mistake in which stretch of the text was meant."""
        text = self._gold.text
        where = around or gold or _bounds(read) or (0, 0)
        said = text[gold[0] : gold[1]] if gold else None
        self._add(kind, where, said, read.text if read else None)

    def differs(self, kind: str, where: Bounds, gold: str | None, read: str | None, *, of: str = "") -> None:
        """A mistake in a value."""
        self._add(kind, where, gold, f"{read} ({of})" if of else read)

    def rest(self, kind: str, golds: list[Bounds], reads: list[Span], found: list[tuple[int, int]]) -> None:
        """What one side has and the other does not."""
        for i in sorted(set(range(len(golds))) - {i for i, _ in found}):
            self.note(f"{kind}-missed", golds[i], None)
        for j in sorted(set(range(len(reads))) - {j for _, j in found}):
            self.note(f"{kind}-spurious", None, reads[j])

    def _add(self, kind: str, where: Bounds, gold: str | None, read: str | None) -> None:
        text = self._gold.text
        # Crawled texts may be one line of thousands of words: a window round the place is enough to judge by.
        start = max(text.rfind("\n", 0, where[0]) + 1, where[0] - 160)
        end = text.find("\n", where[1])
        end = min(len(text) if end < 0 else end, where[1] + 160)
        self._mistakes.append(
            Mistake(kind=kind, article=self._gold.id, gold=gold, read=read, sentence=text[start:end], at=where)
        )


def _bounds(span: Span | None) -> Bounds | None:
    return (span.start, span.end) if span is not None else None


def _calibration(confidences: list[tuple[float, bool]]) -> list[tuple[float, int, float]]:
    """(mean confidence, count, share right) by range of confidence; empty ranges are left out."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in confidences:
        bins.setdefault(sum(confidence >= edge for edge in _BINS), []).append((confidence, right))
    return [
        (sum(c for c, _ in items) / len(items), len(items), sum(r for _, r in items) / len(items))
        for _, items in sorted(bins.items())
    ]
