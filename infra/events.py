"""The bus, its archive, and the rules that carry events to the queues of the stages."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.names import prefix
from infra.routes import ROUTES
from infra.work_queue import WorkQueue, allow_rules, dead_letter_queue
from shared.events import StageName
from shared.keys import RETENTION_DAYS

# EventBridge's own maximum: 24 hours of trying before an event goes to the target's dead-letter queue.
RETRY_POLICY: aws.cloudwatch.EventTargetRetryPolicyArgsDict = {
    "maximum_event_age_in_seconds": 24 * 3600,
    "maximum_retry_attempts": 185,
}


class EventBus(pulumi.ComponentResource):
    """The archive's events can be replayed; their ids stay the same, so consumers see them as known."""

    def __init__(self, stack: str) -> None:
        super().__init__("creative-automation:infra:EventBus", "events")
        child = pulumi.ResourceOptions(parent=self)
        self.prefix = prefix(stack)
        self.bus = aws.cloudwatch.EventBus("bus", name=self.prefix, opts=child)
        aws.cloudwatch.EventArchive(
            "archive",
            name=self.prefix,
            description="Every event of the bus, for replay",
            event_source_arn=self.bus.arn,
            retention_days=RETENTION_DAYS,
            opts=child,
        )
        self.rules = {route.rule: self.rule(route.rule, route.pattern) for route in ROUTES}
        self.undelivered: dict[str, aws.sqs.Queue] = {}
        self.register_outputs({"bus": self.bus.arn})

    def rule(self, name: str, pattern: dict[str, object]) -> aws.cloudwatch.EventRule:
        return aws.cloudwatch.EventRule(
            name,
            name=f"{self.prefix}-{name}",
            event_bus_name=self.bus.name,
            event_pattern=pulumi.Output.json_dumps(pattern),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def target(
        self, rule_name: str, rule: aws.cloudwatch.EventRule, arn: pulumi.Input[str], depends_on: list[pulumi.Resource]
    ) -> None:
        """What cannot be delivered to `arn` waits in the target's own dead-letter queue, with the reason beside it."""
        child = pulumi.ResourceOptions(parent=self)
        name = f"{rule_name}-undelivered"
        undelivered = dead_letter_queue(name, f"{self.prefix}-{name}", child)
        allowed = allow_rules(f"{name}-from-rule", undelivered, [rule.arn], child)
        self.undelivered[rule_name] = undelivered
        aws.cloudwatch.EventTarget(
            rule_name,
            rule=rule.name,
            event_bus_name=self.bus.name,
            target_id=rule_name,
            arn=arn,
            retry_policy=RETRY_POLICY,
            dead_letter_config={"arn": undelivered.arn},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[allowed, *depends_on]),
        )

    def rules_to(self, stage: StageName) -> list[pulumi.Output[str]]:
        """The ARNs of the rules that lead to a stage."""
        return [self.rules[route.rule].arn for route in ROUTES if route.to == stage]

    def connect(self, queues: dict[StageName, WorkQueue], allowed: dict[StageName, aws.sqs.QueuePolicy]) -> None:
        """Route each event to its stage; a queue takes messages from its own rules only, and from who is `allowed`."""
        child = pulumi.ResourceOptions(parent=self)
        for stage in sorted({route.to for route in ROUTES} - set(allowed)):
            allowed |= {stage: allow_rules(f"rules-to-{stage}", queues[stage].queue, self.rules_to(stage), child)}
        for route in ROUTES:
            self.target(route.rule, self.rules[route.rule], queues[route.to].queue.arn, [allowed[route.to]])
