"""Annotations, models and the language model."""

from collections.abc import Sequence

from ontology.errors.kinds import BadInput, Unreachable


class BadGold(BadInput):
    """A file of annotated sentences that cannot be read."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(
            f"标注文件 {file} 第 {line} 行无法读取 · line {line} of {file} is no annotated sentence: {reason}",
            "每行一个 JSON：id、text、entities、relations、observations · one JSON object a line",
        )


class BadModel(BadInput):
    """A model file of extraction that cannot be used."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"模型文件 {file} 无法使用 · {file} is no model of extraction: {reason}",
            "用 liantu train 重新训练 · make one with `liantu train`",
        )


class NothingToLearn(BadInput):
    """Training was given no sentence, or too few documents to hold some out."""

    def __init__(self) -> None:
        super().__init__(
            "没有可学的句子，或文档太少，留不出一部分 · nothing to learn from, or too few documents to hold some out",
            "多给几份文档的标注，或用 --generated 加上生成的句子 · annotate more documents, or add generated ones",
        )


class ServiceFailed(Unreachable):
    """A service of ours on this machine does not start."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"{name} 没有启动成功 · {name} did not start: {reason}",
            "核对端口是否被占用、磁盘与网络 · check that the port is free, and the disk and network",
        )


class LlmNotConfigured(BadInput):
    """The language model was asked for and none is named."""

    def __init__(self, missing: Sequence[str]) -> None:
        listed = "、".join(missing)
        super().__init__(
            f"没有设置语言模型：缺 {listed} · no language model is set: {listed}",
            "在环境变量里写明地址与模型，见用户手册“语言模型” · name them in the environment, see the user guide",
        )


class LlmFailed(Unreachable):
    """The endpoint of the language model refuses, or gives no usable answer."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"语言模型 {url} 没有给出回答：{reason} · the language model did not answer",
            "核对地址、密钥和额度；不用 --llm 也能读 · check address, key and quota; it works without --llm",
        )
