"""The `liantu` command. One file a group of commands; each command parses, calls one function, prints."""

import sys

from api.cli.app import app
from api.cli.printing import print_problem
from ontology.errors import LiantuError


def main() -> None:
    """Run the command line: exit 0 done, 1 a clear error, 2 usage."""
    # each adds its commands to the app
    from api.cli import (
        access,
        assistant,
        board,
        build,
        chains,
        compare,
        explore,
        export,
        identity,
        indices,
        market,
        measure,
        policies,
        question,
        reports,
        review,
        selfcheck,
        serve,
        shock,
        sparql,
        train,
        upkeep,
        webhooks,
    )

    assert all(
        (
            access,
            assistant,
            board,
            build,
            chains,
            compare,
            explore,
            export,
            identity,
            indices,
            market,
            measure,
            policies,
            question,
            reports,
            review,
            selfcheck,
            serve,
            shock,
            sparql,
            train,
            upkeep,
            webhooks,
        )
    )
    try:
        app()
    except LiantuError as problem:
        print_problem(problem, as_json="--json" in sys.argv)
        sys.exit(1)
