"""The server for trying and testing: what it fetches and what it says when it cannot."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from api.neo4j_server import fetch_server, missing_tools, server
from ontology.errors import MissingTool

MAVEN = "{http://maven.apache.org/POM/4.0.0}"


def test_the_version_is_the_one_maven_fetches() -> None:
    pom = ElementTree.parse(Path(server.__file__).with_name("pom.xml"))
    assert [found.text for found in pom.iter(f"{MAVEN}version")] == ["1", server.VERSION]


def test_jars_that_are_there_are_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    folder = tmp_path / server.VERSION / "lib"
    folder.mkdir(parents=True)
    assert fetch_server(tmp_path) == folder


def test_a_machine_without_java_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert missing_tools() == ("java", "mvn")
    with pytest.raises(MissingTool) as raised:
        fetch_server(tmp_path)
    assert "JDK 17" in raised.value.hint
