"""What can go wrong, as few kinds as possible; each carries the exit code of the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assign.messages import Message, Value


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # the plan cannot be made, or is wrong
    WARNING = "warning"  # the plan can be made, on an assumption worth reading
    NOTE = "note"  # good to know


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one place in the data.

    Parameters
    ----------
    code
        Stable code, e.g. ``"column-missing"``; its sentences (what, expected, cure) stand in `show/words`
        under ``fault.<code>.what``, ``fault.<code>.expected`` and ``fault.<code>.cure``.
    severity
        Errors stop the run; warnings and notes go into the report.
    file, sheet, row, column
        Where: ``row`` is the row a person sees (the header of a table is row 1; the first feature of a layer is 1).
    found
        What stands there, shortened to 80 characters.
    values
        Further values for the sentences.
    shape
        WKB in WGS 84 of what is faulty on the ground, for the layer of faults; empty where there is none.
    """

    code: str
    severity: Severity = Severity.ERROR
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    shape: bytes = field(default=b"", repr=False, compare=False)

    @property
    def place(self) -> str:
        """The place as ``file › sheet › row › column``, parts that are not known left out."""
        row = "" if self.row is None else f"row {self.row}"
        return " › ".join(part for part in (self.file, self.sheet, row, self.column) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: found {self.found!r}"


class AssignError(Exception):
    """Base of all errors that a user can cause; `exit_code` is the contract's."""

    exit_code = 1

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as it is: `args` hold the text only, not what the constructor was given."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[AssignError], args: tuple[object, ...], state: Mapping[str, object]) -> AssignError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class DataError(AssignError, ValueError):
    """The data has faults; all of them at once in `faults` (exit 1)."""

    exit_code = 1

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(str(fault) for fault in self.faults[:5])
        more = f" (and {len(self.faults) - 5} more)" if len(self.faults) > 5 else ""
        super().__init__(f"{len(self.faults)} fault(s) in the data: {shown}{more}")


class UsageError(AssignError, ValueError):
    """The command or call itself is wrong (exit 2)."""

    exit_code = 2

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(f"{message.key}: {dict(message.values)}")


class ImpossibleError(AssignError):
    """Wishes that `must` hold collide; `collisions` name who, in numbers, and the remedies (exit 3).

    `hint` is what else to do, where somebody has set it.
    """

    exit_code = 3

    def __init__(self, collisions: Sequence[Message]) -> None:
        self.collisions = tuple(collisions)
        self.hint: Message | None = None
        super().__init__("; ".join(f"{message.key}: {dict(message.values)}" for message in self.collisions))


class NoPlanError(AssignError):
    """No plan was found in the time or size allowed (exit 4)."""

    exit_code = 4

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(f"{message.key}: {dict(message.values)}")


class UnsoundPlanError(AssignError):
    """The verifier refused a plan of the optimiser: a fault of the program, never of the data (exit 5)."""

    exit_code = 5

    def __init__(self, findings: tuple[object, ...]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} finding(s): {findings[:5]}")
