"""Who gets in: keys once there is [auth], this machine alone without it."""

from __future__ import annotations

import httpx
import pytest

from copilot.api.access import check_host
from copilot.core.errors import SettingsError
from copilot.core.sections import AuthSettings
from copilot.core.settings import Settings
from support_service import bearer, is_problem

CALLS = [
    ("POST", "/v1/search", {"query": "x"}),
    ("POST", "/v1/ask", {"question": "x"}),
    ("GET", "/v1/documents/desk:T-1", None),
]


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer("wrong"),
        {"Authorization": "Bearer"},
        {"Authorization": "public-key"},
        {"Authorization": "Basic public-key"},
        bearer("é"),
    ],
    ids=["none", "wrong", "empty", "no scheme", "basic", "not ascii"],
)
def test_without_a_valid_key_everything_under_v1_is_401(
    locked: httpx.Client, method: str, path: str, body: object, headers: dict[str, str]
) -> None:
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    response = locked.request(method, path, json=body, headers=encoded)
    assert is_problem(response, 401)
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("body", [{"question": ""}, {"nonsense": 1}, []])
def test_who_has_no_key_learns_nothing_about_the_request(locked: httpx.Client, body: object) -> None:
    assert locked.post("/v1/ask", json=body).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/panel"])
def test_the_watchers_need_no_key(locked: httpx.Client, path: str) -> None:
    assert locked.get(path).status_code == 200


def test_with_a_key_any_host_may_be_named(locked: httpx.Client) -> None:
    headers = {**bearer("public-key"), "Host": "balie.example"}
    assert locked.post("/v1/search", json={"query": "x"}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8080", "under_score.evil.example", "evil.example:port",
     "localhost.", "[::2]", "127.0.0.1, evil.example", "a@127.0.0.1", "0.0.0.0"],
)  # fmt: skip
@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_without_auth_another_name_for_this_machine_is_refused(
    client: httpx.Client, method: str, path: str, body: object, host: str
) -> None:
    assert is_problem(client.request(method, path, json=body, headers={"Host": host}), 421)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9999", "LOCALHOST", "[::1]", "[::1]:80"])
def test_without_auth_this_machine_may_ask(client: httpx.Client, host: str) -> None:
    assert client.post("/v1/search", json={"query": "x"}, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "balie.example", ""])
def test_serving_the_network_without_auth_is_refused_with_the_cure(host: str) -> None:
    with pytest.raises(SettingsError, match=r"without \[auth\]") as refused:
        check_host(Settings(), host)
    assert "[[auth.keys]]" in refused.value.fix
    check_host(Settings(auth=AuthSettings()), host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_serving_this_machine_needs_no_auth(host: str) -> None:
    check_host(Settings(), host)
