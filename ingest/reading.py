"""What `liantu read` says of a file: one JSON object, whatever the file is."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ingest.files import FoundFile, read_document
from ontology.errors import LiantuError
from ontology.facts import Document


class ReadingStatus(StrEnum):
    """Whether a file could be read."""

    OK = "ok"
    PARTIAL = "partial"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file's document, or why there is none."""

    file: str
    status: ReadingStatus
    message: str = ""
    document: Document | None = None

    def as_json(self) -> dict[str, Any]:
        """The object of the command line: file, status, message, text, tables, pages, blocks."""
        document = self.document
        return {
            "file": self.file,
            "status": self.status.value,
            "message": self.message,
            "text": document.text if document else "",
            "tables": [{"header": t.header, "rows": t.rows} for t in document.tables] if document else [],
            "pages": document.pages if document else None,
            "blocks": [
                {"text": b.text, "page": b.page, "kind": b.kind.value, "level": b.level} for b in document.blocks
            ]
            if document
            else [],
        }

    def as_line(self) -> str:
        """The same as one line of JSON, Chinese as it is."""
        return json.dumps(self.as_json(), ensure_ascii=False)


def read_file(file: Path | FoundFile) -> FileReading:
    """Read a file; one that cannot be read gives status `error` and the reason, never an exception."""
    name = file.name if isinstance(file, FoundFile) else str(file)
    try:
        document = read_document(file)
    except LiantuError as error:
        return FileReading(name, ReadingStatus.ERROR, f"{error.message}；{error.hint}" if error.hint else error.message)
    status = ReadingStatus.PARTIAL if document.partial else ReadingStatus.OK
    return FileReading(name, status, document.message, document)
