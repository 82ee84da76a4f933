"""A dossier as a Word file (.docx), set from right to left; needs python-docx (extra `word`).

Word takes direction from marks, not from the letters: `w:bidi` turns a paragraph, `w:rtl` a run, `w:bidiVisual` the
columns of a table; Arabic letters take their font and size from the marks for complex scripts (`w:cs`, `w:szCs`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from malaff.export.dossier.extras import needs
from malaff.export.dossier.items import Citation, Item, Note, Section
from malaff.export.dossier.outline import Outline, outline
from malaff.export.dossier.text import is_rtl
from malaff.export.dossier.words import Wording
from malaff.model import Dossier

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_FONT = "Arial"  # has Arabic on Windows, macOS and in LibreOffice's substitute
_BODY, _SMALL, _TITLE, _HEADING = 11, 8.5, 20, 15  # points
# Sections set as tables, and the words over their columns.
_TABLES = {"parties": ("party", "stance"), "timeline": ("date", "event")}
# What must come after w:bidi in a paragraph's properties, and after w:bidiVisual in a table's: Word minds the order.
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
               "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
               "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")  # fmt: skip
_AFTER_BIDI_VISUAL = ("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing",
                      "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")  # fmt: skip


class _Text(NamedTuple):
    """A run of a paragraph; `ours` runs in the direction of the frame, everything else in its own."""

    text: str
    ours: bool = False
    bold: bool = False


def document(dossier: Dossier, *, language: str | Wording = "ar") -> bytes:
    """The whole dossier as the bytes of a .docx file.

    Args:
        dossier: the file.
        language: of labels and dates, and the direction of the document: `ar` or `en`, or a whole `Wording`.

    Raises:
        BadOption: where python-docx is not installed.
    """
    with needs("python-docx", extra="word"):
        import docx
    wording = Wording.of(language)
    writer = _Writer(docx.Document(), wording)
    return writer.write(outline(dossier, wording))


class _Writer:
    def __init__(self, document: Document, wording: Wording) -> None:
        self._document = document
        self._wording = wording

    def write(self, laid: Outline) -> bytes:
        """All of it, in the order of the outline."""
        self._set_up(laid.name)
        self._heading([_Text(laid.name)], level=0)
        if laid.period:
            self._paragraph([_Text(laid.period, ours=True)], size=_SMALL)
        if laid.about:
            self._paragraph([_Text(f"{self._wording.word('about')}: ", ours=True), *self._listed(laid.about)])
        for question in laid.questions:
            self._paragraph([_Text(question)], style="List Number")
        self._heading([_Text(self._wording.label("part", "state"), ours=True)], level=1)
        for fact in laid.state:
            said = " · ".join(fact.sentences)
            label = _Text(f"{fact.label}: " if said else fact.label, ours=True, bold=True)
            self._paragraph([label, _Text(said, ours=True)])
            for item in fact.items:
                self._item(item)
        for section in laid.sections:
            self._heading([_Text(section.label, ours=True)], level=1)
            if section.key in _TABLES:
                self._table(section)
            else:
                for number, item in enumerate(section.items, 1):
                    self._item(item, number=number)
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    # -- the document ----------------------------------------------------------------------------------------------

    def _set_up(self, name: str) -> None:
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement
        from docx.shared import Cm

        self._document.core_properties.title = name[:255]  # the format allows no more
        self._document.core_properties.author = "malaff"
        self._document.core_properties.language = "ar-SA" if self._wording.rtl else "en-US"
        # The language of complex scripts, for spelling and hyphenation.
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:bidi"), "ar-SA")
        theme = self._document.settings.element.find(qn("w:themeFontLang"))
        if theme is not None:
            theme.set(qn("w:bidi"), "ar-SA")
        for style, size in (("Normal", _BODY), ("Title", _TITLE), ("Heading 1", _HEADING)):
            self._style(self._document.styles[style], size)
        for section in self._document.sections:
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(2.5)
            if self._wording.rtl:
                # Behind the page's own settings, before its grid.
                bidi = OxmlElement("w:bidi")
                grid = section._sectPr.find(qn("w:docGrid"))
                section._sectPr.append(bidi) if grid is None else grid.addprevious(bidi)

    @staticmethod
    def _style(style: ParagraphStyle, size: float) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)  # a theme's font would win over the one named
        for script in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(script), _FONT)
        style.font.size = Pt(size)
        _complex_size(properties, size)

    # -- items -----------------------------------------------------------------------------------------------------

    def _item(self, item: Item, *, number: int | None = None, cell: _Cell | None = None) -> None:
        mark = [_Text(f"{self._wording.number(number)}. ", ours=True)] if number is not None else []
        head = [*mark, *self._head(item)]
        if item.date or item.who:
            self._paragraph(head, cell=cell)
            self._paragraph([_Text(item.text)], cell=cell)
        else:  # the text itself is the head
            label = [_Text(f" · {item.label}", ours=True)] if item.label else []
            self._paragraph([*mark, _Text(item.text, bold=True), *label], cell=cell)
        self._below(item, cell=cell)

    def _below(self, item: Item, *, cell: _Cell | None) -> None:
        """Notes, evidence and parts of an item."""
        for note in item.notes:
            self._paragraph(self._note(note), size=_SMALL, cell=cell)
        for citation in item.citations:
            self._citation(citation, cell=cell)
        for part in item.parts:
            self._item(part, cell=cell)

    def _head(self, item: Item) -> list[_Text]:
        ours = " · ".join(part for part in (item.date, item.label) if part)
        head = [_Text(ours, ours=True, bold=True)] if ours else []
        if item.who:
            head += [_Text(" · ", ours=True)] if head else []
            head += self._listed(item.who)
        return head

    def _note(self, note: Note) -> list[_Text]:
        said = [_Text(f"{note.label}: " if note.values else note.label, ours=True), *self._listed(note.values)]
        return [*said, _Text(f" ({note.when})", ours=True)] if note.when else said

    def _citation(self, citation: Citation, *, cell: _Cell | None) -> None:
        label = [_Text(f"{citation.label}: ", ours=True, bold=True)] if citation.label else []
        self._paragraph([*label, _Text(f"«{citation.text}»")], size=_SMALL, cell=cell, inset=True)
        where = [_Text(citation.reference)]
        for text, ours in ((citation.outlet, False), (citation.day, True)):
            where += [_Text(" · ", ours=True), _Text(text, ours=ours)] if text else []
        self._paragraph(where, size=_SMALL, cell=cell, inset=True)

    def _table(self, section: Section) -> None:
        """Two columns: what stands at the head of an item, and all the rest of it."""
        from docx.oxml.parser import OxmlElement
        from docx.shared import Cm

        table = self._document.add_table(rows=1, cols=2, style="Table Grid")
        table.autofit = False
        if self._wording.rtl:
            table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), *_AFTER_BIDI_VISUAL)
        for cell, key in zip(table.rows[0].cells, _TABLES[section.key], strict=True):
            self._paragraph([_Text(self._wording.word(key), ours=True, bold=True)], cell=cell)
        # The head stands again on every page that the table runs over.
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for item in section.items:
            first, second = table.add_row().cells
            if item.date:
                self._paragraph([_Text(item.date, ours=True, bold=True)], cell=first)
                self._paragraph([_Text(item.label, ours=True)], cell=first)
                self._paragraph([_Text(item.text)], cell=second)
                if item.who:
                    self._paragraph(self._listed(item.who), cell=second)
            else:
                self._paragraph([_Text(item.text, bold=True)], cell=first)
                self._paragraph([_Text(item.label, ours=True)], cell=first)
            self._below(item, cell=second)
        for row in table.rows:
            for cell, width in zip(row.cells, (Cm(4), Cm(12)), strict=True):
                cell.width = width
                # A cell begins with an empty paragraph of its own, and needs it only where nothing else is there.
                if len(cell.paragraphs) > 1:
                    cell._tc.remove(cell.paragraphs[0]._p)
        self._paragraph([])

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def _heading(self, texts: Sequence[_Text], *, level: int) -> None:
        self._fill(self._document.add_heading(level=level), texts, size=_HEADING if level else _TITLE)

    def _paragraph(
        self,
        texts: Sequence[_Text],
        *,
        size: float = _BODY,
        style: str | None = None,
        cell: _Cell | None = None,
        inset: bool = False,
    ) -> None:
        from docx.shared import Cm, Pt

        paragraph = (cell or self._document).add_paragraph(style=style)
        paragraph.paragraph_format.space_after = Pt(3)
        if inset:
            paragraph.paragraph_format.left_indent = Cm(0.8)  # the side where lines begin, in either direction
        self._fill(paragraph, texts, size=size)

    def _fill(self, paragraph: Paragraph, texts: Sequence[_Text], *, size: float) -> None:
        from docx.oxml.parser import OxmlElement

        # A paragraph of the coverage alone runs as its text does, any other as the frame.
        own = "".join(text.text for text in texts) if not any(text.ours for text in texts) else ""
        if self._wording.rtl or is_rtl(own):
            paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        for text in texts:
            run = paragraph.add_run(text.text)
            self._run(run, size=size, bold=text.bold, rtl=self._wording.rtl if text.ours else is_rtl(text.text))

    @staticmethod
    def _run(run: Run, *, size: float, bold: bool, rtl: bool) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        properties = run._r.get_or_add_rPr()
        run.font.size = Pt(size)
        if bold:
            run.font.bold = True
            run.font.cs_bold = True
        if rtl:
            properties.get_or_add_rFonts().set(qn("w:cs"), _FONT)
            _complex_size(properties, size)
            run.font.rtl = True
            run.font.complex_script = True

    def _listed(self, values: Iterable[str]) -> list[_Text]:
        texts: list[_Text] = []
        for value in values:
            texts += [_Text(self._wording.comma, ours=True)] if texts else []
            texts.append(_Text(value))
        return texts


def _complex_size(properties: object, size: float) -> None:
    """The size of Arabic letters, which stands right after that of the others."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    find = properties.find  # type: ignore[attr-defined]
    complex_size = find(qn("w:szCs"))
    if complex_size is None:
        complex_size = OxmlElement("w:szCs")
        find(qn("w:sz")).addnext(complex_size)
    complex_size.set(qn("w:val"), str(round(size * 2)))  # in half points
