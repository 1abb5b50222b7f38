import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access.guard import guard_of
from api.access.trail import HEAD, LOG, Deed, Trail
from api.pages.rooms.accounts import audit_page

TEXT = st.text(max_size=20)
DEEDS = st.lists(st.builds(Deed, TEXT, TEXT, TEXT, TEXT, st.integers(0, 599)), min_size=3, max_size=6)
FORGERIES: dict[str, Callable[[list[bytes], int], list[bytes]]] = {
    "changed": lambda lines, at: [*lines[:at], _changed(lines[at]), *lines[at + 1 :]],
    "removed": lambda lines, at: lines[:at] + lines[at + 1 :],
    "inserted": lambda lines, at: [*lines[:at], lines[at], *lines[at:]],
    "swapped": lambda lines, at: [*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]],
    "written otherwise": lambda lines, at: [*lines[:at], lines[at].replace(b":", b": ", 1), *lines[at + 1 :]],
    "no entry": lambda lines, at: [*lines[:at], b"null", *lines[at + 1 :]],
    "cut off": lambda lines, at: lines[:at],
}


def _changed(line: bytes) -> bytes:
    row = json.loads(line)
    return json.dumps({**row, "status": row["status"] + 1}, sort_keys=True, separators=(",", ":")).encode()


@given(DEEDS, st.data())
def test_every_entry_that_is_changed_removed_or_put_in_is_found(deeds: list[Deed], data: st.DataObject) -> None:
    with TemporaryDirectory() as place:
        trail = Trail(Path(place))
        for deed in deeds:
            trail.note(deed)
        assert trail.verify().faults == ()
        log = Path(place) / "access" / LOG
        lines = log.read_bytes().splitlines()
        forge = FORGERIES[data.draw(st.sampled_from(sorted(FORGERIES)))]
        forged = forge(lines, data.draw(st.integers(0, len(lines) - 2)))
        log.write_bytes(b"".join(line + b"\n" for line in forged))
        assert trail.verify().faults


def test_the_log_goes_on_after_a_restart_and_is_its_owners_alone(tmp_path: Path) -> None:
    for number in range(3):
        Trail(tmp_path).note(Deed("a" * 600, f"did {number}", "一" * 600, "\U0001f600" * 600))
    trail = Trail(tmp_path)
    assert (trail.verify().entries, trail.verify().faults) == (3, ())
    assert [row["n"] for row in trail.entries(last=2)] == [2, 3]
    for name in (LOG, HEAD):
        assert (tmp_path / "access" / name).stat().st_mode & 0o777 == 0o600


def test_a_chain_made_anew_differs_from_the_head_that_was_noted(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    trail.note(Deed("a", "x"))
    noted = f"1:{trail.verify().head}"
    assert trail.verify(noted).faults == ()
    (tmp_path / "access" / LOG).unlink()
    trail.note(Deed("b", "x"))
    assert trail.verify().faults == ()
    assert trail.verify(noted).faults


def test_a_text_cannot_make_a_line_of_its_own(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    trail.note(Deed('a\n{"n": 2}', "x\r\ny"))
    assert trail.verify().entries == 1


@pytest.mark.parametrize("expected", ["", "0:x", "1:x", "x"])
def test_an_empty_log_is_whole_and_has_no_head(tmp_path: Path, expected: str) -> None:
    verdict = Trail(tmp_path).verify(expected)
    assert verdict.entries == 0
    assert bool(verdict.faults) == bool(expected)


def test_the_page_of_the_audit_shows_a_chain_with_an_entry_of_no_fields(tmp_path: Path) -> None:
    guard = guard_of(tmp_path)
    guard.trail.note(Deed("boss", "sign-in"))
    with (tmp_path / "access" / LOG).open("ab") as log:
        log.write(b"{}\n")
    page = audit_page(guard)
    assert page["verdict"].faults
    assert page["sheets"]["audit"].rows[0] == (None,) * 7
