"""OAuth 2.0 at the token endpoint: client credentials and JWT bearer (Salesforce Help, "OAuth Authorization Flows")."""

import base64
import binascii
import json
import secrets
import time
from collections.abc import Mapping

from integrations.sandbox.salesforce_call import Answer
from integrations.sandbox.salesforce_store import Store
from integrations.sandbox.salesforce_values import Row

INSTANCE_URL = "https://dealhand-dev-ed.my.salesforce.com"
CLIENT_ID = "sandbox-client"
CLIENT_SECRET = "sandbox-secret"  # noqa: S105 - the sandbox's published throw-away secret
_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_AUDIENCES = ("https://login.salesforce.com", "https://test.salesforce.com", INSTANCE_URL)
_SCOPE = "api"


class Sessions:
    """Hands out access tokens and knows whose they are."""

    def __init__(self, store: Store, organization_id: str, integration_user: str) -> None:
        self._store = store
        self._organization = organization_id
        self._integration_user = integration_user
        self._users: dict[str, str] = {}

    def user_of(self, authorization: str) -> str | None:
        """The id of the user an `Authorization: Bearer` header stands for; None without a live session."""
        scheme, _, token = authorization.partition(" ")
        return self._users.get(token.strip()) if scheme.lower() in ("bearer", "oauth") else None

    def expire(self) -> None:
        """End every session."""
        self._users.clear()

    def token(self, form: Mapping[str, str], authorization: str) -> Answer:
        """Answer a POST to /services/oauth2/token."""
        match form.get("grant_type"):
            case "client_credentials":
                return self._client_credentials(form, authorization)
            case grant if grant == _JWT_GRANT:
                return self._jwt_bearer(form.get("assertion", ""))
        return refused("unsupported_grant_type", "grant type not supported")

    def _client_credentials(self, form: Mapping[str, str], authorization: str) -> Answer:
        client, secret = form.get("client_id", ""), form.get("client_secret", "")
        if authorization.lower().startswith("basic "):
            try:
                client, _, secret = base64.b64decode(authorization[6:], validate=True).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                return refused("invalid_client", "invalid client credentials")
        if client != CLIENT_ID:
            return refused("invalid_client_id", "client identifier invalid")
        if secret != CLIENT_SECRET:
            return refused("invalid_client", "invalid client credentials")
        return self._granted(self._integration_user)

    def _jwt_bearer(self, assertion: str) -> Answer:
        try:
            header, claims = (_decoded(part) for part in assertion.split(".")[:2])
            expires = float(str(claims.get("exp")))  # simple-salesforce sends it as text
        except ValueError:
            return refused("invalid_grant", "invalid assertion")
        user = self._user_called(str(claims.get("sub")))
        if claims.get("iss") != CLIENT_ID:
            return refused("invalid_client_id", "client identifier invalid")
        if header.get("alg") != "RS256" or assertion.count(".") != 2:  # noqa: PLR2004 - three parts make a JWT
            return refused("invalid_grant", "invalid assertion")
        if claims.get("aud") not in _AUDIENCES:
            return refused("invalid_grant", "audience is invalid")
        if user is None or expires < time.time():  # a token's life is machine time, not the world's
            known = "expired assertion" if user else "user hasn't approved this consumer"
            return refused("invalid_grant", known)
        return (
            self._granted(str(user["Id"])) if user["IsActive"] else refused("invalid_grant", "inactive user")
        )

    def _user_called(self, username: str) -> Row | None:
        for user in self._store.rows("User"):
            if username.lower() in (str(user["Username"]).lower(), str(user["Email"]).lower()):
                return user
        return None

    def _granted(self, user_id: str) -> Answer:
        token = f"{self._organization[:15]}!{secrets.token_urlsafe(48)}"
        self._users[token] = user_id
        issued = str(int(time.time() * 1000))
        return Answer(
            200,
            {
                "access_token": token,
                "signature": secrets.token_urlsafe(32),
                "scope": _SCOPE,
                "instance_url": INSTANCE_URL,
                "id": f"https://login.salesforce.com/id/{self._organization}/{user_id}",
                "token_type": "Bearer",
                "issued_at": issued,
            },
        )

    def userinfo(self, user_id: str) -> Answer:
        """GET /services/oauth2/userinfo: who the session belongs to."""
        user = self._store.peek("User", user_id) or {}
        return Answer(
            200,
            {
                "sub": f"https://login.salesforce.com/id/{self._organization}/{user_id}",
                "user_id": user_id,
                "organization_id": self._organization,
                "preferred_username": user.get("Username"),
                "name": user.get("Name"),
                "email": user.get("Email"),
                "zoneinfo": user.get("TimeZoneSidKey"),
                "active": user.get("IsActive"),
            },
        )


def refused(error: str, description: str) -> Answer:
    """A token endpoint's 400 (RFC 6749, 5.2)."""
    return Answer(400, {"error": error, "error_description": description})


def _decoded(part: str) -> dict[str, object]:
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found if isinstance(found, dict) else {}
