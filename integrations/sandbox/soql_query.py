"""What a SOQL query is once it is read."""

from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Literal:
    kind: str  # string | datetime | date | number | boolean | null | period
    text: str  # a string's body with its escapes, otherwise as written; a period is a date literal's name
    count: int = 0  # of LAST_N_DAYS:n


@dataclass(frozen=True)
class Compare:
    path: Path
    sign: str  # = != < <= > >= LIKE
    literal: Literal


@dataclass(frozen=True)
class Among:
    path: Path
    options: "tuple[Literal, ...] | Query"
    negated: bool


@dataclass(frozen=True)
class Not:
    inner: "Condition"


@dataclass(frozen=True)
class Group:
    sign: str  # AND | OR
    parts: "tuple[Condition, ...]"


Condition: TypeAlias = Compare | Among | Not | Group


@dataclass(frozen=True)
class Aggregate:
    function: str
    path: Path | None  # None is COUNT()
    alias: str | None


@dataclass(frozen=True)
class AllFields:
    kind: str  # ALL | STANDARD | CUSTOM


@dataclass(frozen=True)
class Order:
    path: Path
    descending: bool
    nulls_last: bool


@dataclass(frozen=True)
class Query:
    select: "tuple[Path | Aggregate | AllFields | Query, ...]"
    source: str  # an object, or in a child query a relationship
    where: Condition | None
    group_by: tuple[Path, ...]
    order_by: tuple[Order, ...]
    limit: int | None
    offset: int


def without_alias(query: Query, names: frozenset[str]) -> Query:
    """The query with `Account.` or an alias of the source cut from the front of its paths."""

    def cut(path: Path) -> Path:
        return path[1:] if len(path) > 1 and path[0].lower() in names else path

    def within(condition: Condition) -> Condition:
        match condition:
            case Compare():
                return Compare(cut(condition.path), condition.sign, condition.literal)
            case Among():
                return Among(cut(condition.path), condition.options, condition.negated)
            case Not():
                return Not(within(condition.inner))
            case Group():
                return Group(condition.sign, tuple(within(part) for part in condition.parts))

    return Query(
        tuple(cut(each) if isinstance(each, tuple) else each for each in query.select),
        query.source,
        within(query.where) if query.where else None,
        tuple(cut(path) for path in query.group_by),
        tuple(Order(cut(each.path), each.descending, each.nulls_last) for each in query.order_by),
        query.limit,
        query.offset,
    )
