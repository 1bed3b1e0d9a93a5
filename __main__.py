"""The Pulumi program: settings in, components composed, outputs exported. What `creative up` applies locally, too."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.alarms import Alarms
from infra.api import Api
from infra.audit import AuditLog
from infra.bill_alarm import BillAlarm
from infra.campaigns_table import campaigns_table
from infra.console import Console
from infra.dashboard import Dashboard
from infra.events import EventBus
from infra.images import Images
from infra.keep_active import KeepActive
from infra.names import STAGES, prefix
from infra.notifications import Notifications
from infra.shared_resources import SharedResources
from infra.sign_in import SignIn
from infra.stack_config import read_settings
from infra.stage import StageFunction
from infra.storage import Storage
from infra.sweeper import Sweeper
from infra.uploads import Uploads
from infra.work_queue import WorkQueue

stack = pulumi.get_stack()
settings = read_settings(stack)
account = aws.get_caller_identity_output().account_id
region = aws.get_region_output().region
partition = aws.get_partition_output().partition

# What the stages share.
storage = Storage(stack, account, settings)
table = campaigns_table(stack, settings.protect)
events = EventBus(stack)
queues = {stage: WorkQueue(stage, f"{prefix(stack)}-{stage}", settings.of(stage)) for stage in STAGES}

# An upload starts the parser; from there on, events do the routing.
uploads = Uploads(storage, queues["parser"], events.rules_to("parser"), account)
events.connect(queues, {"parser": uploads.allowed})
AuditLog(events, settings.log_retention_days)

# The stages.
images = Images(stack, settings).uris
resources = SharedResources(stack, partition, account, storage.bucket, table, events.bus)
functions = {
    stage: StageFunction(stage, settings, resources, queues[stage], images[stage]).function for stage in STAGES
}
function_names = {stage: function.name for stage, function in functions.items()}

# What stands still is announced again.
sweeper = Sweeper(settings, resources, account, queues["parser"], images["parser"])

# For people without AWS credentials.
called: dict[str, aws.lambda_.Function] = dict(functions.items())
console: Console | None = None
if settings.api_enabled:
    sign_in = SignIn(stack, account, region, settings.protect)
    api = Api(settings, resources)
    clients = [sign_in.client]
    if settings.console_enabled:
        console = Console(stack, settings, account, storage.bucket, api.api, sign_in)
        clients.append(console.client)
        pulumi.export("consoleUrl", console.url)
        pulumi.export("consoleClientId", console.client.id)
        pulumi.export("consoleCdnDomain", console.distribution.domain_name)
        pulumi.export("signInUrl", sign_in.url)
    signing = console.signing if console else None
    called["api"] = api.answer(images["parser"], sign_in.issuer, [client.id for client in clients], signing)
    pulumi.export("apiUrl", api.url)
    pulumi.export("userPoolId", sign_in.pool.id)
    pulumi.export("userPoolClientId", sign_in.client.id)

private = storage.keep_private(*([console.reads] if console else []))
if console:
    console.publish(sign_in, [called["api"], private])

KeepActive(stack, account, called)

# Who is told when something goes wrong, and where to look.
dlqs = {f"{stage}-dlq": work.dlq for stage, work in queues.items()}
undelivered = {f"{rule}-undelivered": queue for rule, queue in events.undelivered.items()}
told = Notifications(settings, resources)
alarms = Alarms(stack, told)
alarms.dead_letters(dlqs)
alarms.undelivered(undelivered)
alarms.old_messages({stage: work.queue for stage, work in queues.items()})
alarms.failures(function_names)
alarms.bedrock_throttles()
alarms.sweeper(sweeper.function.name)
if settings.daily_budget:
    alarms.daily_budget()
if settings.monthly_bill:
    BillAlarm(stack, settings.monthly_bill, told, account)
if settings.api_enabled:
    alarms.api(api.api.id)
dashboard = Dashboard(
    stack,
    region,
    storage.bucket.bucket,
    list(function_names.values()),
    [q.name for q in {**dlqs, **undelivered}.values()],
)

pulumi.export("bucket", storage.bucket.bucket)
pulumi.export("busName", events.bus.name)
pulumi.export("busArn", events.bus.arn)
pulumi.export("table", table.name)
pulumi.export("rates", settings.rates.model_dump(mode="json"))
pulumi.export("imageModel", settings.bedrock_model_id)
pulumi.export("queueUrls", {stage: work.queue.url for stage, work in queues.items()})
pulumi.export("dlqUrls", {stage: work.dlq.url for stage, work in queues.items()})
pulumi.export("undeliveredUrls", {rule: queue.url for rule, queue in events.undelivered.items()})
pulumi.export("functions", function_names)
pulumi.export("images", images)
pulumi.export("alarmTopicArns", {"urgent": told.urgent.arn, "notice": told.notice.arn})
pulumi.export("dashboardUrl", dashboard.url)
