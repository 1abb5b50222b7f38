"""Pictures as files: SVG and HTML are written here, PNG through a Chromium that stands on the machine."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from api import answers
from api.workspace import Workspace
from ontology.errors import BadInput, UnknownChain, Unreachable

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")


def write_picture(workspace: Workspace, target: str, region: str | None, out: Path | None) -> Path:
    """Draw a chain, or an entity's neighbourhood, into a file named by its suffix.

    Raises:
        BadInput: a suffix that is none of .html .svg .png, or SVG of an entity.
        UnknownEntity: neither a chain nor an entity has this id or name.
        Unreachable: PNG where no Chromium is installed.
    """
    path = out or Path(f"{target.replace(':', '-').replace('/', '-')}.html")
    suffix = path.suffix.lower()
    if suffix not in {".html", ".svg", ".png"}:
        raise BadInput(f"不认识图片格式 {suffix!r}，可用 .html .svg .png · unknown picture format {suffix!r}")
    try:
        workspace.chain(target)
    except UnknownChain:
        return _write_ego(workspace, target, path)
    if suffix == ".html":
        path.write_text(answers.chain_file(workspace, target, region), encoding="utf-8")
        return path
    svg = answers.chain_picture(workspace, target, region)
    if suffix == ".png":
        _write_png(svg, path)
    else:
        path.write_text(svg, encoding="utf-8")
    return path


def _write_ego(workspace: Workspace, target: str, path: Path) -> Path:
    if path.suffix.lower() != ".html":
        raise BadInput("实体关系图只有 .html · the picture of an entity is .html only")
    path.write_text(answers.ego_file(workspace, target), encoding="utf-8")
    return path


def _write_png(svg: str, path: Path) -> None:
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise Unreachable(
            "生成 PNG 需要本机安装 Chromium · a PNG needs Chromium on this machine",
            "改用 --out 图.svg 或 图.html · use .svg or .html",
        )
    width, height = (int(svg.split(f'{side}="', 1)[1].split('"', 1)[0]) for side in ("width", "height"))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "picture.html"
        page.write_text(f'<meta charset="utf-8"><body style="margin:0">{svg}', encoding="utf-8")
        subprocess.run(  # noqa: S603 — a browser found on the PATH, arguments of our own
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--force-device-scale-factor=2",
                "--disable-background-networking", f"--user-data-dir={folder}/profile",
                f"--window-size={width},{height}", f"--screenshot={path.resolve()}", page.as_uri(),
            ],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
