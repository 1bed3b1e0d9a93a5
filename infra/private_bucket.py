"""What keeps a bucket private: the block of public access, and the one policy that a bucket can have."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from infra.permissions import Statement, policy_document


def keep_private(
    parent: pulumi.ComponentResource, bucket: aws.s3.Bucket, names: tuple[str, str], *statements: Statement
) -> aws.s3.BucketPolicy:
    """The policy; `names` are those of the block and of it in the Pulumi program."""
    block, policy = names
    private = aws.s3.BucketPublicAccessBlock(
        block,
        bucket=bucket.bucket,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=pulumi.ResourceOptions(parent=parent),
    )
    # S3 refuses two changes of a bucket's access at once: the policy waits for the block.
    return aws.s3.BucketPolicy(
        policy,
        bucket=bucket.bucket,
        policy=policy_document(*statements),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[private]),
    )


def read_by(distribution: aws.cloudfront.Distribution, bucket: aws.s3.Bucket, prefix: str) -> Statement:
    """The distribution, and no other, may read what lies below the prefix."""
    return {
        "Sid": "TheDistributionReads",
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": pulumi.Output.concat(bucket.arn, "/", prefix, "*"),
        "Condition": {"StringEquals": {"AWS:SourceArn": distribution.arn}},
    }


def tls_only(bucket: aws.s3.Bucket) -> Statement:
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket.arn, pulumi.Output.concat(bucket.arn, "/*")],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
