"""The headline themes: each has a page of its own, under its name in the data, and a place on the first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xtdata.charts import Chart, Look, approval, attraction, investment
from xtdata.facts.dataset import Dataset
from xtdata.facts.fact import Fact

Builder = Callable[[Sequence[Fact], Dataset, Look], list[Chart]]

HEADLINES: dict[str, Builder] = {"investment": investment, "approval": approval, "attraction": attraction}
NAMES = {"investment": "投资增长", "approval": "审批提速", "attraction": "招商引资"}
