from __future__ import annotations

from tests.infra.recorded import Graph


def test_keys_are_campaign_and_sk(dev: Graph) -> None:
    table = dev.one("Table", "campaigns").inputs
    assert table["name"] == "dev-creative-automation-campaigns"
    assert (table["hashKey"], table["rangeKey"]) == ("campaign_id", "sk")
    assert table["billingMode"] == "PAY_PER_REQUEST"


def test_every_key_attribute_is_declared_as_text(dev: Graph) -> None:
    attributes = {a["name"]: a["type"] for a in dev.one("Table", "campaigns").inputs["attributes"]}
    assert attributes == dict.fromkeys(("campaign_id", "sk", "campaign_status", "created_at"), "S")


def test_campaigns_are_listed_by_status_and_time_with_their_counts(dev: Graph) -> None:
    (index,) = dev.one("Table", "campaigns").inputs["globalSecondaryIndexes"]
    keys = [(key["attributeName"], key["keyType"]) for key in index["keySchemas"]]
    assert index["name"] == "campaigns-by-status"
    assert keys == [("campaign_status", "HASH"), ("created_at", "RANGE")]
    assert index["projectionType"] == "INCLUDE"
    counts = {"pending_count", "ready_count", "failed_count"}
    assert set(index["nonKeyAttributes"]) == {"campaign_name", "updated_at", *counts}


def test_a_mistake_can_be_undone_and_old_campaigns_go(dev: Graph) -> None:
    table = dev.one("Table", "campaigns").inputs
    assert table["pointInTimeRecovery"] == {"enabled": True}
    assert table["ttl"] == {"enabled": True, "attributeName": "expires_at"}


def test_prod_keeps_its_table_whoever_asks(prod: Graph, dev: Graph) -> None:
    assert prod.one("Table", "campaigns").protect
    assert prod.one("Table", "campaigns").inputs["deletionProtectionEnabled"] is True
    assert not dev.one("Table", "campaigns").protect
    assert dev.one("Table", "campaigns").inputs["deletionProtectionEnabled"] is False
