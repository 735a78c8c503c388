"""The report of an answer as words, tables and descriptions of charts: the same for page, paper and file."""

from wending.effect.queries.report.content import Change, Group, Registered, Report, Section, Table
from wending.effect.queries.report.page import report_of

__all__ = ["Change", "Group", "Registered", "Report", "Section", "Table", "report_of"]
