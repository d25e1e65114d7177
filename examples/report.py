"""Write what a report needs into a folder: a chart, its figures as a workbook, and its references.

Run it in the project's folder: python -m examples.report OUT
"""

import sys
from pathlib import Path

import xtdata
from xtdata.export import Extract, artifact

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "report")
folder.mkdir(exist_ok=True)
data = xtdata.load(site="https://example.org")
query = xtdata.Query(indicators=("fai_growth",), regions=("xiangtan",), as_of="latest")

chart = data.chart(query, "growth")
chart.save(folder / "growth.svg")
(folder / "growth.xlsx").write_bytes(artifact(Extract(data, query, "growth", data.site), "xlsx").content)
citations = data.cite(chart.extract.shown_chart.ids)
(folder / "references.bib").write_text(citations.bib, encoding="utf-8")
print(chart)
print(citations)
