"""Questions in Chinese: POST /v1/ask."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.asking import ask
from api.rest.routes import Space
from api.wire import to_wire

router = APIRouter(prefix="/v1", tags=["问答"])


class AskRequest(BaseModel):
    """A question as somebody types it."""

    model_config = ConfigDict(json_schema_extra={"example": {"question": "浙江有哪些企业生产谐波减速器？"}})

    question: str = Field(min_length=1, max_length=300)


@router.post("/ask")
def answer_question(space: Space, body: AskRequest) -> dict[str, Any]:
    """The answer with the query that gave it; `kind` is `none` where there is none, `values` then says why.

    Nothing is written, whatever is asked.
    """
    found: dict[str, Any] = to_wire(ask(space, body.question))
    return found
