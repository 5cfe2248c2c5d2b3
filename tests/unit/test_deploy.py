"""The recipe of the container and the manifest of the cluster: linted, and true to the code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

from karamap.cli.main import serve

CHECKOUT = Path(__file__).resolve().parents[2]
DEPLOY = CHECKOUT / "deploy"
RECIPE = (DEPLOY / "Containerfile").read_text()
OBJECTS = {
    item["kind"]: item for item in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())
}
POD = OBJECTS["Deployment"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]


def command() -> list[str]:
    return json.loads(re.search(r"^ENTRYPOINT (.*)$", RECIPE, re.MULTILINE)[1])


def test_the_recipe_passes_its_linter():
    linter = shutil.which("hadolint", path=Path(sys.executable).parent) or "hadolint"
    done = subprocess.run(
        [linter, "--failure-threshold", "style", "-"],
        input=RECIPE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("kind", OBJECTS)
def test_the_manifest_fits_the_schema_of_kubernetes(kind):
    kubernetes_validate.validate(OBJECTS[kind], kubernetes_validate.latest_version(), strict=True)


def test_the_container_runs_a_command_there_is():
    program, name, *words = command()
    assert (program, name) == ("karamap", serve.name)
    options = serve.make_context(name, words).params
    assert options["host"] == "0.0.0.0"  # noqa: S104 - in a container, its own network
    (port,) = CONTAINER["ports"]
    assert options["port"] == port["containerPort"] == int(re.search(r"EXPOSE (\d+)", RECIPE)[1])
    assert f":{options['port']}/_stcore/health" in RECIPE


def test_what_the_recipe_copies_is_there_and_builds_the_wheel():
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", RECIPE, re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert {name for name in names if not (CHECKOUT / name).exists()} == set()
    assert {"pyproject.toml", "README.md", "LICENSE", "src", "app", "geodata"} <= names


def test_neither_runs_as_root_nor_writes_outside_tmp():
    (user,) = re.findall(r"^USER (\d+):\d+$", RECIPE, re.MULTILINE)
    assert int(user) == POD["securityContext"]["runAsUser"] > 0
    assert POD["securityContext"]["runAsNonRoot"] is True
    limits = CONTAINER["securityContext"]
    assert limits["readOnlyRootFilesystem"] is True
    assert limits["allowPrivilegeEscalation"] is False
    assert limits["capabilities"] == {"drop": ["ALL"]}
    assert [mount["mountPath"] for mount in CONTAINER["volumeMounts"]] == ["/tmp"]  # noqa: S108


def test_the_parts_of_the_manifest_belong_together():
    labels = OBJECTS["Deployment"]["spec"]["template"]["metadata"]["labels"].items()
    for kind, path in {
        "Deployment": ("selector", "matchLabels"),
        "Service": ("selector",),
        "PodDisruptionBudget": ("selector", "matchLabels"),
        "NetworkPolicy": ("podSelector", "matchLabels"),
    }.items():
        wanted = OBJECTS[kind]["spec"]
        for key in path:
            wanted = wanted[key]
        assert wanted.items() <= labels, kind
    ports = {port["name"] for port in CONTAINER["ports"]}
    assert {port["targetPort"] for port in OBJECTS["Service"]["spec"]["ports"]} <= ports
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert CONTAINER[probe]["httpGet"] == {"path": "/_stcore/health", "port": "http"}
    (rule,) = OBJECTS["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert path["backend"]["service"]["name"] == OBJECTS["Service"]["metadata"]["name"]
    # a reader's window belongs to one pod
    kept = OBJECTS["Ingress"]["metadata"]["annotations"]
    assert kept["nginx.ingress.kubernetes.io/affinity"] == "cookie"
