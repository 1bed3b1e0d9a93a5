from __future__ import annotations

from pathlib import Path

from briefs.read import read_brief
from cli.event_feed import listen
from cli.files import ASSETS, BRIEF_WITHOUT_ASSETS, DEMO_BRIEF
from cli.given_assets import assets_below
from shared.context import BriefReference
from shared.events import BriefValidated, BriefValidatedData
from tests.cli.conftest import Run, write_brief
from tests.unit.campaign_samples import CAMPAIGN_ID, CREATED, new_campaign, new_products
from tests.unit.conftest import BUS, Account


def test_a_refused_brief_stops_the_demo_before_anything_is_started(run: Run, tmp_path: Path) -> None:
    result = run("demo", "--brief", str(write_brief(tmp_path, products=[])))
    assert "/products: found" in result.complaint
    assert "MiniStack" not in result.err


def test_the_examples_that_are_recommended_can_be_run() -> None:
    for path in (DEMO_BRIEF, BRIEF_WITHOUT_ASSETS):
        assert read_brief(path.read_bytes(), path.name).notes == ()
    brief = read_brief(BRIEF_WITHOUT_ASSETS.read_bytes(), BRIEF_WITHOUT_ASSETS.name).brief
    assert all(not product.existing_assets for product in brief.products)


def test_the_assets_of_the_demo_lie_where_its_brief_looks() -> None:
    brief = read_brief(DEMO_BRIEF.read_bytes(), DEMO_BRIEF.name).brief
    uploaded = [key.removeprefix("existing-assets/") for key in assets_below(ASSETS)]
    wanted = [path for product in brief.products for path in product.existing_assets]
    assert wanted
    assert all(any(key.startswith(path) for key in uploaded) for path in wanted)


def test_what_is_published_on_the_bus_is_heard(account: Account) -> None:
    brief = BriefReference(bucket="b", key="k", version="v")
    data = BriefValidatedData(campaign=new_campaign(1).context, product=new_products(1)[0].plan, brief=brief)
    event = BriefValidated.of(data, CAMPAIGN_ID, "v", CREATED, "bottle-0")
    clients = {"sqs": account.sqs, "events": account.events}
    events = listen(clients.__getitem__, BUS)
    account.publisher().publish([event])
    assert events() == [event]
    assert events() == []
