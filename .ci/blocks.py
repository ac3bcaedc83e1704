"""For the docs: runs every block of Python on a page by itself and holds its output against the one shown below.

A block whose title says that it continues (`CONTINUES`) needs the blocks above; every other one must run when it is
pasted alone. A block below `SKIP` needs a file that only its reader has, and is not run. What a block prints stands
right below it in a block of text, up to a line `…` where the rest is left out.

`python .ci/blocks.py --write docs/en/index.md …` writes the outputs anew.
"""  # noqa: INP001 - because it is a script and a test loads it by its path

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

__all__ = ["CONTINUES", "Block", "blocks", "examples", "write"]

CUT = "…\n"

CONTINUES = ("continues the blocks above", "setzt die Blöcke darüber fort")

SKIP = "<!-- skip: next -->"

FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<language>\w*)(?P<info>[^\n]*)\n"))


class Block:
    """A block of Python, where it stands, and the output that is shown below it."""

    def __init__(self, region: Region, shown: Region | None, line: int) -> None:
        self.source = str(region.lexemes["source"].text)
        self.continues = any(words in region.lexemes["info"] for words in CONTINUES)
        self.shown: str | None = None if shown is None else str(shown.lexemes["source"].text)
        self.start, self.end = region.start, region.end if shown is None else shown.end
        self.code_end = region.end
        self.line = line

    def output(self, page: dict[str, object]) -> str:
        """What is to be shown below the block: what it prints, as far as it was shown so far.

        `page` holds the names of the blocks above and is given those of this one.
        """
        printed = self._run(page)
        if self.shown is None or not self.shown.endswith(CUT):
            return printed
        kept = printed.splitlines(keepends=True)[: self.shown.count("\n") - 1]
        return "".join(kept) + CUT

    def _run(self, page: dict[str, object]) -> str:
        namespace: dict[str, object] = page if self.continues else {"__name__": "__main__"}
        printed = io.StringIO()
        code = compile("\n" * self.line + self.source, "<block>", "exec", dont_inherit=True)
        with contextlib.redirect_stdout(printed):
            exec(code, namespace)  # noqa: S102 - because running the pages is what this is for
        page.update(namespace)
        return printed.getvalue()


def blocks(document: Document) -> Iterator[Block]:
    """The blocks of Python of a page, in order."""
    fences = list(FENCES(document))
    for region, after in zip_longest(fences, fences[1:]):
        if region.lexemes["language"] != "python" or document.text[: region.start].rstrip().endswith(SKIP):
            continue
        is_output = (
            after is not None
            and after.lexemes["language"] == "text"
            and not document.text[region.end : after.start].strip()
        )
        line = document.text.count("\n", 0, region.start) + 1
        yield Block(region, after if is_output else None, line)


def _parser(document: Document) -> Iterator[Region]:
    for block in blocks(document):
        yield Region(block.start, block.end, block, _check)


def _check(example: Example) -> str | None:
    block: Block = example.parsed
    printed = block.output(example.namespace)
    shown = "" if block.shown is None else block.shown
    return None if printed == shown else f"line {block.line}: the block prints\n{printed}\nbut the page shows\n{shown}"


def examples(path: Path) -> list[Example]:
    """The blocks of a page as Sybil's examples, to be evaluated in order."""
    return list(Sybil(parsers=[_parser], path=str(path.parent)).parse(path).examples())


def write(path: Path, note: Callable[[str], object] = print) -> None:
    """Put what every block prints below it."""
    text = path.read_text("utf-8")
    parts: list[str] = []
    done = 0
    page: dict[str, object] = {}
    for block in blocks(Document(text, str(path))):
        printed = block.output(page)
        parts.append(text[done : block.code_end])
        parts.append(f"\n\n```text\n{printed}```" if printed else "")
        done = block.end
        note(f"{path}:{block.line}: {len(printed)} characters")
    path.write_text("".join([*parts, text[done:]]), "utf-8")


if __name__ == "__main__":
    for page in sys.argv[2:] if sys.argv[1:2] == ["--write"] else sys.exit(__doc__):
        write(Path(page))
