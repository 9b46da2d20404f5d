"""One REST request and its answer, apart from HTTP, so that composite can carry the same ones inside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from integrations.sandbox.salesforce_errors import ApiError
from integrations.sandbox.salesforce_store import Actor


@dataclass(frozen=True)
class Call:
    method: str
    segments: tuple[str, ...]  # of the path behind /services/data/vXX.0, percent-decoded
    query: Mapping[str, str]
    payload: object  # the parsed JSON body, None without one
    headers: Mapping[str, str]  # names in lower case
    version: str  # "v60.0"
    actor: Actor

    @property
    def base(self) -> str:
        """Where this version's resources live."""
        return f"/services/data/{self.version}"

    def mapping(self) -> dict[str, object]:
        """The body as a JSON object.

        Raises:
            ApiError: 400 JSON_PARSER_ERROR.
        """
        if not isinstance(self.payload, dict):
            raise ApiError(
                400, "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has none"
            )
        return self.payload

    def allow(self, *methods: str) -> None:
        """Check the method.

        Raises:
            ApiError: 405 METHOD_NOT_ALLOWED.
        """
        if self.method not in methods:
            raise ApiError(
                405,
                "METHOD_NOT_ALLOWED",
                f"HTTP Method '{self.method}' not allowed. Allowed are {','.join(methods)}",
            )


@dataclass(frozen=True)
class Answer:
    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
