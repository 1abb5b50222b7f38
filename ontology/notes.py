"""Notes that users write beside their data: one small YAML mapping a file, such as source.yaml, thresholds.yaml."""

from pathlib import Path
from typing import Any

import yaml

from ontology.errors import BadInput


def read_note(path: Path) -> dict[str, Any]:
    """The keys and values of a note; none where it is empty.

    Raises:
        BadInput: the file cannot be read, is no YAML in UTF-8, or holds something else than a mapping.
    """
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(f"读不到 {path}：{error.strerror} · cannot read it", "核对权限 · check the rights") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} 不是 UTF-8 编码的 YAML · is no YAML in UTF-8", f"{error}") from error
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise BadInput(f"{path} 不是“字段: 值”的形式 · is no mapping", "每行写一个“字段: 值” · write `key: value`")
    return {str(key): value for key, value in given.items()}
