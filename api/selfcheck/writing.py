"""The file itself: page, style, scripts and content in one. Its seal lets run these scripts and nothing else.

The content security policy names the hashes of the style and the script and forbids every request, so that a browser
with a network asks nobody either.
"""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any, Final

_SCRIPTS: Final = ("dom", "names", "figures", "judging", "steps", "chain", "form", "place", "help", "apply", "start")


def file_of(content: dict[str, Any]) -> str:
    """The HTML text of a file with this content."""
    style, script = _part("style.css"), _script()
    text = _part("page.html")
    marks = {
        "%SEAL%": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'",
        "%TITLE%": escape(f"{content['chain']} · {content['region']} · 三分钟自诊断"),
        "%STYLE%": style,
        "%SCRIPT%": script,
        "%DATA%": _embedded(content),
    }
    for mark, value in marks.items():
        text = text.replace(mark, value, 1)
    return text


def _script() -> str:
    """All scripts in one closed function: none of their names reaches the page."""
    return "(() => {\n'use strict';\n" + "\n".join(_part(f"{name}.js") for name in _SCRIPTS) + "\n})();"


def _part(name: str) -> str:
    return files("api.selfcheck").joinpath("page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _embedded(content: dict[str, Any]) -> str:
    """JSON that no text in it can end or turn into markup."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")
