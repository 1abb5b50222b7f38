"""Why a file was refused or read in part, in Chinese · English: the words of every reader."""

from typing import Final

from ontology.errors import Unreadable

ENCRYPTED: Final = "文件已加密，需要口令 · the file is encrypted and needs a password"
EMPTY: Final = "空文件 · the file is empty"
BLANK: Final = "文件里没有文字，内容为空 · there is no text in the file, it is empty"
SCANNED: Final = "全部是扫描图像，没有文字层 · scanned images without a text layer"
GARBLED: Final = "文字层是乱码：字体没有字符编码 · the text layer is garbled: its fonts map to no characters"
RECOGNISED: Final = "由文字识别（OCR）读出，可能有错字 · read by text recognition (OCR), letters may be wrong"
UNDECODED: Final = "部分字节与编码不符，读作乱码 · some bytes fit no encoding and read garbled"
UNKNOWN_TEXT: Final = "文字编码无法识别，内容是乱码 · the text is garbled: its encoding cannot be told"
DAMAGED: Final = "文件损坏或不完整 · the file is damaged or truncated"
ENTITY: Final = (
    "文件含 XML 实体声明（DTD），出于安全未展开 · the file declares XML entities (DTD), which are never resolved"
)
UNSUPPORTED: Final = "不支持的文件格式 · this file format is not supported"

_HINTS: Final = {
    ENCRYPTED: "去掉口令后另存再试 · save it without the password",
    EMPTY: "检查文件是否下载完整 · check that the download finished",
    BLANK: "检查文件内容 · check what the file holds",
    SCANNED: "安装文字识别后重试：pip install 'liantu[ocr]' · install text recognition and read it again",
    GARBLED: "重新导出 PDF，或安装文字识别：pip install 'liantu[ocr]' · export it again, or install text recognition",
    UNKNOWN_TEXT: "用 UTF-8 另存再试 · save it as UTF-8",
    DAMAGED: "重新下载或由原程序另存 · download it again, or save it again from its program",
    ENTITY: "用办公软件另存一份 · save a fresh copy from an office program",
    UNSUPPORTED: "用办公软件另存为 docx xlsx pptx pdf，或 txt md html csv jsonl parquet · save it as one of these",
}


def unreadable(reason: str, detail: str = "") -> Unreadable:
    """The error for one of the reasons above, with what exactly was met in brackets."""
    return Unreadable(f"{reason}（{detail}）" if detail else reason, _HINTS.get(reason, ""))


def too_large(what: str, limit: str) -> Unreadable:
    """The error for a file that goes beyond one of `ingest.limits`; `what` is said in Chinese · English."""
    chinese, _, english = what.partition(" · ")
    return Unreadable(
        f"{chinese}过大，超出上限 {limit} · too large: {english or chinese} exceeds the limit of {limit}",
        "拆分后再导入 · split it first",
    )
