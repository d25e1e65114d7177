"""The report of 核数 to hand on: the mismatches first, then the text with every figure marked, as HTML and as a Word document."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from xtdata.facts.fact import Fact
from xtdata.facts.wording import citation
from xtdata.language.text import Passage
from xtdata.reading.factcheck import MATCH, VERDICTS, Finding, by_verdict, summary
from xtdata.render.marks import element, nest
from xtdata.render.templates import environment

# What XML cannot hold.
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SHADES = {"mismatch": "F6C7C3", "close": "FBECC8", "match": "D5EBDA", "unknown": "E4E4E4"}


@dataclass(frozen=True)
class Line:
    """One finding with the words of the sources that it was judged by."""

    finding: Finding
    name: str
    place: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """A text and its findings; *place_of* names the place of an offset, *facts* are those of the data under their ids."""

    title: str
    text: str
    findings: tuple[Finding, ...]
    place_of: Callable[[int], str]
    facts: Mapping[str, Fact]

    @property
    def summary(self) -> str:
        return summary(self.findings)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every finding that says more than that the figure is right, the mismatches first."""
        told = [one for one in by_verdict(self.findings) if one.verdict != MATCH]
        return tuple(Line(one, VERDICTS[one.verdict], self.place_of(one.start), self._sources(one)) for one in told)

    def _sources(self, finding: Finding) -> tuple[str, ...]:
        return tuple(citation(self.facts[key]) for key in finding.ids if key in self.facts)

    @cached_property
    def marked(self) -> Markup:
        """The text with every figure marked by its verdict; what the data say of it is a note on the mark."""
        attributes = Markup(' class="{}" title="{}"')
        return nest(
            self.text,
            [
                element(Passage(one.start, one.end), 0, "mark", attributes.format(one.verdict, f"{VERDICTS[one.verdict]}：{one.message}"))
                for one in self.findings
            ],
            {},
        )


def html_report(report: Report) -> bytes:
    """The report as one HTML page without scripts."""
    return environment("xtdata.export").get_template("factcheck_report.html").render(report=report, verdicts=VERDICTS).encode("utf-8")


def docx_report(report: Report) -> bytes:
    """The report as a Word document."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    document.add_heading(_printable(f"核数：{report.title}"), 1)
    document.add_paragraph(_printable(report.summary))
    for line in report.lines:
        document.add_paragraph(_printable(f"{line.name}　{line.place}　{line.finding.text}：{line.finding.message}"), style="List Bullet")
        for source in line.sources:
            document.add_paragraph(_printable(source), style="List Bullet 2")
    document.add_heading("全文", 2)
    paragraph, place = document.add_paragraph(), 0
    for one in report.findings:
        paragraph.add_run(_printable(report.text[place : one.start]))
        run = paragraph.add_run(_printable(report.text[one.start : one.end]))
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _SHADES[one.verdict])
        run._r.get_or_add_rPr().append(shade)
        place = one.end
    paragraph.add_run(_printable(report.text[place:]))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _printable(text: str) -> str:
    return _UNPRINTED.sub("", text)
