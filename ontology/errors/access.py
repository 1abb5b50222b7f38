"""Who may come in, who may do what, and how much at once."""

from collections.abc import Iterable

from ontology.errors.kinds import BadInput, LiantuError, NotFound, Refused


class SignInNeeded(Refused):
    """Nobody is signed in, and the service has accounts."""

    http_status = 401

    def __init__(self) -> None:
        super().__init__(
            "请先登录，或在请求头里给出密钥 · sign in, or send a key as `Authorization: Bearer …`",
            "网页从 /signin 登录；密钥用 liantu keys add 生成 · keys are made by `liantu keys add`",
        )


class SignInFailed(Refused):
    """The name and the password do not belong together; which of them is wrong is not told."""

    http_status = 401

    def __init__(self) -> None:
        super().__init__(
            "账号或密码不对 · name or password is wrong", "忘记密码请管理员重设 · an admin can set a new one"
        )


class RoleNeeded(Refused):
    """The account's role does not reach."""

    def __init__(self, needed: str, has: str) -> None:
        super().__init__(
            f"需要{needed}权限，当前账号是{has} · this needs another role",
            "请管理员调整角色 · an admin can change the role",
        )


class OtherRegion(Refused):
    """The account is limited to regions, and this is of another one, or of no single one."""

    def __init__(self, asked: str, allowed: Iterable[str]) -> None:
        super().__init__(
            f"当前账号只能看{'、'.join(allowed)}，不能看{asked} · this account sees some regions only",
            "选一个允许的地区，或请管理员调整范围 · choose an allowed region",
        )


class NotCutByRegion(Refused):
    """The account is limited to regions, and what is asked for rests on all of them at once."""

    def __init__(self, allowed: Iterable[str]) -> None:
        super().__init__(
            f"这里的内容不能按地区切分，当前账号限于{'、'.join(allowed)}"
            " · it cannot be cut by region, and this account sees some regions only",
            "看本地区的链图、对标、地图、报告，或请管理员调整范围 · see your own region's chains",
        )


class OtherHostName(Refused):
    """A request under a name of the internet, to a service of its machine's own."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"本机服务不接受用 {name} 访问 · this machine's own service is not reached as {name}",
            "用 http://127.0.0.1 访问；经代理或用别名访问先建账号：liantu accounts add · a proxy needs accounts",
        )


class TooManyRequests(Refused):
    """More than an account or an address may ask in a while."""

    http_status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(f"请求太频繁，请 {seconds} 秒后再试 · too many requests; wait {seconds} s")
        self.seconds = seconds


class BodyTooLarge(BadInput):
    """A request body over the limit of its route."""

    http_status = 413

    def __init__(self, most: int) -> None:
        size = f"{most >> 20} MB" if most >= 1 << 20 else f"{most >> 10} KB"
        super().__init__(f"请求超过 {size} · the request is larger than {size}", "分几次上传 · upload in parts")


class BodyTooSlow(BadInput):
    """A request body that does not come."""

    http_status = 408

    def __init__(self) -> None:
        super().__init__("请求没有在时限内发完 · the request did not arrive in time")


class OpenToNetwork(Refused):
    """A service for others without accounts."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"监听 {host} 会让别的机器访问，但还没有账号 · {host} lets other machines in, and there are no accounts",
            "先建管理员：liantu accounts add 名字 --role admin；容器里设 LIANTU_ADMIN_PASSWORD；"
            "只在本机用则去掉 --host · add an admin, set LIANTU_ADMIN_PASSWORD, or serve this machine only",
        )


class BadAccount(BadInput):
    """An account or a key that cannot be made as it is given."""


class UnknownAccount(NotFound):
    """No account of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"没有账号 {name!r} · no account {name!r}", "用 liantu accounts list 查看 · list them")


class UnknownKey(NotFound):
    """No key with this id."""

    def __init__(self, key: str) -> None:
        super().__init__(f"没有密钥 {key!r} · no key {key!r}", "用 liantu keys list 查看 · list them")


class BadAccounts(LiantuError):
    """The file of accounts cannot be read; the service lets nobody in."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"账号文件 {file} 读不出：{reason} · the accounts cannot be read",
            "从备份恢复该文件 · restore the file from a backup",
        )


class SignInElsewhereFailed(Refused):
    """The identity provider did not vouch for the user."""

    http_status = 401

    def __init__(self, reason: str) -> None:
        super().__init__(f"统一登录没有成功：{reason} · single sign-on failed", "重新登录，或用本地账号 · try again")


class AuditBroken(LiantuError):
    """The audit chain was changed."""

    def __init__(self, places: Iterable[str]) -> None:
        super().__init__(
            f"审计记录被改动：{'；'.join(places)} · the audit log was changed",
            "与备份中的 access/audit.jsonl 比较 · compare it with the one in a backup",
        )
