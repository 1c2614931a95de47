"""The deployment files: their schemas, what they agree on, and their policy and configuration on a real server."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from stackgrade import ruleset
from stackgrade.opa import bundle
from tests.opa import servers
from tests.opa.servers import OPA, Server, needs_opa, opa

DEPLOY = ruleset.FOLDER.parent / "deploy"
MANIFESTS = sorted(DEPLOY.glob("kubernetes/*.yaml"))
TOKENS = {"STACKGRADE_CLIENT_TOKEN": "client", "STACKGRADE_ADMIN_TOKEN": "admin"}


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


COMPOSE = load(DEPLOY / "compose.yaml")
KUSTOMIZATION = load(DEPLOY / "kustomization.yaml")
BY_KIND = {load(path)["kind"]: load(path) for path in MANIFESTS}
POD = BY_KIND["Deployment"]["spec"]["template"]
(CONTAINER,) = POD["spec"]["containers"]


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_kubernetes_takes_the_manifests(path: Path) -> None:
    kubernetes_validate.validate(load(path), "1.33", strict=True)


def test_compose_takes_the_file() -> None:
    schema = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    jsonschema.validate(COMPOSE, json.loads(schema.read_text(encoding="utf-8")))


def test_all_files_that_are_named_exist() -> None:
    named = [*KUSTOMIZATION["resources"], *KUSTOMIZATION["configMapGenerator"][0]["files"]]
    for service in COMPOSE["services"].values():
        named += [volume.split(":")[0] for volume in service["volumes"] if "bundles" not in volume]
    assert [name for name in named if not (DEPLOY / name).is_file()] == []
    assert sorted(KUSTOMIZATION["resources"]) == [f"kubernetes/{path.name}" for path in MANIFESTS]


def test_both_run_the_pinned_version_the_same_way() -> None:
    makefile = (DEPLOY.parent / "Makefile").read_text(encoding="utf-8")
    version = re.search(r"^OPA_VERSION := (.*)$", makefile, re.MULTILINE)
    assert version is not None
    service = COMPOSE["services"]["opa"]
    assert service["image"] == CONTAINER["image"] == f"openpolicyagent/opa:{version[1]}-static"
    command = [part.replace("/config/", "/opa/") for part in CONTAINER["args"]]
    assert service["command"] == command
    assert service["deploy"]["replicas"] == BY_KIND["Deployment"]["spec"]["replicas"] >= 3


def test_the_manifests_fit_together() -> None:
    labels = POD["metadata"]["labels"]
    assert BY_KIND["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert BY_KIND["Service"]["spec"]["selector"] == labels
    assert BY_KIND["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert BY_KIND["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    ports = {port["name"]: port["containerPort"] for port in CONTAINER["ports"]}
    assert BY_KIND["Service"]["spec"]["ports"][0]["targetPort"] in ports
    assert {rule["ports"][0]["port"] for rule in BY_KIND["NetworkPolicy"]["spec"]["ingress"]} == set(ports)
    for probe in ("readinessProbe", "livenessProbe"):
        assert CONTAINER[probe]["httpGet"]["port"] in ports
    assert CONTAINER["readinessProbe"]["httpGet"]["path"] == "/health?bundles"
    assert CONTAINER["resources"]["limits"].keys() == {"cpu", "memory"}
    generated = KUSTOMIZATION["configMapGenerator"][0]
    keys = {Path(name).name for name in generated["files"]} | {
        literal.split("=")[0] for literal in generated["literals"]
    }
    assert keys == {"config.yaml", "authz.rego", "bundles-url"}
    assert {volume.get("configMap", {}).get("name") for volume in POD["spec"]["volumes"]} >= {
        generated["name"]
    }


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server with the arguments of the manifests, its bundle from a file server; and its address for health."""
    place = tmp_path_factory.mktemp("deployed")
    (place / "bundle.tar.gz").write_bytes(bundle.archived(bundle.files(ruleset.load())))
    health = f"127.0.0.1:{servers.free_port()}"
    arguments = [
        part.replace("/config/", f"{DEPLOY}/opa/").replace("0.0.0.0:8282", health)
        for part in CONTAINER["args"]
        if part not in ("run", "--server") and not part.startswith("--addr")
    ]
    with servers.files(place) as url:
        kept = ("--set", f"persistence_directory={place}/kept")
        with opa(*arguments, *kept, env={**TOKENS, "STACKGRADE_BUNDLES_URL": url}) as server:
            yield server, f"http://{health}"


