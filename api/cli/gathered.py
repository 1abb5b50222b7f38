"""Options of a command that belong together, in one parameter: a dataclass whose fields are the options.

Typer reads what a command takes off its signature, and knows no parameter that is several options, as FastAPI's
`Depends` is for routes. So it is shown a signature in which the fields stand in the place of their dataclass.
"""

from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any


def gathered(command: Callable[..., None]) -> Callable[..., None]:
    """The command as Typer is to see it; no field may have the name of another parameter."""
    parameters = _parameters(command)
    groups: dict[str, type] = {one.name: one.annotation for one in parameters if _is_group(one.annotation)}
    fields = {name: _parameters(group) for name, group in groups.items()}

    @wraps(command)
    def spread(**given: Any) -> None:
        made = {name: groups[name](**{one.name: given.pop(one.name) for one in fields[name]}) for name in groups}
        command(**given, **made)

    shown = (one for each in parameters for one in fields.get(each.name, [each]))
    named = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in shown]
    spread.__signature__ = Signature(named)  # type: ignore[attr-defined]  # what `inspect.signature` tells Typer
    return spread


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and is_dataclass(annotation)


def _parameters(of: Callable[..., Any]) -> Iterable[Parameter]:
    return tuple(signature(of, eval_str=True).parameters.values())
