"""Print growth of GDP and of investment, year by year, with how far each figure is proved.

Run it in the project's folder: python -m examples.table
"""

import xtdata

data = xtdata.load()
query = xtdata.Query(
    indicators=("gdp_growth", "fai_growth"), regions=("xiangtan",), statuses=("actual", "expected"), full_years=True, as_of="latest"
)
rows = data.select(query)
print(rows.pivot_table(index="period", columns="indicator_name", values="value", observed=True).to_string())
print(rows["verified"].value_counts().to_string())
