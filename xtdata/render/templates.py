"""Templates: one environment a package, in which every value is escaped."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

_DAY = r"(?:[0-9]{1,2}(?:–[0-9]{1,2})?月(?:[0-9]{1,2}日)?底?)"
_PERIOD = rf"[0-9]{{4}}(?:[–—][0-9]{{4}})?年{_DAY}?"
_FIGURE = r"[−+]?[0-9][0-9.]*(?:–[0-9.]+)?(?:%|个(?:百分点)?|[百千万亿]*元|家|项|天|小时|倍|条|次|人|平方米)"
# Not what escaping wrote: the number in &#39; stays out.
_WHOLE = re.compile(rf"(?<![&#0-9.])(?:{_PERIOD}|{_FIGURE})")


@cache
def environment(package: str) -> Environment:
    """The templates in the folder ``templates`` of *package*, and those that all packages share.

    A name that a template uses and nobody gives is an error.
    """
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("xtdata.render")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["kept"] = kept
    return made


def kept(text: str) -> Markup:
    """*text* with its periods and figures kept whole: no line ends within ``2020年1–11月`` or between a number and its unit.

    >>> kept("<2020年1–11月增长8.1%")
    Markup('&lt;<span class="whole">2020年1–11月</span>增长<span class="whole">8.1%</span>')
    """
    return Markup(_WHOLE.sub(r'<span class="whole">\g<0></span>', str(escape(text))))
