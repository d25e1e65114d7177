"""Growth: a line through the years that hold together, targets as ticks, what is no year below the axis."""

from __future__ import annotations

from typing import Any

import pytest
from marked import lines, marks, symbols, texts

from xtdata.charts import Chart, Style
from xtdata.charts.growth import growth
from xtdata.charts.marks import Label
from xtdata.facts.dataset import Dataset

GROWTH = {"fai": {"name": "固定资产投资增速", "unit": "%", "measure": "growth", "theme": "investment", "direction": "higher"}}


def facts(*given: tuple[str, Any, str]) -> list[dict[str, Any]]:
    return [{"indicator": "fai", "period": period, "value": value, "status": status} for period, value, status in given]


def chart_of(dataset: Dataset, style: Style | None = None) -> Chart:
    [chart] = growth(list(dataset.facts.values()), dataset, style or Style())
    return chart


def joined(chart: Chart) -> int:
    """How many lines run from one point to another."""
    places = {(mark.x, mark.y) for mark in symbols(chart)}
    return sum((line.x0, line.y0) in places and (line.x1, line.y1) in places and line.x0 != line.x1 for line in lines(chart))


def test_only_neighbouring_years_are_joined(make: Any) -> None:
    dataset = make(GROWTH, facts(("2018", 9, "actual"), ("2020", 8, "actual"), ("2021", 7, "actual"), ("2022", 6, "expected"), ("2023-01/2023-11", 5, "expected")))  # fmt: skip
    chart = chart_of(dataset)
    assert joined(chart) == 2
    assert "预计6%" in texts(chart) and "2023年1–11月 预计5%" in texts(chart)


def test_a_part_year_and_an_average_lie_below_the_axis_over_their_span(make: Any) -> None:
    average = {"indicator": "fai", "period": "2020/2022", "value": "7.7", "statistic": "annual_average"}
    part = facts(("2021-01/2021-11", "8.1", "actual"))
    dataset = make(GROWTH, [*facts(("2020", 8, "actual"), ("2021", 9, "actual"), ("2022", 7, "actual")), average, *part])
    chart = chart_of(dataset)
    [mean], [eleven] = symbols(chart, "fai/town/2020..2022:annual_average"), symbols(chart, "fai/town/2021-01..2021-11")
    axis = max(mark.y for mark in symbols(chart) if mark.touch.id.count("/") == 2 and ".." not in mark.touch.id)
    assert mean.y > axis and eleven.y > axis
    lengths = {round(line.x1 - line.x0, 4) for line in lines(chart) if line.y0 in (mean.y, eleven.y)}
    assert lengths == {1.0, round(11 / 36, 4)}


def test_a_part_year_of_another_region_says_whose_it_is(make: Any) -> None:
    years = facts(("2021", 9, "actual"), ("2022", 7, "actual"), ("2023-01/2023-10", 6, "actual"))
    there = [one | {"region": "park"} for one in facts(("2023-01/2023-11", 20, "actual"))]
    words = texts(chart_of(make(GROWTH, [*years, *there])))
    assert "某园区2023年1–11月 20%" in words
    assert "2023年1–10月 6%" in words and "某市2023年1–10月" not in words


def test_an_old_figure_far_away_does_not_flatten_the_latest_years(make: Any) -> None:
    dataset = make(GROWTH, facts(("2013", 35, "actual"), ("2019", 11, "actual"), ("2020", 8, "actual"), ("2021", 9, "actual")))
    chart = chart_of(dataset)
    assert "fai/town/2013" not in chart.ids and chart.wider == (2013, 2021)
    assert "fai/town/2013" in chart_of(dataset, Style(recent=False)).ids


def test_the_title_compares_with_the_year_before_and_with_the_target(make: Any) -> None:
    given = facts(("2023", "6.1", "expected"), ("2024", "6.4", "expected"))
    aim = {"indicator": "fai", "period": "2024", "value": "6.5", "status": "target", "qualifier": "at_least"}
    assert chart_of(make(GROWTH, [*given, aim])).title == "预计2024年某市固定资产投资增长6.4%，比上年快0.3个百分点，差目标0.1个百分点"
    met = aim | {"value": 6}
    assert chart_of(make(GROWTH, [*given, met])).title.endswith("，达到目标6%以上")


def test_a_bound_is_compared_with_no_year(make: Any) -> None:
    bound = {"indicator": "fai", "period": "2022", "value": 8, "qualifier": "at_least"}
    assert chart_of(make(GROWTH, [bound, *facts(("2023", 6, "actual"))])).title == "2023年某市固定资产投资增长6%"


def test_a_target_is_a_tick_and_its_shortfall_has_the_colour_of_alarm(make: Any) -> None:
    dataset = make(GROWTH, facts(("2020", 8, "actual"), ("2021", 7, "actual"), ("2021", 9, "target")))
    chart, style = chart_of(dataset), Style()
    [tick] = symbols(chart, "fai/town/2021:target")
    assert tick.shape == "tick"
    short = [line for line in lines(chart) if line.color == style.alarm]
    assert len(short) == 1 and short[0].y0 == tick.y and "−2" in texts(chart)


def test_another_region_is_a_thinner_line_with_its_name(make: Any) -> None:
    park = [one | {"region": "park"} for one in facts(("2020", 6, "actual"), ("2021", 5, "actual"))]
    chart = chart_of(make(GROWTH, [*facts(("2020", 8, "actual"), ("2021", 7, "actual")), *park]))
    assert "某园区 5%" in texts(chart)
    thin = [line.width for line in lines(chart) if line.color == "#D55E00"]
    thick = [line.width for line in lines(chart) if line.color == "#0072B2"]
    assert max(thin) < min(thick)


def test_news_of_a_year_without_a_result_is_below_the_axis_too(make: Any) -> None:
    dataset = make(GROWTH, facts(("2020", 8, "actual"), ("2021", 7, "actual"), ("2022-H1", 6, "actual"), ("2031-H1", 5, "actual")))
    chart = chart_of(dataset)
    assert symbols(chart, "fai/town/2022-H1") and "2022" in texts(chart) and "fai/town/2031-H1" not in chart.ids


def test_a_region_on_another_scale_is_left_to_the_table(make: Any) -> None:
    park = [one | {"region": "park"} for one in facts(("2021", 84, "actual"))]
    chart = chart_of(make(GROWTH, [*facts(("2020", 8, "actual"), ("2021", 7, "actual")), *park]))
    assert "fai/park/2021" not in chart.ids


def test_one_year_makes_no_line(make: Any) -> None:
    dataset = make(GROWTH, facts(("2021", 8, "actual")))
    assert growth(list(dataset.facts.values()), dataset, Style()) == []


@pytest.mark.parametrize("meeting", [0, 32])
def test_labels_of_many_years_never_lie_on_each_other_on_a_phone(make: Any, meeting: int) -> None:
    given = facts(*((str(2012 + n), 8 + n % 3, status) for n in range(12) for status in ("actual", "target")))
    style = Style(meeting=meeting)
    chart = chart_of(make(GROWTH, given), style)
    assert chart.drawing
    placed = [mark for mark in chart.drawing.laid_out(style.narrow) if isinstance(mark, Label) and mark.background]
    middles = [(mark.x + mark.dx, mark.y + mark.dy, len(mark.text) * mark.size * 0.5) for mark in placed]
    for index, (x, y, half) in enumerate(middles):
        for other_x, other_y, _ in middles[index + 1 :]:
            assert abs(x - other_x) > half / 2 or abs(y - other_y) > style.size * 0.9
    assert len(placed) > 6 and marks(chart)
