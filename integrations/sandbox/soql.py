"""SOQL read by recursive descent (SOQL and SOSL Reference); what the grammar has no place for is refused.

Read: parent paths, child queries, COUNT() and the aggregates with GROUP BY, FIELDS(), WHERE with AND, OR,
NOT, IN, LIKE and semi-joins, date literals, ORDER BY, LIMIT, OFFSET. `FOR UPDATE|VIEW|REFERENCE` is ignored.
Refused: HAVING, TYPEOF, WITH, USING, ALL ROWS, and AND beside OR without parentheses, as Salesforce does.
"""

import re
from dataclasses import dataclass

from integrations.sandbox.salesforce_errors import ApiError, malformed
from integrations.sandbox.soql_query import (
    Aggregate,
    AllFields,
    Among,
    Compare,
    Condition,
    Group,
    Literal,
    Not,
    Order,
    Path,
    Query,
    without_alias,
)

AGGREGATES = frozenset({"COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"})
_WORDS = frozenset(
    {"SELECT", "FROM", "WHERE", "GROUP", "ORDER", "BY", "LIMIT", "OFFSET", "FOR", "HAVING", "WITH", "USING"}
    | {"TYPEOF", "AND", "OR", "NOT", "IN", "LIKE", "ALL"}
)
_TOKEN = re.compile(
    r"""\s+
    |(?P<string>'(?:[^'\\]|\\.)*')
    |(?P<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))
    |(?P<date>\d{4}-\d\d-\d\d)
    |(?P<number>[+-]?\d+(?:\.\d+)?)
    |(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    |(?P<sign>!=|<>|<=|>=|[=<>(),:])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str) -> Query:
    """The query that `text` says.

    Raises:
        ApiError: 400 MALFORMED_QUERY with the place of the first token that fits nowhere.
    """
    try:
        return _Parser(text).query_to_the_end()
    except RecursionError as error:
        raise malformed("the query is nested too deeply") from error


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise malformed(_marked(text, at, f"unexpected token: '{text[at]}'"))
        if found.lastgroup:
            tokens.append(_Token(found.lastgroup, found[found.lastgroup], at))
        at = found.end()
    return [*tokens, _Token("end", "<EOF>", len(text))]


def _marked(text: str, at: int, message: str) -> str:
    return f"\n{text[max(0, at - 40) : at + 40]}\n^\nERROR at Row:1:Column:{at + 1}\n{message}"


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._all = _tokens(text)
        self._next = 0

    def query_to_the_end(self) -> Query:
        query = self._query(nested=False)
        if self._peek.kind != "end":
            raise self._unexpected()
        return query

    @property
    def _peek(self) -> _Token:
        return self._all[self._next]

    def _unexpected(self) -> ApiError:
        return malformed(_marked(self._text, self._peek.at, f"unexpected token: '{self._peek.text}'"))

    def _is(self, *words: str) -> bool:
        following = self._all[self._next : self._next + len(words)]
        return [token.text.upper() for token in following if token.kind in ("name", "sign")] == list(words)

    def _take(self, *words: str) -> bool:
        if not self._is(*words):
            return False
        self._next += len(words)
        return True

    def _expect(self, *words: str) -> None:
        if not self._take(*words):
            raise self._unexpected()

    def _of(self, kind: str) -> str:
        token = self._peek
        if token.kind != kind:
            raise self._unexpected()
        self._next += 1
        return token.text

    def _path(self) -> Path:
        if self._peek.text.upper() in _WORDS:
            raise self._unexpected()
        return tuple(self._of("name").split("."))

    def _whole(self) -> int:
        text = self._of("number")
        if not text.isdigit():
            self._next -= 1
            raise self._unexpected()
        return int(text)

    def _query(self, *, nested: bool) -> Query:
        self._expect("SELECT")
        select = [self._selected(nested=nested)]
        while self._take(","):
            select.append(self._selected(nested=nested))
        self._expect("FROM")
        source = ".".join(self._path())
        names = {source.lower()}
        if self._peek.kind == "name" and self._peek.text.upper() not in _WORDS | {"NULLS"}:
            names.add(self._of("name").lower())
        where = self._condition() if self._take("WHERE") else None
        group_by = self._list_of_paths() if self._take("GROUP", "BY") else ()
        order_by = self._orders() if self._take("ORDER", "BY") else ()
        limit = self._whole() if self._take("LIMIT") else None
        offset = self._whole() if self._take("OFFSET") else 0
        if self._take("FOR") and not any(self._take(word) for word in ("UPDATE", "VIEW", "REFERENCE")):
            raise self._unexpected()
        query = Query(tuple(select), source, where, group_by, order_by, limit, offset)
        return without_alias(query, frozenset(names))

    def _selected(self, *, nested: bool) -> "Path | Aggregate | AllFields | Query":
        if not nested and self._take("("):
            child = self._query(nested=True)
            self._expect(")")
            return child
        path = self._path()
        if not self._take("("):
            return path
        function = ".".join(path).upper()
        if function == "FIELDS":
            kind = self._of("name").upper()
            self._expect(")")
            if kind in ("ALL", "STANDARD", "CUSTOM"):
                return AllFields(kind)
        if function not in AGGREGATES or nested:
            self._next -= 1
            raise self._unexpected()
        over = None if self._is(")") else self._path()
        self._expect(")")
        if over is None and function != "COUNT":
            self._next -= 1
            raise self._unexpected()
        named = self._peek.kind == "name" and self._peek.text.upper() not in _WORDS
        return Aggregate(function, over, self._of("name") if named else None)

    def _list_of_paths(self) -> tuple[Path, ...]:
        paths = [self._path()]
        while self._take(","):
            paths.append(self._path())
        return tuple(paths)

    def _orders(self) -> tuple[Order, ...]:
        orders = [self._order()]
        while self._take(","):
            orders.append(self._order())
        return tuple(orders)

    def _order(self) -> Order:
        path = self._path()
        descending = self._take("DESC")
        if not descending:
            self._take("ASC")
        last = self._take("NULLS", "LAST")
        if not last:
            self._take("NULLS", "FIRST")
        return Order(path, descending, last)

    def _condition(self) -> Condition:
        parts = [self._simple()]
        sign = "AND" if self._is("AND") else "OR"
        while self._take(sign):
            parts.append(self._simple())
        return parts[0] if len(parts) == 1 else Group(sign, tuple(parts))

    def _simple(self) -> Condition:
        if self._take("NOT"):
            return Not(self._simple())
        if self._take("("):
            inner = self._condition()
            self._expect(")")
            return inner
        path = self._path()
        negated = self._take("NOT", "IN")
        if negated or self._take("IN"):
            return Among(path, self._options(), negated)
        if self._take("LIKE"):
            return Compare(path, "LIKE", Literal("string", self._of("string")[1:-1]))
        sign = self._peek.text
        if sign not in ("=", "!=", "<>", "<", "<=", ">", ">="):
            raise self._unexpected()
        self._next += 1
        return Compare(path, "!=" if sign == "<>" else sign, self._literal())

    def _options(self) -> "tuple[Literal, ...] | Query":
        self._expect("(")
        if self._is("SELECT"):
            inner = self._query(nested=True)
            self._expect(")")
            return inner
        options = [self._literal()]
        while self._take(","):
            options.append(self._literal())
        self._expect(")")
        return tuple(options)

    def _literal(self) -> Literal:
        token = self._peek
        self._next += 1
        if token.kind == "string":
            return Literal("string", token.text[1:-1])
        if token.kind in ("number", "date", "datetime"):
            return Literal(token.kind, token.text)
        word = token.text.upper()
        if token.kind == "name" and word in ("TRUE", "FALSE"):
            return Literal("boolean", word)
        if token.kind == "name" and word == "NULL":
            return Literal("null", word)
        if token.kind == "name" and word not in _WORDS and "." not in word:
            return Literal("period", word, self._whole() if self._take(":") else 0)
        self._next -= 1
        raise self._unexpected()
