"""An uploaded brief becomes a message in the parser's queue."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.storage import Storage
from infra.work_queue import WorkQueue, allow_bucket_and_rules
from shared.keys import BRIEF_SUFFIXES, BRIEFS_PREFIX


class Uploads(pulumi.ComponentResource):
    """`allowed` says who may send to the parser: the bucket, and the rules that lead there."""

    def __init__(
        self,
        storage: Storage,
        parser: WorkQueue,
        rule_arns: list[pulumi.Output[str]],
        account: pulumi.Input[str],
    ) -> None:
        super().__init__("creative-automation:infra:Uploads", "uploads")
        child = pulumi.ResourceOptions(parent=self)
        self.allowed = allow_bucket_and_rules(
            "uploads-to-parser", parser.queue, storage.bucket.arn, account, rule_arns, child
        )
        # S3 tries the queue when the notification is made, and refuses it before the policy is there.
        aws.s3.BucketNotification(
            "uploads",
            bucket=storage.bucket.bucket,
            queues=[
                {
                    "id": f"briefs-{suffix.removeprefix('.')}",
                    "queue_arn": parser.queue.arn,
                    "events": ["s3:ObjectCreated:*"],
                    "filter_prefix": BRIEFS_PREFIX,
                    "filter_suffix": suffix,
                }
                for suffix in BRIEF_SUFFIXES
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.allowed]),
        )
        self.register_outputs({})
