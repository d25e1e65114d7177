"""Figures that do not agree carry a mark wherever a chart or a table shows them."""

from __future__ import annotations

from typing import Any

from marked import symbols, texts

from xtdata.charts import Style, theme_charts
from xtdata.charts.chart import KEYS, LEVEL_GLYPHS
from xtdata.charts.targets import SIGNS
from xtdata.facts.dataset import Dataset
from xtdata.facts.wording import DISPUTED, dispute

COUNTED = {"unit": "个", "measure": "count", "theme": "attraction", "panel": "项目"}
INDICATORS = {key: {"name": name, **COUNTED} for key, name in (("all", "项目数"), ("done", "已办项目数"), ("open", "在办项目数"))}
RELATION = {"kind": "sum", "result": "all/town/2022", "terms": ["done/town/2022", "open/town/2022"], "note": "差4个"}


def given(key: str, value: int, period: str = "2022") -> dict[str, Any]:
    return {"indicator": key, "period": period, "value": value}


def disputed(make: Any, total: int = 247) -> Dataset:
    dataset: Dataset = make(INDICATORS, [given("all", 200, "2021"), given("all", total), given("done", 238), given("open", 5)], (RELATION,))
    return dataset


def test_every_figure_of_a_relation_that_fails_is_marked_and_the_chart_explains_the_mark(make: Any) -> None:
    dataset = disputed(make)
    charts = theme_charts("attraction", list(dataset.facts.values()), dataset, Style())
    chart = next(one for one in charts if "all/town/2022" in one.ids)
    assert f"247个{DISPUTED}" in texts(chart) and f"200个{DISPUTED}" not in texts(chart)
    assert any("合不上" in line for line in symbols(chart, "all/town/2022")[0].touch.says)
    assert DISPUTED in dict(chart.legend)


def test_figures_that_agree_carry_no_mark(make: Any) -> None:
    dataset = disputed(make, total=243)
    for chart in theme_charts("attraction", list(dataset.facts.values()), dataset, Style()):
        assert DISPUTED not in dict(chart.legend)
        assert chart.drawing is None or DISPUTED not in texts(chart)


def test_the_mark_is_no_glyph_that_a_chart_uses_otherwise() -> None:
    others = {glyph for glyph, _ in KEYS.values()} | set(LEVEL_GLYPHS.values()) | set(SIGNS.values()) | set("●○■□◇━┃▁")
    assert DISPUTED not in others


def test_the_dispute_names_all_its_figures(make: Any) -> None:
    dataset = disputed(make)
    [check] = dataset.facts["open/town/2022"].disputes
    assert dispute(check, dataset.catalogue) == "2022年某市项目247个，与2022年某市已办项目238个、2022年某市在办项目5个合不上：差4个。"