def status(server: Server, method: str, path: str, token: str | None, body: str = "{}") -> int:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    data = body.encode() if method != "GET" else None
    request = urllib.request.Request(f"{server.url}/{path}", data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


@needs_opa
def test_clients_only_ask_for_verdicts(deployed: tuple[Server, str]) -> None:
    server, _ = deployed
    for token, expected in (("client", 200), ("admin", 200), ("other", 401), ("", 401), (None, 401)):
        assert status(server, "POST", "v1/data/stackgrade/report", token) == expected, token
        assert status(server, "POST", "v1/data/stackgrade/gate", token) == expected, token
        assert status(server, "GET", "v1/data/stackgrade/revision", token) == expected, token
    for method, path in (
        ("GET", "v1/policies"),
        ("PUT", "v1/policies/mine"),
        ("DELETE", "v1/policies/mine"),
        ("GET", "v1/data"),
        ("GET", "v1/data/system"),
        ("PUT", "v1/data/stackgrade"),
        ("PATCH", "v1/data/stackgrade"),
        ("POST", "v1/data/stackgrade/report?explain=full"),
        ("POST", "v1/data/stackgrade/./report/../../system"),
        ("POST", "v1/query"),
        ("POST", "v1/compile"),
        ("POST", "v0/data/stackgrade/report"),
        ("POST", ""),
        ("GET", "v1/config"),
        ("GET", "v1/status"),
        ("GET", "metrics"),
    ):
        assert status(server, method, path, "client") in (401, 404, 301, 307), (method, path)
    assert status(server, "GET", "v1/config", "admin") == 200


@needs_opa
def test_health_says_when_the_rules_are_there(deployed: tuple[Server, str]) -> None:
    _, address = deployed
    for path in (CONTAINER[probe]["httpGet"]["path"] for probe in ("readinessProbe", "livenessProbe")):
        with urllib.request.urlopen(address + path, timeout=10) as response:
            assert response.status == 200


@needs_opa
def test_the_health_check_of_compose(deployed: tuple[Server, str]) -> None:
    _, address = deployed
    _, program, *arguments = COMPOSE["services"]["opa"]["healthcheck"]["test"]
    assert program == "/opa"
    for url, healthy in ((address, True), ("http://127.0.0.1:9", False)):
        command = [OPA, *(part.replace("http://localhost:8282", url) for part in arguments)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode == 0) is healthy, shlex.join(command)


@needs_opa
def test_a_server_without_its_bundle_is_alive_and_not_ready() -> None:
    missing = {**TOKENS, "STACKGRADE_BUNDLES_URL": "http://127.0.0.1:9"}
    configuration = (
        "--config-file",
        str(DEPLOY / "opa" / "config.yaml"),
        "--set",
        "bundles.stackgrade.persist=false",
    )
    health = f"127.0.0.1:{servers.free_port()}"
    command = [OPA, "run", "--server", "--addr", "127.0.0.1:0", "--diagnostic-addr", health, *configuration]
    with subprocess.Popen(command, env=missing, stderr=subprocess.DEVNULL) as process:
        try:
            servers.wait_until(lambda: _code(f"http://{health}/health") == 200)
            assert _code(f"http://{health}/health?bundles") == 500
        finally:
            process.kill()


def _code(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@needs_opa
def test_policies_are_sound() -> None:
    for command in (["check", "--strict"], ["test"]):
        subprocess.run([OPA, *command, str(DEPLOY / "opa")], check=True, stdout=sys.stderr)
