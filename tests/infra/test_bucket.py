from __future__ import annotations

from typing import Any

from tests.infra.recorded import ACCOUNT, Graph, deploy

# S3 compares them by case.
SUFFIXES = (".json", ".yaml", ".yml", ".csv", ".JSON", ".YAML", ".YML", ".CSV")


def _bucket_policy(graph: Graph) -> list[dict[str, Any]]:
    statements: list[dict[str, Any]] = graph.one("BucketPolicy", "bucket-tls-only").json("policy")["Statement"]
    return statements


def test_every_version_of_an_object_is_kept(dev: Graph) -> None:
    versioning = dev.one("BucketVersioning", "bucket-versioning")
    assert versioning.inputs["versioningConfiguration"] == {"status": "Enabled"}


def test_objects_are_encrypted_with_aes_256(dev: Graph) -> None:
    (rule,) = dev.one("BucketServerSideEncryptionConfiguration", "bucket-encryption").inputs["rules"]
    assert rule["applyServerSideEncryptionByDefault"] == {"sseAlgorithm": "AES256"}


def test_no_public_access_in_any_of_its_four_ways(dev: Graph) -> None:
    block = dev.one("BucketPublicAccessBlock", "bucket-private").inputs
    ways = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    assert [block[way] for way in ways] == [True] * 4


def test_everyone_is_refused_without_tls(dev: Graph) -> None:
    arn = f"arn:aws:s3:::dev-creative-automation-{ACCOUNT}"
    (statement,) = (each for each in _bucket_policy(dev) if each["Sid"] == "TlsOnly")
    assert statement["Effect"] == "Deny"
    assert statement["Principal"] == "*"
    assert statement["Action"] == "s3:*"
    assert statement["Resource"] == [arn, f"{arn}/*"]
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_nobody_writes_over_a_brief_whose_key_is_its_campaigns_id(dev: Graph) -> None:
    (statement,) = (each for each in _bucket_policy(dev) if each["Sid"] == "ChosenIdsAreWrittenOnce")
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "s3:PutObject")
    assert statement["Resource"] == f"arn:aws:s3:::dev-creative-automation-{ACCOUNT}/input/campaign-briefs/by-id/*"
    assert statement["Condition"] == {"Null": {"s3:if-none-match": "true"}}


def test_briefs_cache_and_output_go_after_90_days_and_brand_assets_stay(dev: Graph) -> None:
    rules = dev.one("BucketLifecycleConfiguration", "bucket-lifecycle").inputs["rules"]
    expiring = {rule["filter"]["prefix"]: rule["expiration"]["days"] for rule in rules if "days" in rule["expiration"]}
    assert expiring == {"input/": 90, "cache/generated/": 90, "cache/masks/": 90, "output/": 90}
    assert {rule["status"] for rule in rules} == {"Enabled"}


def test_old_versions_and_aborted_uploads_are_cleaned_up_everywhere(dev: Graph) -> None:
    rules = dev.one("BucketLifecycleConfiguration", "bucket-lifecycle").inputs["rules"]
    (everywhere,) = [rule for rule in rules if rule["filter"]["prefix"] == ""]
    assert everywhere["noncurrentVersionExpiration"] == {"noncurrentDays": 30}
    assert everywhere["abortIncompleteMultipartUpload"] == {"daysAfterInitiation": 7}
    assert everywhere["expiration"] == {"expiredObjectDeleteMarker": True}


def test_only_briefs_notify_the_parser_queue(dev: Graph) -> None:
    notification = dev.one("BucketNotification", "uploads")
    parser = dev.one("Queue", "parser-queue").arn
    filters = {(q["filterPrefix"], q["filterSuffix"]) for q in notification.inputs["queues"]}
    assert filters == {("input/campaign-briefs/", suffix) for suffix in SUFFIXES}
    assert all(q["queueArn"] == parser for q in notification.inputs["queues"])
    assert all(q["events"] == ["s3:ObjectCreated:*"] for q in notification.inputs["queues"])


def test_the_notification_waits_for_the_permission_to_send(dev: Graph) -> None:
    assert "uploads-to-parser" in dev.one("BucketNotification", "uploads").depends_on


def test_prod_keeps_its_bucket_and_what_is_in_it(prod: Graph) -> None:
    bucket = prod.one("Bucket", "bucket")
    assert bucket.protect
    assert bucket.inputs["forceDestroy"] is False


def test_dev_can_be_destroyed_with_what_is_in_it(dev: Graph) -> None:
    bucket = dev.one("Bucket", "bucket")
    assert not bucket.protect
    assert bucket.inputs["forceDestroy"] is True


def test_the_bucket_can_be_named_by_the_stack() -> None:
    assert deploy("dev", bucketName="acme-campaigns").outputs["bucket"] == "acme-campaigns"


def test_uploads_are_accelerated_only_where_the_stack_says_so(dev: Graph) -> None:
    assert dev.all("BucketAccelerateConfiguration") == []
    (acceleration,) = deploy("dev", transferAcceleration="true").all("BucketAccelerateConfiguration")
    assert acceleration.inputs["bucket"] == dev.outputs["bucket"]
    assert acceleration.inputs["status"] == "Enabled"
