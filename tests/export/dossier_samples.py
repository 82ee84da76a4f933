"""Dossiers built by hand: the demo story's gold dossier, one full of awkward text, one with nothing in it."""

from __future__ import annotations

import json
from importlib.resources import files

import msgspec

from malaff.model import (
    Change,
    Changes,
    Contradiction,
    Dossier,
    DossierArticle,
    DossierState,
    DossierStatement,
    Evidence,
    Mover,
    OpenQuestion,
    Party,
    PartyRole,
    PartyStance,
    Period,
    Pledge,
    Question,
    Side,
    Span,
    TimelineItem,
)

AWKWARD = 'قال "لا" و<script>alert(1)</script> | *نجم* [رابط](x) `كود`\nثم =1+1 و٢٥٪ في Vienna \u202e<b>&amp; انتهى.'
# How people see it: without the override that would turn the words around it.
AWKWARD_SHOWN = AWKWARD.replace("\u202e", "")
FORMULA = '=HYPERLINK("http://evil.example","اضغط")'


def evidence(article="a1", start=10, text=AWKWARD):
    return Evidence(article=article, start=start, end=start + len(text), text=text)


def empty() -> Dossier:
    """A dossier before any article came in."""
    return Dossier(
        name="ملف فارغ", about=[], questions=[], period=Period(), articles=[], reprints=[], parties=[], statements=[],
        timeline=[], pledges=[], open_questions=[], contradictions=[], changes=Changes(since=None, items=[]),
        state=DossierState(
            until=None, articles=0, outlets=0, statements=0, last=None, meetings=0, agreements=0, impasses=0,
            circling=False, due=[], overdue=[], moved=[], open=[], anonymous=0.0, reprints=0.0,
        ),
    )  # fmt: skip


