"""What an assistant may ask, each question a tool: REST answers it, and the sentences behind go along. None writes."""

from typing import Annotated, Any
from urllib.parse import quote

from pydantic import Field

from api.assistants.answer import MOST_ITEMS, with_evidence
from api.assistants.service import Service

Answer = dict[str, Any]
Entity = Annotated[str, Field(description="编号或名称，如 ent:… 或 杭州某某公司 · id or name", max_length=300)]
ChainName = Annotated[str, Field(description="产业链编号或名称，如 industrial-robot、工业机器人 · chain id or name")]
RegionName = Annotated[str | None, Field(description="地区名称或代码，不写为全国 · region, the country without one")]
Day = Annotated[str | None, Field(description="某日的情形，如 2025-06-30 · as it was known on a day")]
Top = Annotated[int, Field(ge=1, le=MOST_ITEMS, description="最多几个 · at most")]


class Questions:
    """Each public method is a tool; its name, signature and docstring are what the assistant is shown."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def search_entities(
        self,
        text: Annotated[str, Field(description="名称或其中一部分 · a name or a part of one", min_length=1)],
        kind: Annotated[str | None, Field(description="类别，如 Enterprise、Policy、ChainNode · class")] = None,
        top: Top = 10,
    ) -> Answer:
        """按名称找企业、机构、政策、产品、环节等实体。 Find entities by name; start here to get an id."""
        found = await self._service.get("/v1/entities", q=text, size=top, **{"class": kind})
        return await with_evidence(self._service, {"entities": found["items"]})

    async def show_entity(self, entity: Entity, as_of: Day = None) -> Answer:
        """一个实体的资料和事实，每条事实有出处。 Profile and facts of an entity, each fact with its evidence."""
        return await self._told(f"/v1/entities/{quote(entity, safe=':')}", as_of=as_of)

    async def show_evidence(
        self, ids: Annotated[list[str], Field(description="证据编号 ev:… · evidence ids", min_length=1, max_length=20)]
    ) -> Answer:
        """证据的原文句子或表格行及其文档。 The sentence or row behind evidence ids, with its document."""
        return await self._told("/v1/evidence", id=ids)

    async def list_chains(self) -> Answer:
        """有哪些产业链。 The chains that are defined."""
        found = await self._service.get("/v1/chains")
        return await with_evidence(self._service, {"chains": found["items"]})

    async def find_gaps(self, chain: ChainName, region: RegionName = None, as_of: Day = None) -> Answer:
        """一条链在一个地区的短板：类型、得分、把握、原因、对策、出处。 Weak links with causes, remedies, evidence."""
        return await self._told(f"/v1/chains/{quote(chain, safe='')}/gaps", region=region, as_of=as_of)

    async def match_need(
        self,
        text: Annotated[
            str, Field(description="用自己的话写需求 · the need in plain words", min_length=1, max_length=2000)
        ],
        region: RegionName = None,
        top: Top = 5,
    ) -> Answer:
        """为一条需求找服务商，说明为何合适、有何不足。 Providers for a need, with why and why not."""
        found = await self._service.post("/v1/match", {"text": text, "region": region, "top": top})
        return await with_evidence(self._service, found)

    async def eligible_policies(
        self,
        enterprise: Annotated[str, Field(description="企业编号或名称 · a firm by id or name", max_length=200)] = "",
        facts: Annotated[
            dict[str, Any] | None,
            Field(description="企业自报情况，如 {'titles': ['高新技术企业']} · what it says of itself"),
        ] = None,
    ) -> Answer:
        """一家企业可申报哪些政策：结论、逐条条件与条款、还差什么。 Policies a firm may apply for, with reasons."""
        asked = {"enterprise": enterprise, "facts": facts or {}}
        return await with_evidence(self._service, await self._service.post("/v1/policies/eligible", asked))

    async def simulate_shock(
        self,
        remove: Annotated[
            list[str], Field(description="失效的企业、环节或地区 · what fails", min_length=1, max_length=20)
        ],
        region: RegionName = None,
    ) -> Answer:
        """某些企业、环节或地区失效，损失多少、沿什么路径。 What is lost when these fail, and along which paths."""
        return await with_evidence(
            self._service, await self._service.post("/v1/shock", {"remove": remove, "region": region})
        )

    async def show_index(
        self,
        name: Annotated[
            str | None, Field(description="指数编号或名称；不写则列出全部 · without one, all are listed")
        ] = None,
        year: Annotated[int | None, Field(description="年份，不写为最近 · the newest without one")] = None,
    ) -> Answer:
        """综合指数：得分、名次区间、档次、由什么构成。 A composite index: scores and rank intervals."""
        return await self._told(f"/v1/indices/{quote(name, safe='')}" if name else "/v1/indices", year=year)

    async def compare_regions(
        self,
        regions: Annotated[list[str], Field(description="一个或几个地区 · regions", min_length=1, max_length=10)],
        chain: Annotated[str | None, Field(description="产业链；不写则比较全部链 · all chains without one")] = None,
    ) -> Answer:
        """几个地区对照，或一个地区与同类和最好的对照。 Regions side by side, or one against its peers."""
        return await self._told("/v1/compare", region=regions, chain=chain)

    async def ask_question(
        self,
        question: Annotated[
            str, Field(description="中文问题，如 浙江有哪些企业生产谐波减速器？", min_length=1, max_length=300)
        ],
    ) -> Answer:
        """用中文提问；答案附查询语句，答不了的说明原因。 A question in Chinese, answered by an audited query."""
        return await with_evidence(self._service, await self._service.post("/v1/ask", {"question": question}))

    async def query_cypher(
        self,
        cypher: Annotated[
            str, Field(description="只读 Cypher：MATCH … RETURN … LIMIT … · read-only", max_length=20_000)
        ],
        parameters: Annotated[dict[str, Any] | None, Field(description="语句里 $名 的值 · values of $names")] = None,
    ) -> Answer:
        """只读 Cypher 查询，写入一律拒绝。 Rows of a read-only Cypher statement; writes are refused."""
        return await with_evidence(
            self._service, await self._service.post("/v1/cypher", {"cypher": cypher, "parameters": parameters or {}})
        )

    async def _told(self, path: str, **parameters: Any) -> Answer:
        return await with_evidence(self._service, await self._service.get(path, **parameters))
