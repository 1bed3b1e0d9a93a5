"""Repositories of container images."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from local.applier.context import Applied, Applier, Context, Lookup
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_ecr import ECRClient


def _ecr(context: Context) -> ECRClient:
    client: ECRClient = context.clients("ecr")
    return client


def _repository(context: Context, name: str, inputs: Inputs) -> Applied:
    inputs.without_effect("forceDelete")
    settings = inputs.pick(imageTagMutability="imageTagMutability")
    scanning = inputs.nested("imageScanningConfiguration")
    if scanning:
        settings["imageScanningConfiguration"] = scanning.pick(scanOnPush="scanOnPush")
    repository = _ecr(context).create_repository(repositoryName=inputs.get("name", name), **settings)["repository"]
    return Applied(
        repository["repositoryName"],
        {
            "arn": repository["repositoryArn"],
            "name": repository["repositoryName"],
            "registryId": repository["registryId"],
            "repositoryUrl": repository["repositoryUri"],
        },
    )


def _lifecycle_policy(context: Context, _name: str, inputs: Inputs) -> Applied:
    repository = inputs.need("repository")
    _ecr(context).put_lifecycle_policy(repositoryName=repository, lifecyclePolicyText=inputs.document("policy"))
    return Applied(repository, {"registryId": context.account})


def _authorization_token(context: Context, _inputs: Inputs) -> dict[str, Any]:
    token = _ecr(context).get_authorization_token()["authorizationData"][0]
    user, _, password = base64.b64decode(token["authorizationToken"]).decode().partition(":")
    return {
        "id": context.region,
        "userName": user,
        "password": password,
        "authorizationToken": token["authorizationToken"],
        "proxyEndpoint": token["proxyEndpoint"],
        "expiresAt": token["expiresAt"].isoformat(),
    }


RESOURCES: dict[str, Applier] = {
    "aws:ecr/repository:Repository": _repository,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": _lifecycle_policy,
}

LOOKUPS: dict[str, Lookup] = {
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": _authorization_token,
}
