"""The id of the request being answered: logs, error pages and the audit trail share it."""

from contextvars import ContextVar

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
