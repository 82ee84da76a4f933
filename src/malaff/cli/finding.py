"""What is looked for and at in the archive: `search`, `show`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from malaff.cli.console import Output, colour, columns, indented, say, tell, writer_of
from malaff.cli.options import archive_option, article_id, format_option, opened, output_option, require_one_of, words
from malaff.errors import BadOption

if TYPE_CHECKING:
    from malaff.archive.archive import Archive

# Hits are asked for in pages; more than this at once is no page any more.
_MOST_HITS = 10_000


@click.command("search")
@click.argument("query", nargs=-1, required=True, type=words, metavar="QUERY")
@click.option("--limit", type=click.IntRange(1, _MOST_HITS), default=20, show_default=True, metavar="N",
              help="At most N articles.")  # fmt: skip
@click.option("--offset", type=click.IntRange(min=0), default=0, show_default=True, metavar="N",
              help="Leave out the first N.")  # fmt: skip
@click.option("--order", type=click.Choice(("rank", "new", "old")), default="rank", show_default=True,
              help="Best first, latest first, or earliest first.")  # fmt: skip
@archive_option
@format_option("terminal", "json", "jsonl", "csv", what="the hits")
@output_option
def search_command(
    query: tuple[str, ...], limit: int, offset: int, order: str, archive: str, format_: str, output: Path | None
) -> None:
    """Find articles in the archive.

    QUERY is words, in any of their spellings, all of which must be there. Put it in single quotes, so that your
    shell leaves it alone:

    \b
      'WORD WORD'            both words
      '"WORD WORD"'          one after the other
      'WORD -WORD'           the first and not the second
      speaker:NAME           who made a statement: a name, or part of one
      role:WORD              the speaker's role, or part of it
      act:ACT                assert, announce, deny, demand, commit, warn,
                             accuse, support, reject, expect, ask, doubt
      kind:KIND              person, organisation, group, anonymous
      outlet:NAME            who published the article, or part of the name
      from:DAY to:DAY        first and last day of publication: YYYY-MM-DD,
                             YYYY-MM or YYYY

    speaker:, role:, act: and kind: must meet in one statement. A value with blanks stands in quotes:
    speaker:"NAME NAME". An article's id, for malaff show, stands at the head of each hit.
    """
    from malaff.export.archive import found

    with opened(archive) as kept:
        result = kept.search(" ".join(query), limit=limit, offset=offset, order=order)
    if format_ == "terminal":
        text = "\n".join(found.lines(result, offset=offset, colour=colour(output), columns=columns(output))) + "\n"
    elif format_ == "json":
        text = indented(result) + "\n"
    else:
        text = found.json_lines(result) if format_ == "jsonl" else found.csv_rows(result)
    tell(text, output, end="")


@click.command("show")
@click.argument("article", type=article_id, metavar="ARTICLE")
@click.option("--version", type=click.IntRange(min=1), default=None, metavar="N",
              help="Version N of the article, from 1, not the current one.")  # fmt: skip
@click.option("--versions", is_flag=True, help="List the versions that are kept.")
@click.option("--as-read", is_flag=True, help="Leave people's decisions aside: what the reader itself found.")
@click.option("--original", is_flag=True, help="Write the bytes that the article was taken from.")
@archive_option
@format_option("terminal", "json", "md", "html", what="the article")
@output_option
def show_command(
    article: str,
    version: int | None,
    versions: bool,
    as_read: bool,
    original: bool,
    archive: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show one article with what was read in it.

    ARTICLE is its id, as malaff search gives it. The terminal view numbers statements, names, times,
    developments and positions as malaff correct takes them.
    """
    require_one_of([("--versions", versions), ("--original", original)])
    if versions and (version is not None or as_read):
        raise BadOption("--versions lists all versions.", remedy="Leave --version and --as-read out.")
    if versions and format_ in ("md", "html"):
        raise BadOption(f"Versions are not listed as {format_}.", remedy="Give --format terminal or json.")
    with opened(archive) as kept:
        if original:
            _write_original(kept, article, version, output)
        elif versions:
            _list_versions(kept, article, format_, output)
        else:
            _show(kept, article, version, as_read, format_, output)


def _write_original(kept: Archive, article: str, version: int | None, output: Path | None) -> None:
    found = kept.original(article, version=version)
    if found is None:
        # Says so where there is no such article or version.
        kept.reading(article, version=version)
        raise BadOption(
            f"Of {article} the text is all that is kept.", remedy="malaff show ARTICLE --format json has its text."
        )
    with Output(output) as out:
        out.write(found.data)


def _list_versions(kept: Archive, article: str, format_: str, output: Path | None) -> None:
    from malaff.export.archive.article import version_lines

    found = kept.versions(article)
    if format_ == "json":
        tell(indented(found), output)
    else:
        tell("\n".join(version_lines(found, colour=colour(output), columns=columns(output))), output)


def _show(kept: Archive, article: str, version: int | None, as_read: bool, format_: str, output: Path | None) -> None:
    reading = kept.reading(article, version=version, as_read=as_read)
    if format_ != "terminal":
        writer = writer_of(format_, output, single=True)
        tell(writer.item(reading) + writer.end(), output, end="")
        return
    from malaff.export.archive.article import article_view

    standing = [] if as_read else kept.judgements(article=article, undone=False)
    newest = len(kept.versions(article))
    tell(article_view(reading, standing, colour=colour(output), columns=columns(output)), output, end="")
    if version is None and newest > 1 and output is None:
        say(f"malaff: version {newest} of {newest}; malaff show --versions lists them")
