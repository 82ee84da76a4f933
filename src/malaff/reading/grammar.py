"""Word classes the frames speak of: closed classes from the lexicon, verbal nouns, attached prepositions."""

from __future__ import annotations

from malaff import lexicon
from malaff.arabic.fold import fold

CLASSES: dict[str, frozenset[str]] = {
    row["class"]: frozenset(fold(word) for word in row["words"].split()) for row in lexicon.rows("closed.tsv")
}
AN = CLASSES["an"]
FA_AN = CLASSES["fa_an"]
WA_AN = CLASSES["wa_an"]
RELATIVE = CLASSES["relative"]
PREP = CLASSES["prep"]
ADJUNCT = CLASSES["adjunct"]
ADVERB = CLASSES["adverb"]
JOINER = CLASSES["joiner"]
ASIDE = CLASSES["aside"]
MEDIUM = CLASSES["medium"]
QUOTING = CLASSES["quoting"]
STOP = CLASSES["stop"]
MASDAR = CLASSES["masdar"]
ANONYMOUS = CLASSES["anonymous"]
GROUP = CLASSES["group_head"]
NEGATION = CLASSES["negation"]
DOCUMENTS = CLASSES["documents"]
SAYERS = CLASSES["sayers"]
CONJOINED = CLASSES["conjoined"]
TO_MEDIUM = frozenset({"ل" + w for w in CLASSES["to_medium"]} | {"ل" + w for w in CLASSES["to_medium_def"]} | {
    "لل" + w[2:] for w in CLASSES["to_medium"] if w.startswith("ال")
})
COMMAS = frozenset("،,؛;")


def is_masdar(form: str) -> bool:
    """Whether a folded word looks like an indefinite verbal noun: listed, or of the patterns of derived verbs.

    Patterns: تفعيل, مفاعلة, إفعال, افتعال, انفعال, استفعال, each with a pronoun or ta marbuta behind or not.
    """
    if form in MASDAR:
        return True
    n = len(form)
    if n < 4 or form.startswith("ال"):
        return False
    for tail in ("", "ه", "ها", "هم", "هما", "نا", "ات"):
        if tail and not form.endswith(tail):
            continue
        stem = form[: n - len(tail)]
        m = len(stem)
        if m == 4 and stem[0] == "ت" and tail in ("ها", "هم"):
            return True  # تفعّل with its owner: تمسكها، تحفظهم
        if m >= 4 and stem[0] == "ت" and stem[-2] == "ي":
            return True
        if m >= 5 and stem[0] == "ا" and stem[-2] == "ا":
            return True
        if n == 5 and form[0] == "ا" and form[2] == "ا" and form[4] == "ه":
            return True  # إفالة: إضافة، إقامة، إدانة
        if m == 5 and stem[0] == "ت" and stem[2] == "ا" and not tail:
            return True  # تفاعل: تعاون، تبادل
        if m == 4 and tail == "ه" and stem[0] == "ت" and stem[2] != "ا":
            return True  # تفعلة: تسوية، تهدئة
        if m == 4 and stem[0] == "م" and stem[2] != "ا" and stem[1] != "ت" and tail == "ه" and "ا" in stem:
            return True
    return False


def attached(form: str, letter: str) -> bool:
    """Whether a folded word is one with the preposition `letter` (ب or ل) attached to a noun."""
    if len(form) < 3 or form[0] != letter:
        return False
    rest = form[1:]
    if rest.startswith("ال") or (letter == "ل" and rest[0] == "ل" and len(rest) > 3):
        return True
    return is_masdar(rest)


# Words that begin with ب or ل and are no attached preposition.
BLEMMAS = CLASSES["b_words"]


def prefixed(form: str) -> bool:
    """Whether a folded word that begins with ب is the preposition with any noun (no lexical word with ب)."""
    return len(form) >= 3 and form[0] == "ب" and form not in BLEMMAS and form not in AN and form not in ADVERB
