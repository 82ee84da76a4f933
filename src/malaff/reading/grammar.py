"""Word classes the frames speak of: closed classes from the lexicon, verbal nouns, attached prepositions."""

from __future__ import annotations

from malaff import lexicon
from malaff.arabic.fold import fold

CLASSES: dict[str, frozenset[str]] = {
    row["class"]: frozenset(fold(word) for word in row["words"].split()) for row in lexicon.rows("closed.tsv")
}
"""The closed classes by name, their words folded; the constants below name them for the rules."""

# Complementisers and what joins clauses.
AN = CLASSES["an"]
FA_AN = CLASSES["fa_an"]
WA_AN = CLASSES["wa_an"]
RELATIVE = CLASSES["relative"]
PREP_PRONOUNS = CLASSES["prep_pronouns"]
ADDRESSED = CLASSES["addressed"]
PUBLISHED = CLASSES["published"]
RISES = CLASSES["rises"]
REPRESENTATIVES = CLASSES["representatives"]
JOINER = CLASSES["joiner"]
CONJOINED = CLASSES["conjoined"]
NEGATION = CLASSES["negation"]
QUOTING = CLASSES["quoting"]

# Prepositions and adverbials.
PREP = CLASSES["prep"]
FRAME_PREP = CLASSES["frame_prep"]
ADJUNCT = CLASSES["adjunct"]
ADVERB = CLASSES["adverb"]
ASIDE = CLASSES["aside"]
FRONTED = CLASSES["fronted"]
BLEMMAS = CLASSES["b_words"]

# Nouns and what stands for them.
MASDAR = CLASSES["masdar"]
ANONYMOUS = CLASSES["anonymous"]
GROUP = CLASSES["group_head"]
DOCUMENTS = CLASSES["documents"]
SAYERS = CLASSES["sayers"]
PEOPLE = CLASSES["people"]
PLACE_HEADS = CLASSES["place_heads"]
OBJECT_HEADS = CLASSES["object_heads"]
HOPES = CLASSES["hopes"]
IDENTITY = CLASSES["identity"]
WITHHELD = CLASSES["withheld"]
NAMING = CLASSES["naming"]
PRONOUNS = CLASSES["pronouns"]
DEMONSTRATIVE = CLASSES["demonstrative"]
TAKEN_UP = CLASSES["taken_up"]
FIRST_PERSON = CLASSES["first_person"]
WHAT = CLASSES["what"]
DESCRIBED = CLASSES["described"]
FEMININE_ADJECTIVES = CLASSES["feminine_adjectives"]
TITLE_BEFORE = CLASSES["title_before"]

# Media and whom something was told to.
MEDIUM = CLASSES["medium"]
WRITTEN = CLASSES["written"]
THROUGH = CLASSES["through"]
TOLD_WHERE = CLASSES["told_where"]
TO_MEDIUM = frozenset(
    {"ل" + w for w in CLASSES["to_medium"] | CLASSES["to_medium_def"]}
    | {"لل" + w[2:] for w in CLASSES["to_medium"] if w.startswith("ال")}
)

# Verbs of being.
BE = CLASSES["be"]
BE_PAST = CLASSES["be_past"]
COPULA = CLASSES["copula"]

# Bounds of subjects and contents.
AS_FOR = CLASSES["as_for"]
OPENS_CLAUSE = CLASSES["opens_clause"]
SET_PHRASE = CLASSES["set_phrase"]
NARRATION = CLASSES["narration"]
TURN = CLASSES["turn"]
DATING = CLASSES["dating"]
AFTER_QUOTE = CLASSES["after_quote"]
BROKEN_PLURALS = CLASSES["broken_plurals"]
OWN_WORDS = CLASSES["own_words"]
OWN_WORDS_OPEN = CLASSES["own_words_open"]

# The few beginnings of words that tell a و of the word's own from the conjunction.
WAW_WORDS = tuple(CLASSES["waw_words"])

DASHES = "-–—"
PROMISES = frozenset(("تعهد", "وعد", "التزم"))  # reporting verbs whose content the speaker means to do
COMMAS = frozenset("،,؛;")


def is_masdar(form: str) -> bool:
    """Whether a folded word looks like an indefinite verbal noun: listed, or of the patterns of derived verbs.

    Patterns: تفعيل, مفاعلة, إفعال, افتعال, انفعال, استفعال, each with a pronoun or ta marbuta behind or not.
    """
    if form in MASDAR:
        return True
    n = len(form)
    for owner in ("هما", "ها", "هم", "ه"):
        stem = form.removesuffix(owner)
        if stem != form and len(stem) >= 3 and (stem in MASDAR or (stem[-1] == "ت" and stem[:-1] + "ه" in MASDAR)):
            return True  # عزمهما, رغبتها
    if n < 4 or form.startswith("ال"):
        return False
    for tail in ("", "ه", "ها", "هم", "هما", "نا", "ات"):
        if tail and not form.endswith(tail):
            continue
        stem = form[: n - len(tail)]
        m = len(stem)
        if m == 4 and stem[0] == "ت" and tail in ("ها", "هم", "هما"):
            return True  # تفعّل with its owner: تمسكها، تحفظهم
        if m >= 4 and stem[0] == "ت" and stem[-2] == "ي":
            return True
        if m >= 5 and stem[0] == "ا" and stem[-2] == "ا":
            return True
        if tail and m >= 6 and stem[:3] == "است" and stem[-3] == "ا" and stem[-1] == "ت":
            return True  # استقالته: استفالة with its owner
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


def prefixed(form: str) -> bool:
    """Whether a folded word that begins with ب is the preposition with any noun (no lexical word with ب)."""
    return len(form) >= 3 and form[0] == "ب" and form not in BLEMMAS and form not in AN and form not in ADVERB
