"""The bucket: versioned, encrypted, private, TLS only, and cleaned up after a time."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.names import prefix
from infra.permissions import Statement
from infra.private_bucket import keep_private, tls_only
from infra.settings import Settings
from shared import keys

# Overwritten and deleted versions: long enough to notice a mistake, short enough not to keep what should be gone.
OLD_VERSION_DAYS = 30
ABORTED_UPLOAD_DAYS = 7

# Brand assets are uploaded once and reused for years: they do not expire.
EXPIRING_PREFIXES = ("input/", keys.CACHE_PREFIX, keys.MASKS_PREFIX, keys.OUTPUT_PREFIX)


class Storage(pulumi.ComponentResource):
    """`bucket.bucket` is its name. Without `protect`, destroying the stack deletes what is in it.

    Whoever makes it calls `keep_private`, once it is known who reads it.
    """

    def __init__(self, stack: str, account: pulumi.Input[str], settings: Settings) -> None:
        super().__init__("creative-automation:infra:Storage", "storage")
        self._child = pulumi.ResourceOptions(parent=self)
        name = settings.bucket_name or pulumi.Output.concat(prefix(stack), "-", account)
        self.bucket = aws.s3.Bucket(
            "bucket",
            bucket=name,
            force_destroy=not settings.protect,
            opts=pulumi.ResourceOptions(parent=self, protect=settings.protect),
        )
        self._keep_versions()
        self._expire()
        if settings.transfer_acceleration:
            aws.s3.BucketAccelerateConfiguration(
                "bucket-acceleration", bucket=self.bucket.bucket, status="Enabled", opts=self._child
            )
        self.register_outputs({"bucket": self.bucket.bucket})

    def keep_private(self, *readers: Statement) -> aws.s3.BucketPolicy:
        """All that may be said about who reads it, at once: a bucket has one policy."""
        statements = (tls_only(self.bucket), _written_once(self.bucket.arn), *readers)
        return keep_private(self, self.bucket, ("bucket-private", "bucket-tls-only"), *statements)

    def _keep_versions(self) -> None:
        self.versioning = aws.s3.BucketVersioning(
            "bucket-versioning",
            bucket=self.bucket.bucket,
            versioning_configuration={"status": "Enabled"},
            opts=self._child,
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            "bucket-encryption",
            bucket=self.bucket.bucket,
            rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
            opts=self._child,
        )

    def _expire(self) -> None:
        aws.s3.BucketLifecycleConfiguration(
            "bucket-lifecycle",
            bucket=self.bucket.bucket,
            rules=[
                *(_expiry(folder) for folder in EXPIRING_PREFIXES),
                {
                    "id": "clean-up",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "expiration": {"expired_object_delete_marker": True},
                    "noncurrent_version_expiration": {"noncurrent_days": OLD_VERSION_DAYS},
                    "abort_incomplete_multipart_upload": {"days_after_initiation": ABORTED_UPLOAD_DAYS},
                },
            ],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.versioning]),
        )


def _expiry(folder: str) -> aws.s3.BucketLifecycleConfigurationRuleArgsDict:
    return {
        "id": f"expire-{folder.strip('/').replace('/', '-')}",
        "status": "Enabled",
        "filter": {"prefix": folder},
        "expiration": {"days": keys.RETENTION_DAYS},
    }


def _written_once(bucket_arn: pulumi.Output[str]) -> Statement:
    """A brief whose key is its campaign's id: whoever writes one asks for a new key (If-None-Match)."""
    return {
        "Sid": "ChosenIdsAreWrittenOnce",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": pulumi.Output.concat(bucket_arn, "/", keys.CHOSEN_PREFIX, "*"),
        "Condition": {"Null": {"s3:if-none-match": "true"}},
    }
