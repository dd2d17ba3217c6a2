"""Structured logs: one JSON object a line, with the request id and no personal data."""

import json
import logging
from datetime import UTC, datetime

from samspil.people.tracing import current_request_id

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Django puts the whole request and its address on its records; addresses may hold personal links.
_NEVER = frozenset({"request", "sql", "params", "status_code", "server_time"})


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": self._message(record),
            "request_id": current_request_id.get(),
        }
        line |= {
            key: value
            for key, value in vars(record).items()
            if key not in _STANDARD and key not in _NEVER
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        # Django's request loggers write the path into the message: keep the words, drop the path.
        if record.name.startswith("django.request") and isinstance(record.msg, str):
            return record.msg.split(":")[0]
        return record.getMessage()
