"""Filters and tags that every template can use."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from samspil.components import numbers
from samspil.components.charts import Chart, drawn
from samspil.components.tables import Table

register = template.Library()


@register.filter
def tal(value: float | Decimal | None, decimals: int = 0) -> str:
    """Return a number in the reader's form: ``{{ 98806|tal }}``."""
    return "" if value is None else numbers.number(value, decimals)


@register.filter
def kroner(value: Decimal | None) -> str:
    """Return an amount of money."""
    return "" if value is None else numbers.kroner(value)


@register.filter
def periode(value: str) -> str:
    """Return a period the short way."""
    return numbers.period(value)


@register.simple_tag
def svg(chart: Chart, width: int = 640) -> SafeString:
    """Draw a chart: ``{% svg chart 640 %}``. The chart escapes every text it writes."""
    return SafeString(drawn(chart, width))


@register.simple_tag
def table(rows: Table) -> SafeString:
    """Write a table that scrolls sideways on a narrow screen: ``{% table chart.table %}``."""
    return SafeString(rows.html)
