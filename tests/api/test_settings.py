from pathlib import Path

from api.settings import read_settings

ENVIRONMENT = {"LIANTU_WORKSPACE": "/data", "LIANTU_GRAPH": "bolt://there:7687", "LIANTU_GRAPH_PASSWORD": "secret"}


def test_without_anything_the_workspace_is_a_folder_here_and_the_graph_is_embedded() -> None:
    settings = read_settings(environment={})
    assert (settings.workspace, settings.graph, settings.graph_user) == (Path("liantu-data"), "", "neo4j")


def test_the_environment_goes_before_the_defaults() -> None:
    settings = read_settings(environment=ENVIRONMENT)
    assert (settings.workspace, settings.graph) == (Path("/data"), "bolt://there:7687")
    assert settings.graph_password == "secret"


def test_an_option_goes_before_the_environment() -> None:
    settings = read_settings(Path("here"), "neo4j://other", environment=ENVIRONMENT)
    assert (settings.workspace, settings.graph) == (Path("here"), "neo4j://other")


def test_an_empty_graph_option_asks_for_the_embedded_graph() -> None:
    assert read_settings(graph="", environment=ENVIRONMENT).graph == ""


def test_an_empty_variable_counts_as_none() -> None:
    assert read_settings(environment={"LIANTU_WORKSPACE": ""}).workspace == Path("liantu-data")
