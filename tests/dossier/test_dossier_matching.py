"""Which articles are about an affair, and why: in an archive full of other news, and in a small one."""

import random
import shutil

import pytest
from affair import unread

from malaff.archive.archive import Archive
from malaff.dossier.concepts import alike, countries_of
from malaff.dossier.desk import Desk
from malaff.errors import DossierEmpty, UnknownArticle

PHRASE = "انضمام أوروغواي إلى رابطة السهول"
# What the affair's articles say, each some of it: its people, places and terms.
TERMS = (
    "وصل المفاوض فارس العطار إلى تلورا حاملا بروتوكول الجمارك", "يبحث مجلس الرابطة ملحق الرسوم في جلسة تلورا",
    "طلبت لجنة العضوية من المفاوض فارس العطار توضيح ملحق الرسوم", "ينتظر التجار أن يصدر مجلس الرابطة بروتوكول الجمارك",
    "قالت مقررة لجنة العضوية هالة البيطار إن الرسوم ستخفض", "عرض فارس العطار على هالة البيطار جدول الرسوم في تلورا",
)  # fmt: skip
WORDS = (
    *("المطر", "السوق", "الجسر", "المدرسة", "الطبيب", "الكتاب", "القطار", "الميناء", "العرس", "الحصان", "المطبخ"),
    *("القمح", "الزيت", "الشاعر", "المتحف", "الساعة", "الطائرة", "الحديقة", "البئر", "الراعي", "الخياط", "النجار"),
    *("الغابة", "البحيرة", "الثلج", "الشمس", "القمر", "السفينة", "الصياد", "المعلم", "التلميذ", "الفيلم", "المسرح"),
)


def others(count):
    """Other news, of everything and nothing."""
    chance = random.Random(7)  # noqa: S311 - the same news in every run
    for i in range(count):
        said = " ".join(chance.choice(WORDS) for _ in range(40))
        yield unread(f"other-{i}", f"تحدث الناس عن {said} في شهدار.", day=f"2031-03-{i % 28 + 1:02}")


def affair():
    """Twelve articles that use the phrase."""
    for i in range(12):
        terms = "، و".join(TERMS[(i + k) % len(TERMS)] for k in range(3))
        text = f"تقدم انضمام أوروغواي إلى رابطة السهول خطوة. {terms}. ويرى خبراء أن انضمام أوروغواي قريب رغم كل شيء."
        yield unread(f"affair-{i}", text, day=f"2031-03-{i + 1:02}", title=f"حديث الجمارك {i}")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An archive of other news with the affair in it."""
    path = tmp_path_factory.mktemp("matching") / "malaff.db"
    with Archive(path, create=True) as archive:
        archive.add_readings([*others(320), *affair()])
        archive.vacuum()
    return path


@pytest.fixture
def large(filled, tmp_path):
    """The desk of a copy of it; `large(reading, ...)` adds articles and gives the ids of the dossier's."""
    with Archive(shutil.copy(filled, tmp_path / "large.db")) as archive:
        desk = Desk(archive)
        desk.new("الانضمام", about=[PHRASE])

        def ids(*readings):
            archive.add_readings(list(readings))
            return {article.id for article in desk.show("الانضمام").articles}

        ids.desk = desk
        yield ids


def small(archive, *texts, about, **fields):
    """The ids, by their place, of those of some texts that are in a dossier of an archive that holds nothing else."""
    archive.add_readings([unread(f"{i}", text) for i, text in enumerate(texts)])
    desk = Desk(archive)
    desk.new("الملف", about=about, **fields)
    return [int(article.id) for article in desk.show("الملف").articles]


def test_words_for_a_country():
    assert countries_of("مونتيفيديو") == countries_of("الأوروغوايانية") == countries_of("وأوروغواي") == {"أوروغواي"}
    assert countries_of("السهول") == frozenset()


def test_a_country_its_adjective_and_its_capital_are_one_concept():
    assert alike("أوروغواي") == alike("مونتيفيديو") == alike("أوروغوايانية")
    assert alike("السهول") == {"سهول"}


