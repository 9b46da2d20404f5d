"""Errors as the Salesforce REST API answers them: a list of {errorCode, message, fields} and a status.

Codes and statuses: REST API Developer Guide, "Status Codes and Error Responses".
"""


class ApiError(Exception):
    """One refusal; rendered on the wire by `body`."""

    def __init__(self, status: int, code: str, message: str, fields: tuple[str, ...] | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields

    def body(self) -> list[dict[str, object]]:
        """The JSON body of the answer."""
        error: dict[str, object] = {"message": self.message, "errorCode": self.code}
        if self.fields is not None:
            error["fields"] = list(self.fields)
        return [error]

    def result(self) -> dict[str, object]:
        """The same error inside a collection's save result, where the code is called `statusCode`."""
        return {"statusCode": self.code, "message": self.message, "fields": list(self.fields or ())}


def not_found(message: str = "The requested resource does not exist") -> ApiError:
    """404 for a row, an object or a path that never existed."""
    return ApiError(404, "NOT_FOUND", message)


def malformed(message: str) -> ApiError:
    """400 for a query the grammar has no place for."""
    return ApiError(400, "MALFORMED_QUERY", message)


def rejected(code: str, message: str, *fields: str) -> ApiError:
    """400 for a write that breaks a rule of the schema; `fields` are the API names concerned."""
    return ApiError(400, code, message, fields)
