"""Request and response bodies of REST, with examples for OpenAPI. Answers have the CLI's JSON shapes."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class MatchRequest(BaseModel):
    """A need in the user's own words."""

    model_config = ConfigDict(json_schema_extra={"example": {"text": "需要一家做谐波减速器的供应商", "region": "浙江"}})

    text: str = Field(min_length=1, max_length=2000)
    region: str | None = None
    top: int = Field(default=10, ge=1, le=200)


class CypherRequest(BaseModel):
    """A read-only Cypher statement."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "cypher": "MATCH (e:Enterprise)-[:PRODUCES]->(t:Technology) RETURN e.name, t.name LIMIT 10",
                "parameters": {},
            }
        }
    )

    cypher: str = Field(min_length=1, max_length=20_000)
    parameters: dict[str, Any] = Field(default_factory=dict)


class Page(BaseModel):
    """One page of a list; ask again with `cursor=next` for the one after it."""

    items: list[Any]
    next: str | None


class Job(BaseModel):
    """An ingest in the background."""

    id: str
    state: str = Field(description="queued | running | done | failed")
    message: str = ""
    result: dict[str, Any] | None = None
