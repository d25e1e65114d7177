"""The data in a notebook: ``load()`` gives a data set whose table, references and charts show themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from markupsafe import Markup

from xtdata.export import Extract, artifact
from xtdata.facts import dataset as datasets
from xtdata.facts.query import Query, parse


@dataclass(frozen=True)
class Dataset(datasets.Dataset):
    """A loaded data file that cites and draws itself.

    ``site`` is where permanent addresses begin; without it, references give only the addresses of the sources.
    """

    site: str = ""

    def cite(self, ids: str | Iterable[str]) -> Citations:
        """The references of the observations *ids* (one or several). Raises ``KeyError`` for an id that there is not."""
        wanted = frozenset([ids] if isinstance(ids, str) else ids)
        for key in wanted - self.facts.keys():
            raise KeyError(key)
        return Citations(Extract(self, site=self.site, only=wanted))

    def chart(self, query: Query | str | None = None, name: str = "") -> Picture:
        """The chart called *name* of what *query* asks for, by default the first that can be drawn.

        *query* may be written as an address: ``indicator=fai_growth&region=xiangtan``. It shows one version of each fact unless it says
        otherwise. Raises ``xtdata.facts.query.BadQuery``, and ``xtdata.export.NoChart`` where these facts make no such chart.
        """
        if isinstance(query, str):
            query = parse(parse_qs(query, keep_blank_values=True), self.catalogue, Query(as_of="latest"))
        picture = Picture(Extract(self, query or Query(as_of="latest"), name, self.site))
        picture.svg  # noqa: B018 (what cannot be drawn is told here, not where it would be shown)
        return picture

    def _repr_html_(self) -> str:
        count, sources = len(self.catalogue.observations), len(self.catalogue.sources)
        return str(Markup("<p><b>{}</b>：{} 条事实，{} 份来源</p>").format(self.catalogue.title, count, sources))


@dataclass(frozen=True)
class Citations:
    """References of facts; ``str()`` and a notebook show them as GB/T 7714—2015."""

    extract: Extract

    @cached_property
    def gbt7714(self) -> str:
        return self._written("gbt7714")

    @cached_property
    def bib(self) -> str:
        """BibTeX."""
        return self._written("bib")

    @cached_property
    def csl(self) -> str:
        """CSL-JSON."""
        return self._written("csl")

    @cached_property
    def text(self) -> str:
        """A line for each fact, with the sentence as printed."""
        return self._written("text")

    def _written(self, name: str) -> str:
        return artifact(self.extract, name).content.decode()

    def __str__(self) -> str:
        return self.gbt7714

    def _repr_html_(self) -> str:
        lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in self.text.splitlines())
        return str(Markup('<ul>{}</ul><pre style="white-space: pre-wrap">{}</pre>').format(lines, self.gbt7714))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": self.gbt7714, "text/x-bibtex": self.bib}


@dataclass(frozen=True)
class Picture:
    """A chart as a picture; a notebook shows it."""

    extract: Extract

    @cached_property
    def svg(self) -> str:
        """The picture as SVG, with its title, sources and date."""
        return artifact(self.extract, "svg").content.decode()

    @property
    def png(self) -> bytes:
        """The picture as PNG. Raises ``xtdata.export.CannotExport`` where the machine has no font with Chinese characters."""
        return artifact(self.extract, "png").content

    def save(self, path: str | Path) -> None:
        """Write the picture to *path*: PNG where it ends so, else SVG."""
        file = Path(path)
        file.write_bytes(self.png if file.suffix.lower() == ".png" else self.svg.encode())

    def __str__(self) -> str:
        return f"{self.extract.shown_chart.title}。{self.extract.shown_chart.sentence}"

    def _repr_html_(self) -> str:
        return self.svg

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"image/svg+xml": self.svg, "text/plain": str(self)}


def load(path: str | Path | None = None, site: str = "") -> Dataset:
    """Load and check a data file (``indicators.yaml`` by default); permanent addresses begin with *site*.

    Raises ``InvalidData``, which carries every diagnostic, where the file has errors.
    """
    return Dataset(datasets.load(path).loaded, site)
