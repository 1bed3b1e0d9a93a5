"""Functions, the queues and schedules that call them, and roles with what they may do, which the emulator enforces."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from local.applier.context import Applied, Applier, Context, FunctionImage
from local.applier.inputs import Inputs
from local.failure import LocalAwsFailed

if TYPE_CHECKING:
    from mypy_boto3_iam import IAMClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_scheduler import EventBridgeSchedulerClient

# The emulator runs functions with the interpreter that runs it.
_RUNTIME = f"python{sys.version_info.major}.{sys.version_info.minor}"


def _function(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    image = _image(context, inputs)
    environment = inputs.nested("environment")
    own = environment.get("variables", {}) if environment else {}
    functions: LambdaClient = context.clients("lambda")
    function = functions.create_function(
        FunctionName=name,
        Runtime=_RUNTIME,  # type: ignore[arg-type]
        Handler=_command(inputs) or image.handler,
        Code={"ZipFile": image.code},
        Role=inputs.need("role"),
        Environment={"Variables": {**own, **context.function_environment}},
        **inputs.pick("timeout", "memorySize", "architectures", "loggingConfig"),
    )
    arn = function["FunctionArn"]
    return Applied(name, {"name": name, "arn": arn, "version": "$LATEST", "qualifiedArn": f"{arn}:$LATEST"})


def _command(inputs: Inputs) -> str | None:
    """The command of a function that shares another's image."""
    config = inputs.nested("imageConfig")
    return config.need("commands")[0] if config else None


def _image(context: Context, inputs: Inputs) -> FunctionImage:
    package_type, uri = inputs.get("packageType"), inputs.get("imageUri", "")
    image = context.images.get(uri.rpartition("@")[2])
    if package_type != "Image" or image is None:
        raise LocalAwsFailed(f"a function's code must be an Image of this program, by digest; imageUri is {uri!r}")
    return image


def _event_source_mapping(context: Context, _name: str, inputs: Inputs) -> Applied:
    functions: LambdaClient = context.clients("lambda")
    mapping = functions.create_event_source_mapping(
        FunctionName=inputs.need("functionName"),
        **inputs.pick("eventSourceArn", "batchSize", "functionResponseTypes", "scalingConfig"),
    )
    return Applied(mapping["UUID"], {"uuid": mapping["UUID"], "functionArn": mapping["FunctionArn"]})


def _schedule(context: Context, name: str, inputs: Inputs) -> Applied:
    name = inputs.get("name", name)
    scheduler: EventBridgeSchedulerClient = context.clients("scheduler")
    schedule = scheduler.create_schedule(
        Name=name,
        **inputs.pick("scheduleExpression", "flexibleTimeWindow", "target", "description"),
    )
    return Applied(f"default/{name}", {"name": name, "arn": schedule["ScheduleArn"]})


def _role(context: Context, name: str, inputs: Inputs) -> Applied:
    iam: IAMClient = context.clients("iam")
    role = iam.create_role(
        RoleName=inputs.get("name", name),
        AssumeRolePolicyDocument=inputs.document("assumeRolePolicy"),
    )["Role"]
    return Applied(role["RoleName"], {"arn": role["Arn"], "name": role["RoleName"], "uniqueId": role["RoleId"]})


def _role_policy(context: Context, name: str, inputs: Inputs) -> Applied:
    role, name = inputs.need("role"), inputs.get("name", name)
    iam: IAMClient = context.clients("iam")
    iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=inputs.document("policy"))
    return Applied(f"{role}:{name}", {"name": name})


RESOURCES: dict[str, Applier] = {
    "aws:lambda/function:Function": _function,
    "aws:lambda/eventSourceMapping:EventSourceMapping": _event_source_mapping,
    "aws:scheduler/schedule:Schedule": _schedule,
    "aws:iam/role:Role": _role,
    "aws:iam/rolePolicy:RolePolicy": _role_policy,
}