def awkward() -> Dossier:
    """Every record there is, with text that tries to break out of its place and dates of every precision."""
    counter = iter(range(100, 10_000, 100))

    def here(article="a1", text=None):
        start = next(counter)
        return evidence(article, start, text or f"شاهد رقم {start}: {AWKWARD}")

    span = Span(AWKWARD, 5, 5 + len(AWKWARD))
    events = [
        TimelineItem(date=date, dated=dated, kind=kind, text=f"{kind} {AWKWARD}", actors=["حكومة رملان", FORMULA],
                     evidence=[here(), here("a2")], salience=0.5, reports=reports)
        for date, dated, kind, reports in (
            ("2024", True, "plan", 1), ("2025-01", True, "meeting", 2), ("2025-01-09", False, "meeting", 1),
            ("2025-02-10", True, "impasse", 1), ("2025-03-11", True, "agreement", 3), ("soon", True, "plan", 1),
        )
    ]  # fmt: skip
    pledges = [
        Pledge(due=due, text=f"{outcome} {AWKWARD}", who=["هدى القاسطي"], outcome=outcome, evidence=[here()],
               outcome_evidence=[here()] if outcome != "open" else [], overdue=overdue)
        for due, outcome, overdue in (
            ("2025-02-20", "kept", False), ("2025-05", "missed", False), ("2025-06-30", "postponed", False),
            ("2025-02-28", "open", True), ("2026", "open", False), ("2025-07-01/2025-07-10", "open", False),
        )
    ]  # fmt: skip
    opened = [
        OpenQuestion(text=f"من يدير المعبر؟ {AWKWARD}", since="2025-01-16", evidence=[here()], salience=0.9),
        OpenQuestion(text="متى تسدد الدفعة؟", since=None, evidence=[here()], salience=0.4, closed="2025-06",
                     closed_by=[here("a2")]),
    ]  # fmt: skip
    stances = [
        PartyStance(question="q1", stance="oppose", from_="2025-01-22", to="2025-03-23", evidence=[here()]),
        PartyStance(question="q1", stance="conditional", from_="2025-03-24", to="2025-05", evidence=[here()]),
        PartyStance(question="q1", stance="support", from_="2025-05-18", to=None, evidence=[here()]),
        PartyStance(question="q2", stance="unclear", from_=None, to=None, evidence=[here("gone")]),
    ]
    return Dossier(
        name=f"ملف {AWKWARD}",
        about=["بعثة المراقبة", AWKWARD],
        questions=[Question(id="q1", text=f"خروج البعثة {AWKWARD}"), Question(id="q2", text="سداد المستحقات")],
        period=Period(from_="2025-01-01", to=None),
        articles=[
            DossierArticle(id="a1", title=AWKWARD, outlet=FORMULA, published="2025-01-09T08:00:00+02:00",
                           relevance=0.91, why=["بعثة", "المراقبة"]),
            DossierArticle(id="a2", title=None, outlet=None, published=None, relevance=1.0, why=[], chosen=True),
            DossierArticle(id=f"https://news.example/{AWKWARD}", title="عنوان", outlet="News | Post",
                           published="2025-03-12", relevance=0.5, why=["لمار"]),
        ],
        reprints=[["a1", "a2", "gone"]],
        parties=[
            Party(name="كتلة السنديان", aliases=["السنديان", AWKWARD], kind="organisation",
                  roles=[PartyRole(role="كتلة معارضة", from_="2025-01", to=None),
                         PartyRole(role="x", from_=None, to=None)],
                  statements=3, stances=stances, spoke_in=[("rna.example", 2), (FORMULA, 1)], id=7),
            Party(name=AWKWARD, aliases=[], kind="anonymous", roles=[], statements=1, stances=[]),
            *(Party(name=kind, aliases=[], kind=kind, roles=[], statements=0, stances=[])
              for kind in ("person", "state", "group")),
        ],
        statements=[
            DossierStatement(
                content=span, content2=Span("بقية", 300, 304), type="mixed", cue=Span("قال", 0, 3), speaker=None,
                speaker_name="أكرم السرحدي", speaker_role=AWKWARD, kind="person", via=Span("رويتر", 320, 325),
                act="deny", sentence=(0, 310), confidence=0.75, article="a1", number=0, outlet=FORMULA,
                published="2025-01-09", party="أكرم السرحدي", copies=2),
            DossierStatement(
                content=Span(FORMULA, 5, 5 + len(FORMULA)), content2=None, type="indirect", cue=Span("قال", 0, 3),
                speaker=Span("مصدر", 60, 64), speaker_name=None, speaker_role=None, kind="anonymous", via=None,
                act="assert", sentence=(0, 60), confidence=0.5, article="a2", number=0, outlet=None, published=None,
                party=None),
        ],
        timeline=events,
        pledges=pledges,
        open_questions=opened,
        contradictions=[
            Contradiction(about=f"عدد الجنود {AWKWARD}", kind="figure", salience=0.8, sides=[
                Side(who="كلارا فيندهالم", text="١٨٥٠ جنديا", evidence=here()),
                Side(who=FORMULA, text=AWKWARD, evidence=here("a2")),
            ]),
        ],
        changes=Changes(since="2025-03-01", items=[
            Change(kind="new", part="timeline", date="2025-03-11", text=AWKWARD, evidence=[here()]),
            Change(kind="gone", part="something else", date=None, text="زال", evidence=[]),
        ]),
        state=DossierState(
            until="2025-06-30", articles=3, outlets=2, statements=2, last=events[-2], meetings=2, agreements=0,
            impasses=1, circling=True, due=[pledges[4], pledges[5]], overdue=[pledges[3]],
            moved=[Mover(party="كتلة السنديان", question="q1", before="conditional", after="support",
                         date="2025-05-18", evidence=[here()])],
            open=opened[:1], anonymous=0.5, reprints=1 / 3,
        ),
    )  # fmt: skip


def citations(record: object) -> list[Evidence]:
    """Every piece of evidence anywhere inside a record."""
    if isinstance(record, Evidence):
        return [record]
    if isinstance(record, msgspec.Struct):
        return [piece for name in record.__struct_fields__ for piece in citations(getattr(record, name))]
    if isinstance(record, list | tuple):
        return [piece for value in record for piece in citations(value)]
    return []


# The gold's kinds that the model has under another name.
_KINDS = {
    "decision": "plan", "report": "meeting", "denial": "impasse", "accusation": "impasse", "payment": "agreement",
    "handover": "agreement", "withdrawal": "agreement",
}  # fmt: skip


