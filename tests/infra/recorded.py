"""What the Pulumi program registers, with resolved inputs and outputs that look like AWS's own."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pulumi.runtime import rpc
from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks

from local.program import run_program
from local.stack_config import read_stack_config

ROOT = Path(__file__).parents[2]
ACCOUNT = "123456789012"
REGION = "us-east-1"
HOST = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
DIGEST = "sha256:" + "0123456789abcdef" * 4

CALLS: dict[str, dict[str, Any]] = {
    "aws:index/getCallerIdentity:getCallerIdentity": {"accountId": ACCOUNT},
    "aws:index/getPartition:getPartition": {"partition": "aws"},
    "aws:index/getRegion:getRegion": {"region": REGION},
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": {"userName": "AWS", "password": "token"},
}
_ARNS = {
    "aws:s3/bucket:Bucket": "arn:aws:s3:::{name}",
    "aws:sqs/queue:Queue": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{{name}}",
    "aws:dynamodb/table:Table": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{{name}}",
    "aws:cloudwatch/eventBus:EventBus": f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus/{{name}}",
    "aws:cloudwatch/eventRule:EventRule": f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{{bus}}/{{name}}",
    "aws:cloudwatch/logGroup:LogGroup": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{{name}}",
    "aws:iam/role:Role": f"arn:aws:iam::{ACCOUNT}:role/{{name}}",
    "aws:lambda/function:Function": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{{name}}",
    "aws:cloudfront/distribution:Distribution": f"arn:aws:cloudfront::{ACCOUNT}:distribution/{{name}}",
    "aws:secretsmanager/secret:Secret": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{{name}}-a1B2c3",
    "aws:sns/topic:Topic": f"arn:aws:sns:{REGION}:{ACCOUNT}:{{name}}",
}


@dataclass(frozen=True)
class Resource:
    """`depends_on` holds logical names; `json(key)` reads an input that is a JSON document."""

    type: str
    name: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    protect: bool
    retained: bool
    depends_on: frozenset[str]

    def json(self, key: str) -> Any:
        return json.loads(self.inputs[key])

    @property
    def arn(self) -> str:
        return str(self.outputs["arn"])


@dataclass
class Graph:
    """One run of the program. `outputs` are the stack's."""

    resources: list[Resource] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)

    def all(self, kind: str) -> list[Resource]:
        """By the last part of the type, e.g. "Queue"."""
        return [r for r in self.resources if r.type.rsplit(":", 1)[-1] == kind]

    def one(self, kind: str, name: str) -> Resource:
        (found,) = [r for r in self.all(kind) if r.name == name]
        return found

    def statements(self) -> Iterator[dict[str, Any]]:
        """Every statement of every policy in the graph that allows something."""
        for kind, key in (
            ("RolePolicy", "policy"),
            ("QueuePolicy", "policy"),
            ("BucketPolicy", "policy"),
            ("LogResourcePolicy", "policyDocument"),
        ):
            for resource in self.all(kind):
                yield from (s for s in resource.json(key)["Statement"] if s["Effect"] == "Allow")


class _Cloud(Mocks):
    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        inputs = dict(args.inputs)
        name = inputs.get("name") or inputs.get("bucket") or args.name
        outputs = {**inputs, "name": name}
        if args.typ in _ARNS:
            outputs["arn"] = _ARNS[args.typ].format(name=name, bus=inputs.get("eventBusName"))
        if args.typ == "aws:sqs/queue:Queue":
            outputs["url"] = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{name}"
        if args.typ == "aws:ecr/repository:Repository":
            outputs["repositoryUrl"] = f"{HOST}/{name}"
        if args.typ == "aws:apigatewayv2/api:Api":
            host = f"{args.name}-id.execute-api.{REGION}.amazonaws.com"
            outputs |= {
                "apiEndpoint": f"https://{host}",
                "executionArn": f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{args.name}-id",
            }
        if args.typ == "aws:s3/bucket:Bucket":
            outputs["bucketRegionalDomainName"] = f"{name}.s3.{REGION}.amazonaws.com"
        if args.typ == "aws:cloudfront/distribution:Distribution":
            outputs["domainName"] = "d111111abcdef8.cloudfront.net"
        if args.typ == "aws:secretsmanager/secretVersion:SecretVersion":
            outputs["secretArn"] = inputs["secretId"]
        if args.typ == "tls:index/privateKey:PrivateKey":
            outputs |= {"publicKeyPem": "PUBLIC KEY", "privateKeyPem": "PRIVATE KEY"}
        if args.typ == "docker-build:index:Image":
            outputs |= {"digest": DIGEST, "ref": f"{inputs['tags'][0]}@{DIGEST}"}
        return f"{args.name}-id", outputs

    def call(self, args: MockCallArgs) -> Any:
        if args.token == "aws:ecr/getImage:getImage":
            return {"imageDigest": args.args["imageDigest"]}
        return CALLS[args.token]


class _Recorder(MockMonitor):
    """Also keeps what the mocks are not told: protection, retention, dependencies."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(_Cloud())
        self._graph = graph

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - the SDK's name
        response = super().RegisterResource(request)  # type: ignore[no-untyped-call]
        if request.custom:
            registered = self.resources[response.urn]
            self._graph.resources.append(
                Resource(
                    type=request.type,
                    name=request.name,
                    inputs=dict(rpc.deserialize_properties(request.object)),
                    outputs=dict(registered.state),
                    protect=request.protect,
                    retained=request.retainOnDelete,
                    depends_on=frozenset(urn.rsplit("::", 1)[-1] for urn in request.dependencies),
                )
            )
        return response


@functools.cache
def deploy(stack: str, **settings: str) -> Graph:
    """What `pulumi up --stack {stack}` would register; `settings` override its own. Cached: do not change it."""
    graph = Graph()
    run(stack, settings, graph)
    return graph


def run(stack: str, settings: dict[str, str], graph: Graph) -> None:
    """Fills `graph`; raises what the program raises, and keeps what was registered until then."""
    graph.outputs = run_program(ROOT, read_stack_config(ROOT, stack, settings), _Recorder(graph))