class TestLargeArchive:
    def test_the_articles_with_the_phrase_and_no_others(self, large):
        assert large() == {f"affair-{i}" for i in range(12)}

    def test_a_footballer_of_the_country_stays_out(self, large):
        text = (
            "سجل المهاجم الأوروغواياني ماريو لوبيرا هدفا في مرمى السهول، وفاز فريق مونتيفيديو بالكأس بعد ركلات الترجيح."
        )
        assert "football" not in large(unread("football", text, title="كأس أوروغواي"))

    def test_an_article_that_never_uses_the_phrase_comes_in(self, large):
        text = " ".join(f"{term}." for term in TERMS)
        assert "انضمام" not in text
        assert "no-phrase" in large(unread("no-phrase", text, title="رابطة السهول تنتظر أوروغواي"))

    def test_a_country_s_adjective_and_capital_count_as_its_name(self, large):
        text = (
            "يبحث الوفد الأوروغواياني انضمام بلاده إلى رابطة السهول، ومن مونتيفيديو وصل المفاوض فارس العطار إلى تلورا. "
            "وترى مقررة لجنة العضوية هالة البيطار أن ملحق الرسوم وبروتوكول الجمارك يرضيان الجانب الأوروغواياني."
        )
        assert "adjective" in large(unread("adjective", text, title="الأوروغوايانيون ورابطة السهول"))

    def test_other_news_with_one_of_the_words_stays_out(self, large):
        text = "تفتح السهول أزهارها في الربيع، ويقصدها التلاميذ مع المعلم كل عام لرسم الشمس والغابة والحصان والبحيرة."
        assert "plains" not in large(unread("plains", text))

    @pytest.mark.parametrize(("told", "belongs"), [(1, False), (2, True)])
    def test_an_article_that_only_touches_the_affair_stays_out(self, large, told, belongs):
        elsewhere = "قالت مقررة لجنة العضوية هالة البيطار إن الرسوم ستخفض. عرض فارس العطار جدول الجمارك في تلورا. " * 6
        text = elsewhere + "وتأجل انضمام أوروغواي إلى رابطة السهول. " * told
        assert ("passing" in large(unread("passing", text, title="زيارة تلورا"))) == belongs

    def test_relevance_is_a_share_and_the_most_relevant_comes_first(self, large):
        large()
        found = [article.relevance for article in large.desk.show("الانضمام").articles]
        assert found == sorted(found, reverse=True)
        assert all(0 < relevance <= 1 for relevance in found)

    def test_why_says_the_words_as_the_article_writes_them(self, large):
        large()
        for article in large.desk.show("الانضمام").articles:
            text = large.desk.archive.reading(article.id)
            assert article.why
            assert all(word in f"{text.title} {text.text}" for word in article.why)

    def test_a_pinned_article_is_in_whatever_the_matching_says(self, large):
        large.desk.pin("الانضمام", ["other-3"])
        pinned = [article for article in large.desk.show("الانضمام").articles if article.id == "other-3"]
        assert [article.chosen for article in pinned] == [True]

    def test_an_excluded_article_is_out(self, large):
        large.desk.exclude("الانضمام", ["affair-3"])
        assert "affair-3" not in large()

    def test_released_articles_are_the_matching_s_again(self, large):
        large.desk.pin("الانضمام", ["other-3"])
        large.desk.exclude("الانضمام", ["affair-3"])
        large.desk.release("الانضمام", ["other-3", "affair-3"])
        assert large() == {f"affair-{i}" for i in range(12)}

    def test_the_last_choice_counts(self, large):
        large.desk.pin("الانضمام", ["affair-3"])
        kept = large.desk.exclude("الانضمام", ["affair-3"]).definition
        assert (kept.pinned, kept.excluded) == ([], ["affair-3"])
        assert "affair-3" not in large()

    def test_an_article_that_the_archive_has_not_cannot_be_pinned(self, large):
        with pytest.raises(UnknownArticle):
            large.desk.pin("الانضمام", ["nowhere"])


class TestSmallArchive:
    ABOUT = ("مستحقات بعثة المراقبة", "معبر الرتاج")

    def test_articles_with_enough_of_the_concepts(self, archive):
        found = small(
            archive, "سددت رملان مستحقات بعثة المراقبة.", "أغلق حراس بعثة المراقبة معبر الرتاج.",
            "زارت بعثة من علماء الآثار قلعة السهل.", "أمطرت في الجنوب.", about=self.ABOUT,
        )  # fmt: skip
        assert sorted(found) == [0, 1]

    def test_a_phrase_of_one_word_is_enough(self, archive):
        assert small(archive, "أغلق الرتاج أمس.", "أمطرت في الجنوب.", about=["الرتاج"]) == [0]

    def test_a_word_counts_with_what_is_attached_to_it(self, archive):
        found = small(archive, "عاد الحديث بمستحقات وللبعثة والمراقبة إلى الواجهة.", about=["مستحقات بعثة المراقبة"])
        assert found == [0]

    def test_only_articles_of_the_period(self, archive):
        for day in ("2031-03-09", "2031-03-10", "2031-03-20"):
            archive.add_readings([unread(day, "سددت رملان مستحقات بعثة المراقبة.", day=day)])
        desk = Desk(archive)
        desk.new("الملف", about=self.ABOUT, from_="2031-03-10", to="2031-03-19")
        assert [article.id for article in desk.show("الملف").articles] == ["2031-03-10"]

    def test_an_article_without_a_day_is_in_any_period(self, archive):
        archive.add_readings([unread("undated", "سددت رملان مستحقات بعثة المراقبة.", day=None)])
        desk = Desk(archive)
        desk.new("الملف", about=self.ABOUT, from_="2031-03-10", to="2031-03-19")
        assert [article.id for article in desk.show("الملف").articles] == ["undated"]

    def test_nothing_about_it(self, archive):
        with pytest.raises(DossierEmpty):
            small(archive, "أمطرت في الجنوب.", about=self.ABOUT)