def story() -> Dossier:
    """The demo story's gold dossier as records."""
    folder = files("malaff").joinpath("story")
    gold = json.loads(folder.joinpath("dossier.json").read_text("utf-8"))
    readings = [json.loads(line) for line in folder.joinpath("gold.jsonl").read_text("utf-8").splitlines()]
    texts = {reading["id"]: reading["text"] for reading in readings}
    kept = [reading for reading in readings if reading["id"] not in gold["offtopic"]]
    owner = {alias: party["name"] for party in gold["parties"] for alias in (party["name"], *party["aliases"])}

    def cited(pieces):
        return [evidence(piece["article"], max(0, texts[piece["article"]].find(piece["text"])), piece["text"])
                for piece in pieces]  # fmt: skip

    statements = []
    for reading in kept:
        for number, said in enumerate(reading["statements"]):
            content, text = said["content"], reading["text"]
            start = max(0, text.find(content))
            speaker = said["speaker"]
            statements.append(DossierStatement(
                content=Span(content, start, start + len(content)), content2=None, type=said["type"],
                cue=Span(said["cue"], 0, len(said["cue"])), speaker=Span(speaker, 0, len(speaker)) if speaker else None,
                speaker_name=said["speaker_name"], speaker_role=said["speaker_role"], kind=said["kind"], via=None,
                act=said["act"], sentence=(start, start + len(content)), confidence=0.8, article=reading["id"],
                number=number, outlet=reading["source"], published=reading["date"],
                party=owner.get(said["speaker_name"] or ""),
            ))  # fmt: skip
    parties = []
    for party in gold["parties"]:
        stances = []
        for at, stance in enumerate(party["stances"]):
            later = [other["from"] for other in party["stances"][at + 1 :] if other["question"] == stance["question"]]
            stances.append(PartyStance(question=stance["question"], stance=stance["stance"], from_=stance["from"],
                                       to=later[0] if later else None, evidence=cited(stance["evidence"])))  # fmt: skip
        own = [said for said in statements if said.party == party["name"]]
        parties.append(Party(
            name=party["name"], aliases=party["aliases"], kind=party["kind"],
            roles=[PartyRole(role=party["office"], from_="2025-01-09", to=None)] if party["office"] else [],
            statements=len(own), stances=stances,
            spoke_in=sorted({(s.outlet, sum(o.outlet == s.outlet for o in own)) for s in own}, key=lambda p: -p[1]),
        ))  # fmt: skip
    timeline = [
        TimelineItem(date=event["date"], dated=True, kind=_KINDS.get(event["kind"], event["kind"]), text=event["text"],
                     actors=event["parties"], evidence=cited(event["evidence"]), salience=0.5,
                     reports=len(event["evidence"]))
        for event in gold["events"]
    ]  # fmt: skip
    pledges = [
        Pledge(due=pledge["due"], text=pledge["text"], who=pledge["who"], outcome=pledge["outcome"].split()[0],
               evidence=cited(pledge["evidence"][:1]), outcome_evidence=cited(pledge["evidence"][1:]),
               overdue=pledge["outcome"].startswith("open") and pledge["due"] <= "2025-06-30")
        for pledge in gold["deadlines"]
    ]  # fmt: skip
    opened = [OpenQuestion(text=o["text"], since=None, evidence=cited(o["evidence"]), salience=0.7)
              for o in gold["open_questions"]]  # fmt: skip
    moved = [
        Mover(party=p.name, question=b.question, before=a.stance, after=b.stance, date=b.from_, evidence=b.evidence)
        for p in parties for a, b in zip(p.stances, p.stances[1:], strict=False) if a.question == b.question
    ]  # fmt: skip
    kinds = [event.kind for event in timeline]
    return Dossier(
        name=gold["name"], about=gold["about"], questions=[Question(**question) for question in gold["questions"]],
        period=Period(from_="2025-01-09", to="2025-06-30"),
        articles=[DossierArticle(id=r["id"], title=r["title"], outlet=r["source"], published=r["date"], relevance=0.9,
                                 why=gold["about"][:2]) for r in kept],
        reprints=gold["reprints"], parties=parties, statements=statements, timeline=timeline, pledges=pledges,
        open_questions=opened,
        contradictions=[
            Contradiction(about=c["about"], kind="claim", salience=0.6, sides=[
                Side(who=s["who"], text=s["claim"], evidence=cited([s["evidence"]])[0]) for s in c["sides"]])
            for c in gold["contradictions"]
        ],
        changes=Changes(since="2025-06-01", items=[
            Change(kind="new", part="timeline", date=event.date, text=event.text, evidence=event.evidence)
            for event in timeline if event.date > "2025-06"]),
        state=DossierState(
            until="2025-06-30", articles=len(kept), outlets=len({r["source"] for r in kept}),
            statements=len(statements), last=timeline[-1], meetings=kinds.count("meeting"),
            agreements=kinds.count("agreement"), impasses=kinds.count("impasse"), circling=False,
            due=[pledge for pledge in pledges if pledge.outcome == "open" and not pledge.overdue],
            overdue=[pledge for pledge in pledges if pledge.overdue], moved=moved, open=opened,
            anonymous=sum(s.kind == "anonymous" for s in statements) / len(statements), reprints=3 / len(kept),
        ),
    )  # fmt: skip
