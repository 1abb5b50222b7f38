"""Request and response bodies of REST, with examples for OpenAPI. Answers have the CLI's JSON shapes."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ontology.facts import Judgement


class MatchRequest(BaseModel):
    """A need in the user's own words."""

    model_config = ConfigDict(json_schema_extra={"example": {"text": "需要一家做谐波减速器的供应商", "region": "浙江"}})

    text: str = Field(min_length=1, max_length=2000)
    region: str | None = None
    industry: str | None = Field(default=None, max_length=100)
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


class DecisionRequest(BaseModel):
    """A judgement of two things, each given by its id, code, name, or the key of one writing of its name."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "judgement": "same",
                "left": "ent:91330100YL0000012E",
                "right": "样例谐动",
                "by": "审核员",
                "why": "同一法人",
            }
        }
    )

    judgement: Judgement = Field(description="same | apart | linked | unlinked")
    left: str = Field(min_length=1, max_length=300)
    right: str = Field(min_length=1, max_length=300, description="for linked and unlinked the chain node")
    by: str = Field(min_length=1, max_length=100)
    why: str = Field(default="", max_length=2000)


class Page(BaseModel):
    """One page of a list; ask again with `cursor=next` for the one after it."""

    items: list[Any]
    next: str | None
