"""The smallest program with every kind of part: an upload becomes a message, a function, an event, a message."""

import json
from collections.abc import Mapping

import pulumi
import pulumi_aws as aws
import pulumi_docker_build as docker_build

greeting = pulumi.Config().require("greeting")
account = aws.get_caller_identity_output().account_id


def statement(action: str, resource: pulumi.Input[str], **more: object) -> dict[str, object]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def document(*statements: Mapping[str, object]) -> pulumi.Output[str]:
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)})


bucket = aws.s3.Bucket("uploads", bucket=pulumi.Output.concat("tiny-", account))
aws.s3.BucketAccelerateConfiguration("uploads", bucket=bucket.bucket, status="Enabled")
inbox = aws.sqs.Queue("inbox", name="inbox", visibility_timeout_seconds=30)
outbox = aws.sqs.Queue("outbox", name="outbox")
allowed = aws.sqs.QueuePolicy(
    "inbox-from-uploads",
    queue_url=inbox.url,
    policy=document(statement("sqs:SendMessage", inbox.arn, Principal={"Service": "s3.amazonaws.com"})),
)
aws.s3.BucketNotification(
    "uploads",
    bucket=bucket.bucket,
    queues=[{"queue_arn": inbox.arn, "events": ["s3:ObjectCreated:*"], "filter_suffix": ".txt"}],
    opts=pulumi.ResourceOptions(depends_on=[allowed]),
)

aws.s3.BucketPolicy(
    "uploads-tls-only",
    bucket=bucket.bucket,
    policy=document(
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": pulumi.Output.concat(bucket.arn, "/*"),
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ),
)

bus = aws.cloudwatch.EventBus("bus", name="tiny")
rule = aws.cloudwatch.EventRule(
    "echoes", name="echoes", event_bus_name=bus.name, event_pattern=json.dumps({"detail-type": ["Echo"]})
)
aws.cloudwatch.EventTarget("echoes", rule=rule.name, event_bus_name=bus.name, arn=outbox.arn)
log_group = aws.cloudwatch.LogGroup("echoes", name="/aws/events/echoes", retention_in_days=7)
aws.cloudwatch.EventTarget("log", rule=rule.name, event_bus_name=bus.name, arn=log_group.arn)

trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
role = aws.iam.Role("echo", name="echo", assume_role_policy=document(trust))
aws.iam.RolePolicy(
    "echo",
    role=role.name,
    policy=document(
        statement("s3:GetObject", pulumi.Output.concat(bucket.arn, "/*")),
        statement("events:PutEvents", bus.arn),
    ),
)
repository = aws.ecr.Repository("echo", name="echo")
image = docker_build.Image(
    "echo",
    context={"location": "."},
    dockerfile={"location": "Dockerfile"},
    tags=[pulumi.Output.concat(repository.repository_url, ":latest")],
    push=True,
)
function = aws.lambda_.Function(
    "echo",
    name="echo",
    package_type="Image",
    image_uri=image.ref,
    role=role.arn,
    timeout=20,
    environment={"variables": {"BUS": bus.name, "GREETING": greeting}},
)
aws.lambda_.EventSourceMapping("echo", event_source_arn=inbox.arn, function_name=function.name)

pulumi.export("bucket", bucket.bucket)
pulumi.export("outbox", outbox.url)
pulumi.export("inbox", inbox.url)
pulumi.export("digest", image.digest)
pulumi.export("secret", pulumi.Output.secret(greeting))
